/** Several sizes of each key, found by the size that is needed. A key has few sizes, so they lie in a sorted array. */
export class SizeIndex {
    #sizes = new Map();
    add(entry) {
        const sizes = this.#sizes.get(entry.key) ?? [];
        const index = sizes.findIndex(({ size }) => size > entry.size);
        sizes.splice(index < 0 ? sizes.length : index, 0, entry);
        this.#sizes.set(entry.key, sizes);
    }
    delete(entry) {
        const sizes = this.#sizes.get(entry.key) ?? [];
        const index = sizes.indexOf(entry);
        if (index >= 0)
            sizes.splice(index, 1);
        if (sizes.length === 0)
            this.#sizes.delete(entry.key);
    }
    /** The entry of exactly this size. */
    at(key, size) {
        return this.#sizes.get(key)?.find((entry) => entry.size === size);
    }
    /** The entries of `key` that are at least so large, the smallest first. */
    from(key, size) {
        return this.#sizes.get(key)?.filter((entry) => entry.size >= size) ?? [];
    }
    /** All entries of `key`, the smallest first. */
    of(key) {
        return [...(this.#sizes.get(key) ?? [])];
    }
}
