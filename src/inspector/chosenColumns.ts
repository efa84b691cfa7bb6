import * as v from 'valibot';
import type { Event, EventEmitter, Memento } from 'vscode';
import { LONGEST_COLUMN_ID, MOST_COLUMNS, type ColumnChoice } from './wireTable';

const KEY = 'inspector.tableColumns';

/** Names of columns, as the page may send them and as they were kept. */
export const columnChoice = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(LONGEST_COLUMN_ID))),
  v.maxLength(MOST_COLUMNS),
);

/** The columns that the user chose for the Table tab, in every inspector and every window. */
export class ChosenColumns {
  /** Somebody chose others. */
  readonly onDidChange: Event<void>;

  constructor(
    private readonly memento: Pick<Memento, 'get' | 'update'>,
    private readonly changed: Pick<EventEmitter<void>, 'event' | 'fire'>,
  ) {
    this.onDidChange = changed.event;
  }

  /** Undefined as long as nobody chose, and where what was kept cannot be read. */
  get choice(): ColumnChoice | undefined {
    return keptColumnChoice(this.memento);
  }

  async choose(choice: ColumnChoice | undefined): Promise<void> {
    const kept = this.memento.update(KEY, choice && [...new Set(choice)]);
    this.changed.fire();
    await kept;
  }
}

export function keptColumnChoice(memento: Pick<Memento, 'get'>): ColumnChoice | undefined {
  const read = v.safeParse(columnChoice, memento.get<unknown>(KEY));
  return read.success ? read.output : undefined;
}
