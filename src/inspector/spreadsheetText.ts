/** Spaces in front do not keep a spreadsheet from calculating. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
const ZERO_IN_FRONT = /^-?0\d/;
/** Identifiers may look like one: `12E5` would become 1200000. */
const WITH_EXPONENT = /^\s*\d+(?:\.\d*)?e[+-]?\d+\s*$/i;
/** `1/2` would become a day of this year; a whole date may become one. */
const LIKE_A_DAY = /^\s*\d{1,4}[-/]\d{1,4}(?:[-/]\d{1,4})?\s*$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Digits that a spreadsheet's numbers hold. */
const KEPT_DIGITS = 15;

/**
 * Whether a spreadsheet would make something else of a value: take it for a formula, for a number whose
 * digits it would not keep (more than 15, zeros in front, or an exponent), or for a day that it is not.
 * With an apostrophe in front it is text.
 */
export function needsApostrophe(value: string): boolean {
  if (!PLAIN_NUMBER.test(value))
    return (
      FORMULA.test(value) ||
      WITH_EXPONENT.test(value) ||
      (LIKE_A_DAY.test(value) && !DATE.test(value))
    );
  const digits = value.replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length > KEPT_DIGITS || ZERO_IN_FRONT.test(value);
}
