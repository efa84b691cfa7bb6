import type { LevelToRead } from './walkSteps';

/** Customers of a level, told apart by their keys. */
export interface LevelKeys {
  has(key: string): boolean;
  add(key: string): unknown;
  readonly size: number;
}

/**
 * What a walk has to keep in mind: whom it met, and the levels that it has still to read. For a walk
 * of a hierarchy that is too large for memory, somebody else keeps it.
 */
export interface WalkMemory {
  /** Takes note of a customer. @returns whether it was not met before */
  meet(key: string, level: LevelToRead): boolean;
  /** Those of a level that is begun. */
  keysOf(level: LevelToRead): LevelKeys;
  put(level: LevelToRead): void;
  /** Gives back the levels that were put, in that order. */
  take(): LevelToRead | undefined | Promise<LevelToRead | undefined>;
  /** The same of one that has not to be waited for; undefined where there may be others. */
  takeAtOnce(): LevelToRead | undefined;
  /** Levels that were put and not taken. */
  readonly waiting: number;
}

export function walkMemory(): WalkMemory {
  const met = new Set<string>();
  // a set gives its first element without moving the others
  const levels = new Set<LevelToRead>();
  const take = () => {
    const [first] = levels;
    if (first !== undefined) levels.delete(first);
    return first;
  };
  return {
    meet: (key) => {
      const isNew = !met.has(key);
      met.add(key);
      return isNew;
    },
    keysOf: () => new Set<string>(),
    put: (level) => void levels.add(level),
    take,
    takeAtOnce: take,
    get waiting() {
      return levels.size;
    },
  };
}
