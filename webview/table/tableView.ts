import type { FormFields } from '../../src/inspector/wire';
import {
  rowPointer,
  type ColumnChoice,
  type TableToHost,
  type TableToPage,
} from '../../src/inspector/wireTable';
import type { Words } from '../../src/inspector/wireWords';
import { element, show } from '../elements';
import { filled } from '../filled';
import { pageLanguage } from '../language';
import type { NoRows } from '../noRows';
import { createTableBar, factsOf, oneOr } from './bar';
import { moveColumn } from './columnChoice';
import { createColumnsMenu } from './columnsMenu';
import { createEmptyPlace, type Emptiness } from './emptiness';
import { createGrid } from './grid';
import type { Line } from './lines';
import type { Sort } from './ordering';
import { extendTo, nothingSelected, selectAll, selectOnly, toggle } from './selection';
import { TableModel } from './tableModel';
import { tableState, type TableState } from './tableState';
import { timeWordsOf } from './times';

export interface TableViewOptions {
  readonly words: Words;
  readonly send: (message: TableToHost) => void;
  /** A row's place in the JSON is asked for. */
  readonly reveal: (pointer: string) => void;
  readonly editServerSort: () => void;
  /** Sorting, filter or scroll position is another one. */
  readonly moved: () => void;
}

export interface TableView {
  readonly element: HTMLElement;
  /** The answer of a run comes, perhaps the same one masked: nothing of before is on show from now on. */
  expect(run: number, of: FormFields): void;
  receive(message: TableToPage): void;
  /** A run failed, and no answer from before is there to stay. */
  nothing(why: NoRows): void;
  /** False where there is nothing to filter. */
  openFilter(): boolean;
  state(): TableState;
  /** Now, or as soon as there are rows. */
  restore(state: TableState): void;
}

export function createTableView(options: TableViewOptions): TableView {
  const { words: allWords } = options;
  const words = allWords.table;
  const model = new TableModel(timeWordsOf(pageLanguage()));
  const now = {
    run: 0,
    of: undefined as FormFields | undefined,
    /** The run whose rows are on screen; 0 for none. */
    shown: 0,
    failure: undefined as Emptiness | undefined,
    /** Rows that the answer has, also while they are coming. */
    total: 0,
    leftOut: 0,
    isWhole: false,
    /** The line to scroll to once it is there, and how far to the side. */
    top: 0,
    left: 0,
  };

  let toOpen: readonly number[] = [];

  const bar = createTableBar({
    words,
    filter(text) {
      model.filterBy(text);
      drawLines();
      announce(filled(words.saidMatches, { count: model.order.length }));
      options.moved();
    },
    leaveFilter: () => grid.goTo({ row: 1, column: 0 }),
    chooseColumns: () => (menu.isOpen ? menu.close() : menu.open()),
    copy() {
      const selected = model.selected();
      copyRows(selected.length > 0 ? selected : model.order);
    },
    openRow() {
      const [first] = model.selected();
      const line = grid.current() ?? model.lines[0];
      open(first === undefined ? line : { row: first, profile: undefined });
    },
    editServerSort: options.editServerSort,
  });
  const menu = createColumnsMenu({
    words,
    columns: () => model.columns,
    shown: () => model.shown,
    choice: () => model.choice,
    leftOut: () => now.leftOut,
    choose,
    closed: () => bar.focusColumns(),
  });
  const grid = createGrid({
    words,
    model,
    open,
    sort(column) {
      const id = model.shown[column]?.id;
      if (id !== undefined) sortBy(nextSort(id, model.sort));
    },
    select(how, row) {
      model.selection =
        how === 'only'
          ? selectOnly(row)
          : how === 'toggle'
            ? toggle(model.selection, row)
            : extendTo(model.selection, row, model.order);
      selectionChanged();
    },
    selectAll() {
      model.selection = selectAll(model.order, model.selection);
      selectionChanged();
    },
    selectNone() {
      model.selection = nothingSelected;
      selectionChanged();
    },
    copy,
    openProfiles(row, isOpen) {
      model.open(row, isOpen);
      drawLines();
      options.moved();
    },
    moveColumn(from, to) {
      const column = model.shown[from];
      const count = model.shown.length;
      if (column === undefined || to < 0 || to >= count) return;
      choose(
        moveColumn(model.columns, model.choice, column.id, to),
        filled(words.saidMoved, { column: column.label, number: to + 1, count }),
      );
      grid.goTo({ row: 0, column: to });
    },
    resizeColumn(at, pixels) {
      const column = model.shown[at];
      if (column === undefined) return;
      model.widen(column.id, pixels);
      grid.layColumns();
      options.send({ kind: 'widenColumns', widths: [...model.widths] });
      announce(filled(words.saidWidth, { column: column.label, pixels }));
    },
    chooseColumns: () => menu.open(),
    moved: options.moved,
  });
  const empty = createEmptyPlace(allWords, {
    clearFilter() {
      setFilter('');
      grid.goTo({ row: 1, column: 0 });
    },
    resetColumns: () => choose(undefined, words.saidReset),
  });
  const live = element('div', { class: 'unseen', role: 'status' });
  const root = element(
    'div',
    { class: 'table' },
    bar.element,
    menu.element,
    grid.element,
    empty.element,
    live,
  );
  showWhatThereIs();

  function announce(said: string): void {
    // the same again is said again
    live.textContent = live.textContent === said ? `${said}\u00a0` : said;
  }

  function selectionChanged(): void {
    grid.drawSelection();
    showFacts();
    announce(oneOr(words.saidOneSelected, words.saidSelected, model.selection.rows.size));
  }

  function sortBy(sort: Sort | undefined): void {
    model.sortBy(sort);
    grid.drawAll();
    showWhatThereIs();
    const column = model.shown.find(({ id }) => id === sort?.id)?.label ?? '';
    const count = model.order.length;
    announce(filled(sort === undefined ? words.saidUnsorted : words.saidSorted, { column, count }));
    options.moved();
  }

  function choose(choice: ColumnChoice | undefined, said: string): void {
    options.send({ kind: 'chooseColumns', ...(choice && { choice }) });
    model.choose(choice);
    if (choice === undefined) model.setWidths([]);
    columnsChanged();
    announce(said);
  }

  function columnsChanged(): void {
    grid.drawAll();
    menu.refresh();
    showWhatThereIs();
  }

  function drawLines(): void {
    grid.drawLines();
    showWhatThereIs();
  }

  function open(line: Line | undefined): void {
    if (line === undefined) return;
    const pointer = rowPointer(line.row);
    options.reveal(line.profile === undefined ? pointer : `${pointer}/profiles/${line.profile}`);
  }

  /** The rows that are selected, else the one that the cursor is on. */
  function copy(): void {
    const selected = model.selected();
    const current = grid.current()?.row;
    copyRows(selected.length > 0 || current === undefined ? selected : [current]);
  }

  function copyRows(rows: readonly number[]): void {
    if (rows.length === 0) return;
    const columns = model.shown.map(({ id }) => id);
    options.send({ kind: 'copyRows', run: now.shown, rows, columns });
  }

  function showFacts(): void {
    const isOther = now.shown !== now.run;
    bar.showFacts(isOther ? [allWords.map.loading] : factsOf(words, model, now.total));
  }

  function setFilter(text: string): void {
    bar.setFilter(text);
    model.filterBy(text);
    drawLines();
  }

  /** The grid, or why there is none. */
  function showWhatThereIs(): void {
    const why = emptiness();
    show(bar.element, now.shown > 0 && now.total > 0);
    // hidden for a moment, it would lose its place and the keyboard
    show(grid.element, why === undefined);
    empty.show(why);
    showFacts();
  }

  function emptiness(): Emptiness | undefined {
    if (now.shown !== now.run) return { kind: 'loading' };
    if (now.shown === 0) return now.failure ?? { kind: 'nothingYet' };
    if (now.total === 0) return { kind: 'noCustomers' };
    if (model.shown.length === 0) return { kind: 'noColumns' };
    return now.isWhole && model.lines.length === 0 ? { kind: 'noMatch' } : undefined;
  }

  function start(message: Extract<TableToPage, { kind: 'tableStart' }>): void {
    const { run, columns, choice, widths, rowCount } = message;
    const isSame = run === now.shown;
    model.setWidths(widths);
    model.begin(columns, choice, isSame);
    model.openAgain(toOpen);
    toOpen = [];
    now.shown = run;
    now.total = rowCount;
    now.leftOut = message.leftOut;
    now.isWhole = false;
    if (now.of !== undefined) bar.showServerSort(now.of);
    if (!isSame && !isToScroll()) grid.scrollTo(0, 0);
    showWhatThereIs();
    menu.refresh();
  }

  /** From another inspector. */
  function takeChosen({ choice, widths }: Extract<TableToPage, { kind: 'columnsChosen' }>): void {
    const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    const isResized = !isSame(widths, [...model.widths]);
    if (isResized) model.setWidths(widths);
    if (!isSame(choice, model.choice)) {
      model.choose(choice);
      columnsChanged();
    } else if (isResized) grid.layColumns();
  }

  function isToScroll(): boolean {
    return now.top > 0 || now.left > 0;
  }

  function scrollToTop(): void {
    if (!isToScroll()) return;
    if (model.lines.length < now.top && !now.isWhole) return;
    grid.scrollTo(now.top, now.left);
    now.top = 0;
    now.left = 0;
  }

  return {
    element: root,
    expect(run, of) {
      // of the same answer, columns, order and place stay for its reader
      grid.clear(run === now.shown);
      model.clear();
      now.run = run;
      now.of = of;
      now.isWhole = false;
      showWhatThereIs();
      // the same rows in another shape: those on screen are of before, until they come
      if (run === now.shown) bar.showFacts([filled(words.loading, { count: 0, total: now.total })]);
    },
    receive(message) {
      switch (message.kind) {
        case 'columnsChosen':
          takeChosen(message);
          return;
        case 'tableStart':
          if (message.run === now.run) start(message);
          return;
        case 'tableRows': {
          if (message.run !== now.shown) return;
          const isFirst = model.rowCount === 0;
          model.append(message.rows);
          showWhatThereIs();
          if (isFirst) grid.drawAll();
          else grid.drawMore();
          scrollToTop();
          return;
        }
        case 'tableEnd':
          if (message.run !== now.shown) return;
          now.isWhole = true;
          model.end();
          grid.settle();
          showWhatThereIs();
          if (model.sort !== undefined || model.rowCount === 0) grid.drawAll();
          scrollToTop();
      }
    },
    nothing(why) {
      now.run = 0;
      now.failure = { kind: 'noRows', why };
      showWhatThereIs();
    },
    openFilter() {
      if (now.total === 0) return false;
      bar.focusFilter();
      return true;
    },
    state: () =>
      tableState(
        model,
        now.shown === now.run
          ? { top: grid.top(), left: grid.left(), opened: model.opened }
          : undefined,
        { top: now.top, left: now.left, opened: toOpen },
      ),
    restore({ sort, filter, top, left = 0, opened = [] }) {
      bar.setFilter(filter);
      model.filterBy(filter);
      model.sortBy(sort);
      now.top = top;
      now.left = left;
      toOpen = opened;
    },
  };
}

/** Ascending, descending, then as the answer has it. */
function nextSort(id: string, sort: Sort | undefined): Sort | undefined {
  if (sort?.id !== id) return { id, direction: 'ascending' };
  return sort.direction === 'ascending' ? { id, direction: 'descending' } : undefined;
}
