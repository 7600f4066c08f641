// WebKit has no Symbol.dispose yet; without it a lease would carry a method named "undefined".
// The assertion only makes the property optional and writable.
Symbol.dispose ??= Symbol.for('Symbol.dispose');
/** Lends values, and finds the leases that somebody dropped without releasing them. */
export class LeaseDesk {
    #forgotten;
    /** `onForgotten` hears of each lease that was collected unreleased: a bug of its holder, given back for them. */
    constructor(references, onForgotten) {
        this.#forgotten = references.registry((held) => {
            held.giveBack();
            onForgotten(held.acquiredAt);
        });
    }
    /** `giveBack` is called exactly once; it must not reach the lease, or a forgotten lease could never be found. */
    lend(value, size, giveBack, acquiredAt) {
        const token = {};
        const forgotten = this.#forgotten;
        let released = false;
        const lease = {
            value,
            size,
            release() {
                if (released)
                    return;
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
