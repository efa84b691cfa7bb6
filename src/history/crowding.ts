/*
 * Which entries go where there are more than may be kept. What nobody waited for, the pages of
 * Load All and of a walk, comes by the hundred, and would push out all that a person asked for.
 */

/** Of the entries that may be kept, those in the background have this part where others are in need. */
const BACKGROUND_SHARE = 0.25;
/** No id ends like that by chance. */
const BACKGROUND_MARK = '-b';

/** What an id begins with: milliseconds since 1970, a count within them, something at random. */
const UNIQUE = String.raw`\d{15}-\d{4,}-[0-9a-f]{8}`;
export const ID_PATTERN = `${UNIQUE}(?:${BACKGROUND_MARK})?`;

export function markedId(unique: string, background: boolean): string {
  return background ? unique + BACKGROUND_MARK : unique;
}

interface Sized {
  readonly id: string;
  /** One for each where they are counted, else what it takes of the room. */
  readonly size: number;
}

/**
 * @param entries the newest first
 * @param most of all sizes together
 * @returns those to be dropped: of the background beyond its share first, then whatever is oldest
 */
export function crowdedOut(entries: readonly Sized[], most: number): ReadonlySet<string> {
  let excess = sizeOf(entries) - most;
  const dropped = new Set<string>();
  if (excess <= 0) return dropped;
  const background = entries.filter(({ id }) => id.endsWith(BACKGROUND_MARK));
  // the newest of them has its place, whatever the share
  const within = Math.max(1, fitting(background, most * BACKGROUND_SHARE));
  for (const { id, size } of background.slice(within).reverse()) {
    if (excess <= 0) break;
    dropped.add(id);
    excess -= size;
  }
  const left = entries.filter(({ id }) => !dropped.has(id));
  for (const { id } of left.slice(fitting(left, most))) dropped.add(id);
  return dropped;
}

function sizeOf(entries: readonly Sized[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

/** How many of them, from the first on, have room together. */
function fitting(entries: readonly Sized[], room: number): number {
  let taken = 0;
  const beyond = entries.findIndex(({ size }) => (taken += size) > room);
  return beyond < 0 ? entries.length : beyond;
}
