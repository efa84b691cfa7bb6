import { maskJson } from '../privacy/maskJson';

/** A text of a program while personal data is masked: as an answer, of which it is at least like. */
export function maskedText(text: string): string {
  return maskJson(text);
}
