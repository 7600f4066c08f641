/// <reference lib="webworker" />
import type { PageMessage } from '../../src/shared/messages.ts';
import type { PINNING_WORDS } from '../picture-words.ts';
import { reply } from '../reply.ts';
import { storeAgain } from '../thumbnail-store.ts';
import {
  cancelPinning,
  pausePinning,
  pin,
  pinnedStates,
  pinningReport,
  retryPinning,
  unpin,
  work,
} from './requests.ts';

/** What every page asks that keeps pictures offline. */
export type PinningMessage = Extract<PageMessage, { type: keyof typeof PINNING_WORDS }>;

/** Does what a page asks. */
export function answerPinningMessage(message: PinningMessage, event: ExtendableMessageEvent): void {
  switch (message.type) {
    case 'pin':
      reply(event, message.type, pin(message.pins));
      return;
    case 'unpin':
      reply(event, message.type, unpin(message.scopes).finally(storeAgain));
      return;
    case 'cancel-pinning':
      reply(event, message.type, cancelPinning().finally(storeAgain));
      return;
    case 'pause-pinning':
      reply(event, message.type, pausePinning(message.paused));
      return;
    case 'retry-pinning':
      reply(event, message.type, retryPinning());
      return;
    case 'work':
      reply(event, message.type, work());
      return;
    case 'pinning':
      reply(event, message.type, pinningReport());
      return;
    case 'pinned-state':
      reply(event, message.type, pinnedStates(message.photos));
      return;
    default:
      message satisfies never;
  }
}
