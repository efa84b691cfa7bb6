import type { Memento } from 'vscode';

/**
 * Who was asked about, by the ids of entries that were kept while personal data was masked: their
 * files have the shape alone, and a shape cannot be asked for again.
 */
const KEY = 'history.askedBehindMasks';

type Entry = readonly [id: string, identifierValue: string];

export function askedBehindMask(memento: Memento, id: string): string | undefined {
  return entries(memento).find(([other]) => other === id)?.[1];
}

export function keepAsked(memento: Memento, id: string, identifierValue: string): Thenable<void> {
  return save(memento, [...entries(memento), [id, identifierValue]]);
}

/** Forgets those whose entries are gone. */
export async function forgetAsked(
  memento: Memento,
  isGone: (id: string) => boolean,
): Promise<void> {
  const all = entries(memento);
  const kept = all.filter(([id]) => !isGone(id));
  if (kept.length < all.length) await save(memento, kept);
}

function save(memento: Memento, kept: readonly Entry[]): Thenable<void> {
  return memento.update(KEY, kept.length === 0 ? undefined : kept);
}

function entries(memento: Memento): readonly Entry[] {
  const kept = memento.get<unknown>(KEY);
  return Array.isArray(kept) ? kept.filter(isEntry) : [];
}

function isEntry(entry: unknown): entry is Entry {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}
