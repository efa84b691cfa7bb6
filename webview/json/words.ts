import { Facet, type EditorState } from '@codemirror/state';
import type { JsonWords } from '../../src/inspector/wireWords';

export { filled } from '../filled';
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

/** A label with the keys that do the same. */
export function withKeys(label: string, keys: string): string {
  return `${label} (${keys})`;
}
