import { needsApostrophe } from './spreadsheetText';

/**
 * Rows as tab-separated values, for a spreadsheet to paste. What it would make something else of gets
 * an apostrophe in front, which spreadsheets understand as "this is text". Everything else is as the
 * server sent it.
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
      if (!needsApostrophe(value)) return quoted(value);
      guarded += 1;
      return quoted(`'${value}`);
    });
    lines.push(cells.join('\t'));
  }
  return { text: lines.join('\n'), guarded };
}

/** In quotes where it would end its cell or its row, or begin with a quote. */
function quoted(value: string): string {
  return /[\t\r\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
