import { expect, it } from 'vitest';
import type { TableColumn, TableRow } from '../../../../src/inspector/wireTable';
import { selectAll, selectOnly } from '../../../../webview/table/selection';
import { TableModel } from '../../../../webview/table/tableModel';
import { timeWordsOf } from '../../../../webview/table/times';

const columns: readonly TableColumn[] = ['name', 'userId', 'created', 'role'].map((id) => ({
  id,
  label: id,
  group: 'customer',
  isEmpty: false,
  byDefault: id !== 'role',
}));
const rows: readonly TableRow[] = [
  { cells: ['Asha', '20', '2023-04-14T03:29:31Z', 'Boss'] },
  {
    cells: ['bela', '3', '1980-05-08T00:00:00Z', null],
    profiles: [
      ['bela', '3', null, null],
      ['Bella', '4', null, null],
    ],
  },
  { cells: ['Chandra', null, null, 'Boss'] },
];

function model(): TableModel {
  const made = new TableModel(timeWordsOf('en', 'Asia/Kolkata'));
  made.begin(columns, undefined, false);
  made.append(rows);
  made.end();
  return made;
}
const line = (row: number, profile?: number) => ({ row, profile });
function column(id: string): TableColumn {
  const found = columns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No column ${id}.`);
  return found;
}

it('shows times in the reader’s zone, and never moves a day', () => {
  const made = model();
  expect(made.cell(line(0), column('created'))).toEqual({
    text: expect.stringMatching(/^Apr 14, 2023, 8:59\sAM$/) as string,
    asSent: '2023-04-14T03:29:31Z',
  });
  expect(made.cell(line(1), column('created')).text).toBe('May 8, 1980');
});

it('filters by every word, in any casing, in the columns that are shown', () => {
  const made = model();
  made.filterBy('ASHA 20');
  expect(made.order).toEqual([0]);
  made.filterBy('boss');
  expect(made.order).toEqual([]);
  made.choose(['name', 'role']);
  expect(made.order).toEqual([0, 2]);
  made.filterBy('2023-04');
  expect(made.order).toEqual([]);
  made.choose(['created']);
  expect(made.order).toEqual([0]);
});

it('sorts rows that come later in among the others, once all are there', () => {
  const made = model();
  made.sortBy({ id: 'userId', direction: 'ascending' });
  expect(made.order).toEqual([1, 0, 2]);
  made.append([{ cells: ['Dev', '1', null, null] }]);
  expect(made.order).toEqual([1, 0, 2, 3]);
  made.end();
  expect(made.order).toEqual([3, 1, 0, 2]);
});

it('shows the profiles of a row below it, wherever it is sorted to', () => {
  const made = model();
  made.open(1, true);
  made.open(0, true);
  expect(made.lines).toEqual([line(0), line(1), line(1, 0), line(1, 1), line(2)]);
  made.sortBy({ id: 'name', direction: 'descending' });
  expect(made.lines).toEqual([line(2), line(1), line(1, 0), line(1, 1), line(0)]);
  expect(made.cell(line(1, 1), column('name')).text).toBe('Bella');
});

it('keeps sort, filter and columns for the next answer, and the selection for the same one only', () => {
  const made = model();
  made.sortBy({ id: 'name', direction: 'descending' });
  made.filterBy('a');
  made.selection = selectAll(made.order, selectOnly(0));
  made.begin(columns, undefined, true);
  made.append(rows);
  made.end();
  expect(made.selected()).toEqual([2, 1, 0]);
  made.begin(columns, undefined, false);
  made.append(rows);
  made.end();
  expect(made.selected()).toEqual([]);
  expect(made.order).toEqual([2, 1, 0]);
});

it('does not keep a row selected that the filter takes off the screen', () => {
  const made = model();
  made.selection = selectAll(made.order, made.selection);
  made.filterBy('chandra');
  expect(made.selected()).toEqual([2]);
});

it('without its rows it says nothing of them, and finds its reader’s order and rows again', () => {
  const made = model();
  made.sortBy({ id: 'userId', direction: 'descending' });
  made.open(1, true);
  made.selection = selectOnly(1);
  const lines = made.lines;
  made.clear();
  expect(made.lines).toEqual([]);
  expect(made.selected()).toEqual([]);
  expect(made.shown.flatMap((one) => made.cell(line(0), one).text).join('')).toBe('');
  made.begin(columns, undefined, true);
  made.append(rows);
  made.end();
  expect(made.lines).toEqual(lines);
  expect(made.selected()).toEqual([1]);
});
