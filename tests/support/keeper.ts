import type { Keeper } from '../../src/library/device/device-library.ts';
import type { DeviceMessage, DeviceReplies } from '../../src/shared/device-messages.ts';
import type { WorkerMessage } from '../../src/shared/messages.ts';
import { WorkerError } from '../../src/shared/worker-error.ts';

/** Answers a question about photos of this device; what it throws is the refusal. */
export type Answer = (message: DeviceMessage) => unknown;

/** A service worker whose answers and delays a test decides. */
export class FakeKeeper implements Keeper {
  readonly asked: DeviceMessage[] = [];
  answer: Answer;
  readonly #listeners = new Map<string, Set<(message: WorkerMessage) => void>>();

  constructor(answer: Answer) {
    this.answer = answer;
  }

  async ask<T extends keyof DeviceReplies>(
    message: Extract<DeviceMessage, { type: T }>,
    patienceMs = 3000,
  ): Promise<DeviceReplies[T]> {
    this.asked.push(message);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new WorkerError('It does not reply.', 'no-reply')), patienceMs);
    });
    try {
      // Tests answer what was asked.
      return (await Promise.race([this.answer(message), late])) as DeviceReplies[T];
    } finally {
      clearTimeout(timer);
    }
  }

  listen<T extends WorkerMessage['type']>(
    type: T,
    listener: (message: Extract<WorkerMessage, { type: T }>) => void,
  ): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    // `tell` calls those only that listen to its type.
    listeners.add(listener as (message: WorkerMessage) => void);
    this.#listeners.set(type, listeners);
  }

  tell(message: WorkerMessage): void {
    for (const listener of this.#listeners.get(message.type) ?? []) listener(message);
  }

  /** How often this was asked. */
  count(type: DeviceMessage['type']): number {
    return this.asked.filter((message) => message.type === type).length;
  }
}

/** Never answers, as a worker that was killed. */
export const SILENCE = new Promise<never>(() => {});
