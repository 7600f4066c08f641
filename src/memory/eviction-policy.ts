/** A picture held strongly, as an eviction policy sees it. */
export interface Weighed {
  /** Content address: the same picture has the same name when it comes back. */
  readonly name: string;
  /** Decoded bytes. */
  readonly bytes: number;
}

/**
 * Decides which picture goes when the pictures held strongly, leased or retained, take more bytes than the budget.
 * It knows no budget by itself and closes nothing: the memory tier asks, and does what it says.
 */
export interface EvictionPolicy<E extends Weighed> {
  /** Came in after a miss. A picture loaded ahead comes in once more at its first look, which is no reuse. */
  added(entry: E): void;
  /** Was asked for again while it was here. */
  hit(entry: E): void;
  /** Left for another reason than eviction (closed, trimmed). An entry that is not here is ignored. */
  removed(entry: E): void;
  /** Takes out the next that has to go among those that may go (leased pictures may not); undefined when none may. */
  evict(mayGo: (entry: E) => boolean): E | undefined;
}
