/**
 * Chance without a generator's state: every draw is a pure function of (seed, index, purpose), so that
 * any customer can be computed alone, in any order, and always the same.
 */

/** A whole number from 0 to 2^32 − 1. `purpose` keeps the draws for one index independent. */
export function draw(seed: number, index: number, purpose: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  hash ^= Math.imul(purpose + 0x165667b1, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The entry of a non-empty list that a draw points at. */
export function pick<T>(from: readonly T[], drawn: number): T {
  const entry = from[drawn % from.length];
  if (entry === undefined) throw new RangeError('An empty list has nothing to pick.');
  return entry;
}
