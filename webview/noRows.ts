import type { FailureView } from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';

/** Why there are no rows to show, though something was asked. */
export interface NoRows {
  readonly title: string;
  /** Where to look instead; empty where nothing came. */
  readonly hint: string;
}

/** @param isShown whether what came is in the JSON tab */
export function noRowsOf(words: Words, { elsewhere }: FailureView, isShown: boolean): NoRows {
  if (isShown) return { title: words.noRows, hint: words.noRowsHint };
  if (elsewhere !== undefined) return { title: words.noRows, hint: elsewhere };
  return { title: words.noAnswer, hint: '' };
}
