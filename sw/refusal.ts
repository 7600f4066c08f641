import type { RefusalCode } from '../src/shared/messages.ts';

/** Why the worker does not do what a page asks, in a word that the page knows. */
export abstract class Refusal extends Error {
  abstract readonly code: RefusalCode;
}
