/** What may be part of an expression that only reads: names, dots, places and keys. */
const PATH =
  /[\p{L}_$@][\p{L}\p{N}_$]*(?:(?:\?\.|\.|->|::)[\p{L}_$][\p{L}\p{N}_$]*|\??\.?\[(?:\d+|"[^"\]]*"|'[^'\]]*')\])*/gu;
const STEP = /(?:\?\.|\.|->|::)?[\p{L}_$@][\p{L}\p{N}_$]*|\??\.?\[[^\]]*\]/gu;

/** Reserved words at which the cursor often is, and which hold nothing in any language. */
const KEYWORDS = new Set(
  'await break case catch class const continue do else export extends finally for function if import new return switch throw try typeof var void while yield'.split(
    ' ',
  ),
);

/**
 * The expression around a place of a line, as a hover of the debugger takes it: up to the end of the
 * word there. In `order.customer.mobile`, at `customer`, that is `order.customer`.
 *
 * @param at counted from 0
 */
export function expressionAt(line: string, at: number): string | undefined {
  // minified code has lines of any length
  const start = Math.max(0, at - 500);
  const near = line.slice(start, at + 500);
  const within = at - start;
  for (const { 0: path, index } of near.matchAll(PATH)) {
    if (within < index || within > index + path.length) continue;
    let end = 0;
    for (const step of path.matchAll(STEP)) {
      end = step.index + step[0].length;
      if (index + end >= within) break;
    }
    return KEYWORDS.has(path) ? undefined : path.slice(0, end);
  }
  return undefined;
}
