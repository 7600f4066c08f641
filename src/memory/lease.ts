import type { WeakReferences } from './weak-index.ts';

// WebKit has no Symbol.dispose yet; without it a lease would carry a method named "undefined".
// The assertion only makes the property optional and writable.
(Symbol as { dispose?: symbol }).dispose ??= Symbol.for('Symbol.dispose');

/** The right to draw a value until it is released. A leased value is never closed. */
export interface Lease<V> extends Disposable {
  readonly value: V;
  /** Which of the sizes of its key it is. */
  readonly size: number;
  /** Gives the value back; more than once does nothing. The value must not be used afterwards. */
  release(): void;
}

/** Lends values, and finds the leases that somebody dropped without releasing them. */
export class LeaseDesk {
  readonly #forgotten;

  /** `onForgotten` hears of each lease that was collected unreleased: a bug of its holder, given back for them. */
  constructor(references: WeakReferences, onForgotten: (acquiredAt: string | undefined) => void) {
    this.#forgotten = references.registry<{ giveBack: () => void; acquiredAt: string | undefined }>((held) => {
      held.giveBack();
      onForgotten(held.acquiredAt);
    });
  }

  /** `giveBack` is called exactly once; it must not reach the lease, or a forgotten lease could never be found. */
  lend<V>(value: V, size: number, giveBack: () => void, acquiredAt: string | undefined): Lease<V> {
    const token = {};
    const forgotten = this.#forgotten;
    let released = false;
    const lease: Lease<V> = {
      value,
      size,
      release() {
        if (released) return;
        released = true;
        forgotten.unregister(token);
        giveBack();
      },
      [Symbol.dispose]() {
        this.release();
      },
    };
    forgotten.register(lease, { giveBack, acquiredAt }, token);
    return lease;
  }
}
