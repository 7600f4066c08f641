/**
 * The cache of the article on `WeakRef` and `FinalizationRegistry` that this project grew out of, written as the article
 * has it: a map from name to weak reference, a dead one means fetch again, and a finalizer deletes the key after
 * looking whether it was filled again meanwhile.
 */
export function weakCache<V extends object>(fetchValue: (name: string) => Promise<V>) {
  const cache = new Map<string, WeakRef<V>>();
  const registry = new FinalizationRegistry<string>((name) => {
    const cached = cache.get(name);
    if (cached && !cached.deref()) cache.delete(name);
  });
  return {
    /** What is cached and lives. */
    peek: (name: string): V | undefined => cache.get(name)?.deref(),
    async get(name: string): Promise<V> {
      const cached = cache.get(name)?.deref();
      if (cached) return cached;
      const value = await fetchValue(name);
      cache.set(name, new WeakRef(value));
      registry.register(value, name);
      return value;
    },
  };
}
