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

/**
 * @param ids the newest first
 * @param most to be kept
 * @returns those to be dropped: of the background beyond its share first, then whatever is oldest
 */
export function crowdedOut(ids: readonly string[], most: number): ReadonlySet<string> {
  const excess = ids.length - most;
  if (excess <= 0) return new Set();
  const background = ids.filter((id) => id.endsWith(BACKGROUND_MARK));
  const share = Math.max(1, Math.floor(most * BACKGROUND_SHARE));
  const beyondShare = background.slice(share).slice(-excess);
  const dropped = new Set(beyondShare);
  const left = ids.filter((id) => !dropped.has(id));
  for (const id of left.slice(most)) dropped.add(id);
  return dropped;
}
