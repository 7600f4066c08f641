import type { DecodeReply, DecodeRequest } from '../../../../src/loading/decode/messages.ts';

/** A worker whose answers and accidents the test makes. */
export class FakeWorker extends EventTarget {
  readonly heard: DecodeRequest[] = [];
  terminated = false;

  postMessage(request: DecodeRequest): void {
    this.heard.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(reply: DecodeReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }

  /** The script was not found, or an error in it was not caught. */
  fail(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'broken' }));
  }

  loseAnswer(): void {
    this.dispatchEvent(new MessageEvent('messageerror'));
  }
}

/** A bitmap that counts how often it was closed. */
export class FakeBitmap {
  readonly width: number;
  readonly height: number;
  closed = 0;

  constructor(width = 4, height = 3) {
    this.width = width;
    this.height = height;
  }

  close(): void {
    this.closed += 1;
  }
}

/** Node has no bitmaps; ours has all of it that is used here. */
export function asBitmap(bitmap: FakeBitmap): ImageBitmap {
  return bitmap as ImageBitmap;
}
