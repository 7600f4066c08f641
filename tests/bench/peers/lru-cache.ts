interface Sized {
  readonly width: number;
  readonly height: number;
}

/**
 * A cache as most people write it: so many bytes, in a map whose order is that of their last use. The oldest goes first, and
 * is left to the garbage collector.
 */
export class LruCache<V extends Sized> {
  readonly #budgetBytes: number;
  readonly #pictures = new Map<string, V>();
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  /** The picture of this name, which is the last to go from now on. */
  get(name: string): V | undefined {
    const picture = this.#pictures.get(name);
    if (!picture) return undefined;
    this.#pictures.delete(name);
    this.#pictures.set(name, picture);
    return picture;
  }

  set(name: string, picture: V): void {
    this.#drop(name);
    this.#pictures.set(name, picture);
    this.#bytes += bytesOf(picture);
    for (const oldest of this.#pictures.keys()) {
      if (this.#bytes <= this.#budgetBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const picture = this.#pictures.get(name);
    if (!picture) return;
    this.#pictures.delete(name);
    this.#bytes -= bytesOf(picture);
  }
}

function bytesOf({ width, height }: Sized): number {
  return 4 * width * height;
}
