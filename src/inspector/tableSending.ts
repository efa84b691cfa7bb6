import type { Customer } from '../api/customer';
import type { Page } from '../api/page';
import type { Localisation } from '../connections/errorSentences';
import { inTurns } from './inTurns';
import type { FoundColumns, ReadColumn } from './tableColumns';
import { columnsInSteps, shownColumns, tableRow } from './tableRows';
import { tsvOf, type Tsv } from './tsv';
import type { ColumnChoice, ColumnWidths, TableRow, TableToPage } from './wireTable';

export interface TableCollaborators {
  readonly l10n: Localisation;
  post(message: TableToPage): void;
  /** The customers of an answer as they may be shown: masked, while personal data is masked. */
  customers(page: Page): readonly Customer[] | Promise<readonly Customer[]>;
  /** Lets other work of the host have its turn, and waits for the page to take what was sent. */
  breathe(): Promise<void>;
  /** What the user chose. */
  chosen(): { readonly choice: ColumnChoice | undefined; readonly widths: ColumnWidths };
}

/** Enough for every screen; the first ones are there at once. */
const FIRST_ROWS = 100;
const ROWS_IN_PIECE = 1000;

/** Sends the rows of one answer at a time to the page; what is sent next ends what was sent before. */
export class TableSending {
  readonly #with: TableCollaborators;
  /** Counts up to end the sending of an answer that is no longer wanted. */
  #ticket = 0;

  constructor(collaborators: TableCollaborators) {
    this.#with = collaborators;
  }

  stop(): void {
    this.#ticket += 1;
  }

  async send(run: number, page: Page): Promise<void> {
    this.stop();
    const ticket = this.#ticket;
    const isWanted = () => ticket === this.#ticket;
    const customers = await this.#with.customers(page);
    const found = isWanted() ? await this.#columns(customers, isWanted) : undefined;
    if (found === undefined) return;
    const { choice, widths } = this.#with.chosen();
    this.#with.post({
      kind: 'tableStart',
      run,
      columns: shownColumns(found),
      rowCount: customers.length,
      leftOut: found.leftOut,
      ...(choice && { choice }),
      widths,
    });
    for (const rows of pieces(customers, found.columns)) {
      this.#with.post({ kind: 'tableRows', run, rows });
      await this.#with.breathe();
      if (!isWanted()) return;
    }
    this.#with.post({ kind: 'tableEnd', run });
  }

  /** Rows by their index in the answer; what a page asks for that is not there is left out. */
  async tsv(page: Page, rows: readonly number[], choice: ColumnChoice): Promise<Tsv> {
    const customers = await this.#with.customers(page);
    const found = await this.#columns(customers, () => true);
    const columns = choice.flatMap((id) => found?.columns.find((column) => column.id === id) ?? []);
    return tsvOf([
      columns.map(({ label }) => label),
      ...rows.flatMap((row) => {
        const customer = customers[row];
        return customer === undefined ? [] : [columns.map((one) => one.ofCustomer(customer))];
      }),
    ]);
  }

  async #columns(
    customers: readonly Customer[],
    isWanted: () => boolean,
  ): Promise<FoundColumns | undefined> {
    const steps = columnsInSteps(customers, this.#with.l10n);
    return inTurns(steps, () => new Promise((resolve) => setImmediate(resolve)), isWanted);
  }
}

function* pieces(
  customers: readonly Customer[],
  columns: readonly ReadColumn[],
): Generator<readonly TableRow[]> {
  let size = FIRST_ROWS;
  for (let from = 0; from < customers.length; from += size) {
    if (from > 0) size = ROWS_IN_PIECE;
    yield customers.slice(from, from + size).map((customer) => tableRow(customer, columns));
  }
}
