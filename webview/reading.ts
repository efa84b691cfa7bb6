import type { FormFields } from '../src/inspector/wire';
import { DOT, maskValue } from '../src/inspector/wireMasks';
import type { JsonViewState } from './jsonView';
import { isMapState, type MapState } from './map/mapState';
import type { TableState } from './table/tableState';

/** Where somebody was in the answer to a question. */
export interface Reading {
  /** Of this shape. */
  readonly version: 1;
  readonly of: FormFields;
  readonly view: JsonViewState;
  /** Missing where nobody looked at the table. */
  readonly table?: TableState;
  /** Missing where nobody looked at the map. */
  readonly map?: MapState;
}

/** Longer ones (thousands of folds) are not worth keeping. */
const LONGEST_READING = 1_000_000;

/** Whether it is of this question, whose identifier either may have in shape: it was kept masked, or before. */
export function isReadingOf(reading: Reading, of: FormFields): boolean {
  const [one, other] = [reading.of, of].map(({ identifierValue }) => identifierValue);
  if (one === undefined || other === undefined) return false;
  const isShape = one.includes(DOT) || other.includes(DOT);
  if (isShape ? maskValue(one) !== maskValue(other) : one !== other) return false;
  return (
    JSON.stringify({ ...reading.of, identifierValue: '' }) ===
    JSON.stringify({ ...of, identifierValue: '' })
  );
}

/** Undefined for what is too long to be kept. */
export function writtenReading(reading: Reading): string | undefined {
  const text = JSON.stringify(reading);
  return text.length <= LONGEST_READING ? text : undefined;
}

/** What a page before this one kept, be it as text; undefined for anything else. */
export function readReading(kept: unknown): Reading | undefined {
  const reading = typeof kept === 'string' ? parsed(kept) : kept;
  if (!isRecord(reading) || reading.version !== 1 || !isRecord(reading.of)) return undefined;
  const isWhole =
    isView(reading.view) &&
    (reading.table === undefined || isTable(reading.table)) &&
    (reading.map === undefined || isMapState(reading.map));
  return isWhole ? (reading as unknown as Reading) : undefined;
}

function isView(view: unknown): view is JsonViewState {
  return (
    isRecord(view) &&
    isPosition(view.anchor) &&
    isPosition(view.head) &&
    isPosition(view.top) &&
    isRecord(view.top) &&
    typeof view.top.above === 'number' &&
    typeof view.left === 'number' &&
    Array.isArray(view.folds) &&
    view.folds.every(
      (fold: unknown) =>
        isRecord(fold) && typeof fold.pointer === 'string' && typeof fold.deep === 'boolean',
    ) &&
    isRecord(view.search) &&
    typeof view.search.open === 'boolean'
  );
}

function isTable(table: unknown): table is TableState {
  return (
    isRecord(table) &&
    typeof table.filter === 'string' &&
    typeof table.top === 'number' &&
    (table.left === undefined || typeof table.left === 'number') &&
    (table.opened === undefined || isRows(table.opened)) &&
    (table.sort === undefined || isSort(table.sort))
  );
}

function isRows(rows: unknown): boolean {
  return Array.isArray(rows) && rows.every((row: unknown) => Number.isSafeInteger(row));
}

function isSort(sort: unknown): boolean {
  return (
    isRecord(sort) &&
    typeof sort.id === 'string' &&
    (sort.direction === 'ascending' || sort.direction === 'descending')
  );
}

function isPosition(position: unknown): boolean {
  return (
    isRecord(position) && typeof position.pointer === 'string' && typeof position.delta === 'number'
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
