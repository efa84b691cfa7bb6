import type { TableColumn } from '../../src/inspector/wireTable';
import type { TableWords } from '../../src/inspector/wireWords';
import { element } from '../elements';
import { icon } from '../icons';
import type { Line } from './lines';
import type { Sort } from './ordering';
import { RESIZER } from './resizing';
import type { TableModel } from './tableModel';

/** Of a cell of the grid; the header is row 0. */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

export function headerRow(model: TableModel, words: TableWords): HTMLElement {
  const cells = model.shown.map((column, at) => headerCell(column, at, model.sort, words));
  return element('div', { role: 'row', class: 'table-row', 'aria-rowindex': '1' }, ...cells);
}

function headerCell(
  { id, label }: TableColumn,
  at: number,
  sort: Sort | undefined,
  words: TableWords,
): HTMLElement {
  const direction = sort?.id === id ? sort.direction : undefined;
  const arrow = icon(direction === 'descending' ? 'down' : 'up');
  return element(
    'div',
    {
      role: 'columnheader',
      class: 'table-cell',
      id: cellId(0, at),
      tabindex: '-1',
      'aria-colindex': String(at + 1),
      'aria-sort': direction ?? 'none',
      'data-column': id,
      title: label,
    },
    element('span', { class: 'table-text' }, label),
    ...(direction === undefined ? [] : [arrow]),
    element('span', { class: RESIZER, 'aria-hidden': 'true', title: words.resizeHint }),
  );
}

/** A line of the grid; `number` counts from 1. */
export function lineRow(model: TableModel, line: Line, number: number): HTMLElement {
  const isRow = line.profile === undefined;
  const row = element('div', {
    role: 'row',
    class: isRow ? 'table-row' : 'table-row table-profile',
    'aria-rowindex': String(number + 1),
    'aria-selected': String(model.selection.rows.has(line.row)),
    'data-line': String(number),
  });
  row.append(
    ...model.shown.map((column, at) => {
      const { text, asSent } = model.cell(line, column);
      const cell = element(
        'div',
        {
          role: at === 0 ? 'rowheader' : 'gridcell',
          class: 'table-cell',
          id: cellId(number, at),
          tabindex: '-1',
          'aria-colindex': String(at + 1),
          title: asSent ?? (text === '' ? undefined : text),
        },
        element('span', { class: 'table-text' }, text),
      );
      if (at === 0) addTwistie(cell, model, line);
      return cell;
    }),
  );
  return row;
}

/** Opens and closes the profiles of a row that has several. */
function addTwistie(cell: HTMLElement, model: TableModel, { row, profile }: Line): void {
  if (profile !== undefined || model.profilesOf(row) === 0) return;
  const isOpen = model.isOpen(row);
  cell.setAttribute('aria-expanded', String(isOpen));
  cell.prepend(
    element(
      'span',
      { class: 'table-twistie', 'data-row': String(row) },
      icon(isOpen ? 'down' : 'next'),
    ),
  );
}
