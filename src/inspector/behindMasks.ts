import type { Memento } from 'vscode';
import { isBrokenShape, type BehindMask } from './shownFields';
import type { SavedState } from './wire';

/**
 * What is behind the masks of open inspectors, by their keys. VS Code keeps a page's state over a
 * window reload, and that has the shape alone.
 */
const KEY = 'inspector.behindMasks';
/** Inspectors of a window; those that were closed are forgotten. */
const KEPT = 50;

type Entry = readonly [key: string, behind: BehindMask];

export function keepBehindMask(
  memento: Memento,
  key: string,
  behind: BehindMask | undefined,
): Thenable<void> | undefined {
  const all = entries(memento);
  const known = all.find(([other]) => other === key)?.[1];
  if (known?.shape === behind?.shape && known?.value === behind?.value) return undefined;
  const others = all.filter(([other]) => other !== key);
  const kept = behind === undefined ? others : [[key, behind] as const, ...others].slice(0, KEPT);
  return memento.update(KEY, kept.length === 0 ? undefined : kept);
}

/** The state as it was before it was masked; without an identifier where that is not known any more. */
export function unmasked(memento: Memento, state: SavedState): SavedState {
  const behind = entries(memento).find(([key]) => key === state.key)?.[1];
  const { fields } = state;
  if (behind?.shape === fields.identifierValue)
    return { ...state, fields: { ...fields, identifierValue: behind.value } };
  return isBrokenShape(fields)
    ? { ...state, asked: false, fields: { ...fields, identifierValue: '' } }
    : state;
}

function entries(memento: Memento): readonly Entry[] {
  const kept = memento.get<unknown>(KEY);
  return Array.isArray(kept) ? kept.filter(isEntry) : [];
}

function isEntry(entry: unknown): entry is Entry {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const behind: unknown = entry[1];
  return (
    typeof behind === 'object' &&
    behind !== null &&
    'shape' in behind &&
    typeof behind.shape === 'string' &&
    'value' in behind &&
    typeof behind.value === 'string'
  );
}
