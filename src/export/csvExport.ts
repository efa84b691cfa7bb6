import type { FileHandle } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Localisation } from '../connections/errorSentences';
import { needsApostrophe } from '../inspector/spreadsheetText';
import { ColumnFinder, type ReadColumn } from '../inspector/tableColumns';
import { customerOf, readCustomerLine, type CustomerLine } from './customerLine';
import type { ExportPlan } from './exportPlan';
import { LineReader } from './lineReader';

const BYTE_ORDER_MARK = '\ufeff';
/** Rows that are put into text at a time. */
const ROWS = 500;
/** Where a customer is: as a line has it. */
const PLACE_COLUMNS = ['depth', 'path', 'parentUserId'] as const;

/** One customer a row, what is nested in columns of its own; RFC 4180. */
export async function* csvOf(
  { csv, masked }: Pick<ExportPlan, 'csv' | 'masked'>,
  lines: FileHandle,
  l10n: Localisation,
): AsyncGenerator<string, void, void> {
  const columns = await columnsOf(csv.columns, lines, l10n);
  const print = (rows: readonly (readonly string[])[]) =>
    stringify(
      rows.map((row) => (csv.escapesFormulas ? row.map(asText) : [...row])),
      // a line break of any kind would end the row
      { record_delimiter: 'windows', quote_record_delimiter: true },
    );
  if (csv.byteOrderMark) yield BYTE_ORDER_MARK;
  const marks = masked ? ['masked'] : [];
  yield print([[...PLACE_COLUMNS, ...columns.map(({ id }) => id), ...marks]]);
  let rows: string[][] = [];
  for await (const line of customerLines(lines)) {
    const customer = customerOf(line);
    rows.push([
      ...placeOf(line),
      ...columns.map((column) => column.ofCustomer(customer) ?? ''),
      ...(masked ? ['true'] : []),
    ]);
    if (rows.length < ROWS) continue;
    yield print(rows);
    rows = [];
  }
  if (rows.length > 0) yield print(rows);
}

/** As what a spreadsheet takes for text, where it would make something else of it. */
function asText(value: string): string {
  return needsApostrophe(value) ? `'${value}` : value;
}

async function columnsOf(
  wanted: readonly string[] | undefined,
  lines: FileHandle,
  l10n: Localisation,
): Promise<readonly ReadColumn[]> {
  const finder = new ColumnFinder(l10n);
  for await (const line of customerLines(lines)) finder.look(customerOf(line));
  const { columns, empty } = finder.found();
  if (wanted === undefined) return columns.filter((column) => !empty.has(column));
  return wanted.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}

async function* customerLines(file: FileHandle): AsyncGenerator<CustomerLine, void, void> {
  const reader = new LineReader(file, 0);
  for (;;) {
    const read = await reader.next();
    if (read === undefined) return;
    const line = readCustomerLine(read.text);
    if (line !== undefined) yield line;
  }
}

function placeOf({ before }: CustomerLine): readonly string[] {
  const {
    depth,
    path,
    parentUserId = '',
  } = JSON.parse(`${before}}`) as {
    readonly depth: number;
    readonly path: readonly string[];
    readonly parentUserId?: string;
  };
  return [String(depth), path.join('/'), parentUserId];
}
