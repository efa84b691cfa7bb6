import {
  MOST_COLUMNS,
  type ColumnChoice,
  type ColumnWidths,
  type TableCell,
  type TableColumn,
  type TableRow,
} from '../../src/inspector/wireTable';
import { columnsShown } from './columnChoice';
import { filterTerms, hasAll } from './filtering';
import { linesOf, type Line } from './lines';
import { orderOf, type Sort } from './ordering';
import { keepShown, nothingSelected, selectedInOrder, type Selection } from './selection';
import { readTime, type TimeWords } from './times';

/** What a cell shows, and what it is. */
export interface ShownCell {
  readonly text: string;
  /** As the server sent it, where that is not the text. */
  readonly asSent?: string;
}

/** The rows of one answer, and what the reader made of them: order, filter, selection, columns. */
export class TableModel {
  #columns: readonly TableColumn[] = [];
  /** Places of columns in the cells of a row, by their ids. */
  #places = new Map<string, number>();
  #choice: ColumnChoice | undefined;
  #shown: readonly TableColumn[] = [];
  #widths: ReadonlyMap<string, number> = new Map();
  #rows: TableRow[] = [];
  #hasProfiles = false;
  #haystacks: string[] = [];
  #sort: Sort | undefined;
  #filter = '';
  #order: readonly number[] = [];
  #opened: ReadonlySet<number> = new Set();
  #lines: readonly Line[] = [];
  selection: Selection = nothingSelected;

  constructor(private readonly times: TimeWords) {}

  /** Another answer, or (`isSame`) the same in another shape: what was made of it stays. */
  begin(columns: readonly TableColumn[], choice: ColumnChoice | undefined, isSame: boolean): void {
    this.#columns = columns;
    this.#places = new Map(columns.map(({ id }, at) => [id, at]));
    this.#rows = [];
    this.#hasProfiles = false;
    this.#order = [];
    if (!isSame) {
      this.selection = nothingSelected;
      this.#opened = new Set();
    }
    this.choose(choice);
  }

  /** No row stays; what was made of them does, for the same rows in another shape. */
  clear(): void {
    this.#rows = [];
    this.#haystacks = [];
    this.#order = [];
    this.#lines = [];
  }

  /** The next rows of the answer; they stand behind those before until `end`. */
  append(rows: readonly TableRow[]): void {
    const first = this.#rows.length;
    for (const row of rows) this.#rows.push(row);
    this.#hasProfiles ||= rows.some(({ profiles }) => profiles !== undefined);
    const terms = filterTerms(this.#filter);
    const added = rows.map((_, at) => first + at).filter((row) => this.#matches(row, terms));
    this.#order = [...this.#order, ...added];
    this.#arrangeLines();
  }

  end(): void {
    if (this.#sort !== undefined) this.#arrange();
  }

  get columns(): readonly TableColumn[] {
    return this.#columns;
  }
  get choice(): ColumnChoice | undefined {
    return this.#choice;
  }
  /** The columns on screen. */
  get shown(): readonly TableColumn[] {
    return this.#shown;
  }
  get rowCount(): number {
    return this.#rows.length;
  }
  /** The rows on screen, in their order. */
  get order(): readonly number[] {
    return this.#order;
  }
  get lines(): readonly Line[] {
    return this.#lines;
  }
  get sort(): Sort | undefined {
    return this.#sort;
  }
  get filter(): string {
    return this.#filter;
  }

  /** Pixels of columns whose width the reader chose, by their ids. */
  get widths(): ReadonlyMap<string, number> {
    return this.#widths;
  }

  setWidths(widths: ColumnWidths): void {
    this.#widths = new Map(widths);
  }

  /** The one chosen last is the last. */
  widen(id: string, pixels: number): void {
    const others = [...this.#widths].filter(([other]) => other !== id);
    this.#widths = new Map([...others.slice(1 - MOST_COLUMNS), [id, pixels]]);
  }

  choose(choice: ColumnChoice | undefined): void {
    this.#choice = choice;
    this.#shown = columnsShown(this.#columns, choice);
    // what is looked for is looked for in what is shown
    this.#haystacks = [];
    if (this.#filter !== '') this.#arrange();
  }

  sortBy(sort: Sort | undefined): void {
    this.#sort = sort;
    this.#arrange();
  }

  filterBy(filter: string): void {
    this.#filter = filter;
    this.#arrange();
    this.selection = keepShown(this.selection, this.#order);
  }

  /** Shows or hides the profiles of a row that has several. */
  open(row: number, isOpen: boolean): void {
    if (this.profilesOf(row) === 0 || this.isOpen(row) === isOpen) return;
    const opened = new Set(this.#opened);
    if (isOpen) opened.add(row);
    else opened.delete(row);
    this.#opened = opened;
    this.#arrangeLines();
  }

  /** Rows whose profiles are shown. */
  get opened(): readonly number[] {
    return [...this.#opened];
  }

  /** The same, of rows that are still to come. */
  openAgain(rows: readonly number[]): void {
    this.#opened = new Set([...this.#opened, ...rows]);
  }

  /** Whether any row has several profiles. */
  get hasProfiles(): boolean {
    return this.#hasProfiles;
  }

  isOpen(row: number): boolean {
    return this.#opened.has(row);
  }

  /** 0 where a row has no more than one: it is the row itself. */
  profilesOf(row: number): number {
    return this.#rows[row]?.profiles?.length ?? 0;
  }

  selected(): readonly number[] {
    return selectedInOrder(this.selection, this.#order);
  }

  cell({ row, profile }: Line, column: TableColumn): ShownCell {
    const cells = this.#cells(row, profile);
    return this.#shownCell(cells[this.#places.get(column.id) ?? -1] ?? null);
  }

  #cells(row: number, profile: number | undefined): readonly TableCell[] {
    const whole = this.#rows[row];
    return (profile === undefined ? whole?.cells : whole?.profiles?.[profile]) ?? [];
  }

  #shownCell(cell: TableCell): ShownCell {
    if (cell === null) return { text: '' };
    const time = readTime(cell);
    return time === undefined ? { text: cell } : { text: this.times.short(time), asSent: cell };
  }

  #arrange(): void {
    const ordered = this.#sorted();
    const terms = filterTerms(this.#filter);
    this.#order = terms.length === 0 ? ordered : ordered.filter((row) => this.#matches(row, terms));
    this.#arrangeLines();
  }

  #sorted(): readonly number[] {
    const sort = this.#sort;
    const place = sort && this.#places.get(sort.id);
    // also where this answer does not have the column
    if (sort === undefined || place === undefined) return this.#rows.map((_, row) => row);
    const values = this.#rows.map(({ cells }) => cells[place] ?? null);
    return orderOf(values, sort.direction);
  }

  #arrangeLines(): void {
    this.#lines = linesOf(this.#order, this.#opened, (row) => this.profilesOf(row));
  }

  #matches(row: number, terms: readonly string[]): boolean {
    return terms.length === 0 || hasAll((this.#haystacks[row] ??= this.#haystack(row)), terms);
  }

  /** What a row shows, and times as they were sent, too. */
  #haystack(row: number): string {
    const line = { row, profile: undefined };
    return this.#shown
      .map((column) => this.cell(line, column))
      .flatMap(({ text, asSent }) => (asSent === undefined ? text : [text, asSent]))
      .join('\n')
      .toLowerCase();
  }
}
