/** Where the tokens of a JSON text begin and end. Linear, without recursion, without copying text. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = 0xfeff;

/** Index of the first character from `at` on that is not white space; the length at the end. */
export function skipSpace(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at), at)) at++;
  return at;
}

/** Index of the last character before `at` that is not white space; -1 where there is none. */
export function skipSpaceBefore(text: string, at: number): number {
  do at--;
  while (isSpace(text.charCodeAt(at), at));
  return at;
}

/** Most of what is asked about is none: that takes one comparison. NaN, as behind the end, is none either. */
function isSpace(code: number, at: number): boolean {
  if (code > 0x20) return code === BYTE_ORDER_MARK && at === 0;
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Index after the string whose opening quote is at `at`; -1 when it has no end. */
export function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    const isEscaped = (quote - before) % 2 === 0;
    if (!isEscaped) return quote + 1;
  }
  return -1;
}

/** Index after the number, `true`, `false` or `null` at `at`; -1 when there is none. */
export function literalEnd(text: string, at: number): number {
  const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  literal.lastIndex = at;
  return literal.test(text) ? literal.lastIndex : -1;
}

/** Index after the object or array that opens at `at`; -1 when it has no end. */
export function containerEnd(text: string, at: number): number {
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      if (at < 0) return -1;
      continue;
    }
    at++;
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
    else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --depth === 0) return at;
  }
  return -1;
}

/** Index after the value that starts at `at`; -1 when there is none. */
export function valueEnd(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return stringEnd(text, at);
    case OPEN_OBJECT:
    case OPEN_ARRAY:
      return containerEnd(text, at);
    default:
      return literalEnd(text, at);
  }
}
