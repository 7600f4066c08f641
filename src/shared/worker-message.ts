import { isRecord } from './is-record.ts';
import type { WorkerMessage } from './messages.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a message has the fields that its word needs. */
const checks: Record<WorkerMessage['type'], (message: Fields) => boolean> = {
  'figures-changed': () => true,
  'library-changed': () => true,
  evicted: isAmount,
  'not-stored': (message) => typeof message['tier'] === 'string' && isAmount(message),
  pinning: ({ progress }) =>
    isRecord(progress) &&
    typeof progress['state'] === 'string' &&
    areNumbers(progress['photos'], 'wanted', 'kept', 'failed') &&
    areNumbers(progress['bytes'], 'wanted', 'kept'),
  cleared: ({ tiers }) => Array.isArray(tiers),
  'device-changed': ({ sections }) => Array.isArray(sections) && sections.every((each) => areNumbers(each, 'count')),
};

/** What the worker tells, if it is a word of this version and whole: one of another version may say what is not known. */
export function isWorkerMessage(data: unknown): data is WorkerMessage {
  if (!isRecord(data) || typeof data['type'] !== 'string' || !Object.hasOwn(checks, data['type'])) return false;
  return checks[data['type'] as WorkerMessage['type']](data);
}

function isAmount(value: unknown): boolean {
  return areNumbers(value, 'count', 'bytes');
}

function areNumbers(value: unknown, ...names: string[]): boolean {
  return isRecord(value) && names.every((name) => Number.isFinite(value[name]));
}
