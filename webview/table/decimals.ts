/**
 * Numbers as their digits: what an answer holds may have more of them than a JavaScript number can
 * tell apart.
 */

/** `0.digits × 10^exponent`; zero has no digits. */
interface Decimal {
  readonly isNegative: boolean;
  /** Neither with zeros in front nor at the end. */
  readonly digits: string;
  readonly exponent: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Undefined for text that is no number. */
export function readDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  const significant = all.replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  return {
    isNegative: sign === '-' && digits !== '',
    digits,
    exponent:
      digits === '' ? 0 : whole.length + Number(exponent) - (all.length - significant.length),
  };
}

/** Below 0 where `a` is less than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1;
  return a.isNegative ? compareSizes(b, a) : compareSizes(a, b);
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return Math.sign(a.digits.length - b.digits.length);
  if (a.exponent !== b.exponent) return a.exponent - b.exponent;
  // digits after the point line up from the left, as letters do
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}
