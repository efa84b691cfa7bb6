/**
 * Rows as tab-separated values, for a spreadsheet to paste. What it would take for a formula, and
 * numbers whose digits it would not keep (more than 15, or zeros in front), get an apostrophe in
 * front, which spreadsheets understand as "this is text". Everything else is as the server sent it.
 */
export interface Tsv {
  readonly text: string;
  /** Values with an apostrophe in front. */
  readonly guarded: number;
}

export function tsvOf(rows: Iterable<readonly (string | undefined)[]>): Tsv {
  const lines: string[] = [];
  let guarded = 0;
  for (const row of rows) {
    const cells = row.map((value = '') => {
      if (!needsGuard(value)) return quoted(value);
      guarded += 1;
      return quoted(`'${value}`);
    });
    lines.push(cells.join('\t'));
  }
  return { text: lines.join('\n'), guarded };
}

/** Spaces in front do not keep a spreadsheet from calculating. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
const ZERO_IN_FRONT = /^-?0\d/;
/** Digits that a spreadsheet's numbers hold. */
const KEPT_DIGITS = 15;

function needsGuard(value: string): boolean {
  if (!PLAIN_NUMBER.test(value)) return FORMULA.test(value);
  const digits = value.replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length > KEPT_DIGITS || ZERO_IN_FRONT.test(value);
}

/** In quotes where it would end its cell or its row, or begin with a quote. */
function quoted(value: string): string {
  return /[\t\r\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
