import { Facet, type EditorState } from '@codemirror/state';
import type { JsonWords } from '../../src/inspector/wireWords';

export type { JsonWords } from '../../src/inspector/wireWords';

/** The texts of the view, for what is made deep inside the editor. */
export const shownWords = Facet.define<JsonWords, JsonWords | undefined>({
  combine: (values) => values[0],
});

export function wordsOf(state: EditorState): JsonWords {
  const words = state.facet(shownWords);
  if (words === undefined) throw new Error('The JSON view was made without its texts.');
  return words;
}

/** Puts values in the place of `{names}`; a number as the page's language writes it. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).reduce(
    (made, [name, value]) =>
      made.replace(`{${name}}`, () => (typeof value === 'number' ? value.toLocaleString() : value)),
    text,
  );
}

/** A label with the keys that do the same. */
export function withKeys(label: string, keys: string): string {
  return `${label} (${keys})`;
}
