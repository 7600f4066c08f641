/// <reference lib="webworker" />
import { messageOf } from '../src/shared/message-of.ts';
import type { Replies, Reply } from '../src/shared/messages.ts';
import { isQuotaExceeded } from '../src/shared/quota.ts';
import { Refusal } from './refusal.ts';

/** What a reply waits for. */
type Work<T extends keyof Replies> = Promise<Replies[T] extends undefined ? void : Replies[T]>;

/** Replies on the port that a message of type `type` brought along, when `work` is done; the worker lives until then. */
export function reply<T extends keyof Replies>(event: ExtendableMessageEvent, _type: T, work: Work<T>): void {
  event.waitUntil(
    work.then(
      (value) => post(event, { ok: true, value }),
      (error: unknown) => post(event, refusal(error)),
    ),
  );
}

/** Says that a message is a word that this version does not know, or one with something in it that makes no sense. */
export function replyNotUnderstood(event: ExtendableMessageEvent, why: 'unknown' | undefined): void {
  const code = why && ({ code: 'unknown-message' } as const);
  post(event, { ok: false, ...code, reason: 'This service worker does not understand this message.' });
}

function post({ ports: [port] }: ExtendableMessageEvent, answer: Reply<unknown>): void {
  port?.postMessage(answer);
}

function refusal(error: unknown): Reply<never> {
  const reason = messageOf(error);
  if (error instanceof Refusal) return { ok: false, code: error.code, reason };
  return isQuotaExceeded(error) ? { ok: false, code: 'storage-full', reason } : { ok: false, reason };
}
