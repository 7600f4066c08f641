import type { WeakReferences } from '../../src/memory/weak-index.ts';

interface Registration {
  readonly target: object;
  readonly token: object;
  readonly tell: () => void;
}

/** Weak references whose collector is the test: nothing is collected, and no finalizer runs, until it says so. */
export class SimulatedReferences implements WeakReferences {
  readonly #dead = new WeakSet<object>();
  readonly #registrations = new Set<Registration>();

  ref<T extends object>(target: T) {
    return { deref: () => (this.#dead.has(target) ? undefined : target) };
  }

  registry<H>(onCollected: (held: H) => void) {
    return {
      register: (target: object, held: H, token: object) => {
        this.#registrations.add({ target, token, tell: () => onCollected(held) });
      },
      unregister: (token: object) => {
        for (const entry of this.#registrations) if (entry.token === token) this.#registrations.delete(entry);
      },
    };
  }

  /** The target is gone from now on; its finalizers have not run yet. */
  collect(target: object): void {
    this.#dead.add(target);
  }

  /** Runs the finalizers of all that was collected. */
  finalize(): void {
    for (const entry of [...this.#registrations]) {
      if (!this.#dead.has(entry.target)) continue;
      this.#registrations.delete(entry);
      entry.tell();
    }
  }
}
