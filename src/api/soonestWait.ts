import type { PageOptions, Waiting } from './page';

/**
 * Several requests may wait at a time where there is room to tell of one: of the wait that ends first.
 * Each call gives one request whom to tell.
 */
export function soonestWait(told: PageOptions['waiting']): () => PageOptions['waiting'] {
  if (told === undefined) return () => undefined;
  const waits = new Map<object, Waiting>();
  let last: Waiting | undefined;
  return () => {
    const request = {};
    return (wait) => {
      if (wait === undefined) waits.delete(request);
      else waits.set(request, wait);
      const [first] = [...waits.values()].sort((one, other) => one.until - other.until);
      if (first !== last) told(first);
      last = first;
    };
  };
}
