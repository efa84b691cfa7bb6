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
  /** A customer of an answer as it may be shown: masked, while personal data is masked. */
  shown(customer: Customer): Customer;
  /** The same for a type, which is a code unless somebody wrote something else there. */
  shownCode(text: string): string;
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
  /** Columns of answers as they came. */
  readonly #found = new WeakMap<Page, FoundColumns>();
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
    const found = await this.#columns(page, isWanted);
    if (found === undefined) return;
    const { choice, widths } = this.#with.chosen();
    this.#with.post({
      kind: 'tableStart',
      run,
      columns: shownColumns(found),
      rowCount: page.customers.length,
      leftOut: found.leftOut,
      ...(choice && { choice }),
      widths,
    });
    for (const customers of pieces(page.customers)) {
      const rows = await inTurns(this.#rows(customers, found.columns), turn, isWanted);
      if (rows === undefined) return;
      this.#with.post({ kind: 'tableRows', run, rows });
      await this.#with.breathe();
      if (!isWanted()) return;
    }
    this.#with.post({ kind: 'tableEnd', run });
  }

  /** Rows by their index in the answer; what a page asks for that is not there is left out. */
  async tsv(page: Page, rows: readonly number[], choice: ColumnChoice): Promise<Tsv> {
    const found = await this.#columns(page, always);
    const columns = choice.flatMap((id) => found?.columns.find((column) => column.id === id) ?? []);
    const customers = rows.flatMap((row) => page.customers[row] ?? []);
    const read = await inTurns(this.#values(customers, columns), turn, always);
    return tsvOf([columns.map(({ label }) => label), ...(read ?? [])]);
  }

  *#rows(
    customers: readonly Customer[],
    columns: readonly ReadColumn[],
  ): Generator<undefined, readonly TableRow[]> {
    const rows: TableRow[] = [];
    for (const customer of customers) {
      rows.push(tableRow(this.#with.shown(customer), columns));
      yield;
    }
    return rows;
  }

  *#values(
    customers: readonly Customer[],
    columns: readonly ReadColumn[],
  ): Generator<undefined, readonly (readonly (string | undefined)[])[]> {
    const rows: (string | undefined)[][] = [];
    for (const customer of customers) {
      const shown = this.#with.shown(customer);
      rows.push(columns.map((column) => column.ofCustomer(shown)));
      yield;
    }
    return rows;
  }

  /** Looked for once in an answer: masked, it has the same, unless what stands for a type is none. */
  async #columns(page: Page, isWanted: () => boolean): Promise<FoundColumns | undefined> {
    const { l10n } = this.#with;
    const found =
      this.#found.get(page) ??
      (await inTurns(columnsInSteps(page.customers, l10n), turn, isWanted));
    if (found === undefined) return undefined;
    this.#found.set(page, found);
    const areCodes = found.columns.every(
      ({ type }) => type === undefined || this.#with.shownCode(type) === type,
    );
    if (areCodes) return found;
    const shown = (customer: Customer) => this.#with.shown(customer);
    return inTurns(columnsInSteps(page.customers, l10n, shown), turn, isWanted);
  }
}

const always = () => true;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The first ones for every screen, and then many at a time. */
function* pieces(customers: readonly Customer[]): Generator<readonly Customer[]> {
  let size = FIRST_ROWS;
  for (let from = 0; from < customers.length; from += size) {
    if (from > 0) size = ROWS_IN_PIECE;
    yield customers.slice(from, from + size);
  }
}
