import * as v from 'valibot';
import type { Event, EventEmitter, Memento } from 'vscode';
import {
  LONGEST_COLUMN_ID,
  MOST_COLUMNS,
  NARROWEST_COLUMN,
  WIDEST_COLUMN,
  type ColumnChoice,
  type ColumnWidths,
} from './wireTable';

const KEY = 'inspector.tableColumns';
const WIDTHS_KEY = 'inspector.tableColumnWidths';

/** Names of columns, as the page may send them and as they were kept. */
const columnId = v.pipe(v.string(), v.maxLength(LONGEST_COLUMN_ID));
export const columnChoice = v.pipe(v.array(columnId), v.maxLength(MOST_COLUMNS));

/** Widths of columns, from the same two. */
export const columnWidths: v.GenericSchema<unknown, ColumnWidths> = v.pipe(
  v.array(
    v.tuple([
      columnId,
      v.pipe(v.number(), v.minValue(NARROWEST_COLUMN), v.maxValue(WIDEST_COLUMN)),
    ]),
  ),
  v.maxLength(MOST_COLUMNS),
);

/** The columns that the user chose for the Table tab, and their widths, in every inspector and window. */
export class ChosenColumns {
  /** Others were chosen, in the table that it fires with. */
  readonly onDidChange: Event<object | undefined>;

  constructor(
    private readonly memento: Pick<Memento, 'get' | 'update'>,
    private readonly changed: Pick<EventEmitter<object | undefined>, 'event' | 'fire'>,
  ) {
    this.onDidChange = changed.event;
  }

  /** Undefined as long as nobody chose, and where what was kept cannot be read. */
  get choice(): ColumnChoice | undefined {
    return keptColumnChoice(this.memento);
  }

  /** Of the columns whose width somebody chose. */
  get widths(): ColumnWidths {
    const read = v.safeParse(columnWidths, this.memento.get<unknown>(WIDTHS_KEY));
    return read.success ? read.output : [];
  }

  /** Without a choice, everything is as if nobody had chosen. */
  async choose(choice: ColumnChoice | undefined, table?: object): Promise<void> {
    const kept = this.memento.update(KEY, choice && [...new Set(choice)]);
    const widths = choice === undefined && this.memento.update(WIDTHS_KEY, undefined);
    this.changed.fire(table);
    await Promise.all([kept, widths]);
  }

  async widen(widths: ColumnWidths, table?: object): Promise<void> {
    const kept = this.memento.update(WIDTHS_KEY, [...new Map(widths)]);
    this.changed.fire(table);
    await kept;
  }
}

export function keptColumnChoice(memento: Pick<Memento, 'get'>): ColumnChoice | undefined {
  const read = v.safeParse(columnChoice, memento.get<unknown>(KEY));
  return read.success ? read.output : undefined;
}
