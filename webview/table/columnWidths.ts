/** Pixels. */
const NARROWEST = 56;
const WIDEST = 260;
/** Between a value and the edges of its cell, and for what else a header holds. */
const CELL_PADDING = 18;
const HEADER_PADDING = 34;

/** How wide a column is, from what it holds; `measure` gives the width of a text. */
export function columnWidth(
  label: string,
  texts: readonly string[],
  measure: (text: string) => number,
): number {
  const widest = texts.reduce((width, text) => Math.max(width, measure(text)), 0);
  const wanted = Math.max(widest + CELL_PADDING, measure(label) + HEADER_PADDING);
  return Math.ceil(Math.max(NARROWEST, Math.min(WIDEST, wanted)));
}
