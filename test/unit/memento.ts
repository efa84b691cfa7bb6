/** What a workspace remembers: only what JSON can hold. */
export function memento() {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, fallback?: T) => {
      const text = kept.get(key);
      return text === undefined ? fallback : (JSON.parse(text) as T);
    },
    update: (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}
