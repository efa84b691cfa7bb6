import type { FormFields } from '../../src/inspector/wire';
import type { TableWords } from '../../src/inspector/wireWords';
import { button } from '../controls';
import { element, show } from '../elements';
import { filled } from '../filled';
import { icon } from '../icons';
import type { TableModel } from './tableModel';

export interface TableBarOptions {
  readonly words: TableWords;
  readonly filter: (text: string) => void;
  /** From the filter on to what it found. */
  readonly leaveFilter: () => void;
  readonly chooseColumns: () => void;
  readonly copy: () => void;
  readonly openRow: () => void;
  readonly editServerSort: () => void;
}

export interface TableBar {
  readonly element: HTMLElement;
  showFacts(facts: readonly string[]): void;
  /** What the server was asked to sort by. */
  showServerSort(of: FormFields): void;
  setFilter(text: string): void;
  focusFilter(): void;
  focusColumns(): void;
}

/** Above the grid: the filter, what can be done with rows, and what is known of them. */
export function createTableBar(options: TableBarOptions): TableBar {
  const { words } = options;
  const filter = element('input', {
    type: 'text',
    'aria-label': words.filter,
    placeholder: words.filterPlaceholder,
    title: words.filter,
    spellcheck: 'false',
    autocomplete: 'off',
    'data-name': 'filterRows',
  });
  const clear = element(
    'button',
    { type: 'button', 'aria-label': words.clearFilter, title: words.clearFilter },
    icon('close'),
  );
  show(clear, false);
  filter.addEventListener('input', () => {
    show(clear, filter.value !== '');
    options.filter(filter.value);
  });
  const empty = (): void => {
    setFilter('');
    options.filter('');
    filter.focus();
  };
  clear.addEventListener('click', empty);
  filter.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && filter.value !== '') empty();
    else if (event.key === 'ArrowDown') options.leaveFilter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const columns = button({
    name: 'columns',
    label: words.columns,
    look: 'secondary',
    icon: 'columns',
    press: options.chooseColumns,
  });
  columns.element.setAttribute('aria-haspopup', 'dialog');
  const openRow = button({
    name: 'openRow',
    label: words.openRow,
    look: 'icon',
    icon: 'braces',
    press: options.openRow,
  });
  const copy = button({
    name: 'copyRows',
    label: words.copy,
    look: 'icon',
    icon: 'copy',
    press: options.copy,
  });
  const facts = element('span', { class: 'table-known' });
  const server = element('button', {
    type: 'button',
    class: 'link',
    title: words.serverSortHint,
    'data-name': 'serverSort',
  });
  server.addEventListener('click', options.editServerSort);
  function setFilter(text: string): void {
    filter.value = text;
    show(clear, text !== '');
  }
  return {
    element: element(
      'div',
      { class: 'table-bar' },
      element('div', { class: 'table-filter' }, icon('filter'), filter, clear),
      element('div', { class: 'table-buttons' }, columns.element, openRow.element, copy.element),
      element('div', { class: 'table-facts' }, facts, server),
    ),
    showFacts: (known) => (facts.textContent = known.join(' · ')),
    showServerSort({ sortBy, sortOrder }) {
      const isSent = sortBy !== '' || sortOrder !== '';
      server.textContent = isSent
        ? filled(words.serverSort, { field: sortBy, order: sortOrder }).trim()
        : words.serverSortNone;
    },
    setFilter,
    focusFilter() {
      filter.focus();
      filter.select();
    },
    focusColumns: () => columns.element.focus(),
  };
}

/** How many rows there are, and in which order. */
export function factsOf(words: TableWords, model: TableModel, total: number): readonly string[] {
  const { rowCount, order, filter, selection, sort } = model;
  const loaded =
    rowCount < total
      ? filled(words.loading, { count: rowCount, total })
      : rowCount === 1
        ? words.oneRow
        : filled(words.rows, { count: rowCount });
  const selected = selection.rows.size;
  const column = model.columns.find(({ id }) => id === sort?.id)?.label;
  const sorted = sort?.direction === 'descending' ? words.sortedDown : words.sortedUp;
  return [
    loaded,
    ...(filter.trim() === '' ? [] : [filled(words.matching, { count: order.length })]),
    ...(selected === 0 ? [] : [oneOr(words.oneSelected, words.selected, selected)]),
    column === undefined ? words.unsorted : filled(sorted, { column }),
  ];
}

export function oneOr(one: string, many: string, count: number): string {
  return count === 1 ? one : filled(many, { count });
}
