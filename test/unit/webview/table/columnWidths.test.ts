import { expect, it } from 'vitest';
import type { TableColumn } from '../../../../src/inspector/wireTable';
import { columnTracks, fittingWidth, possibleWidth } from '../../../../webview/table/columnWidths';
import { TableModel } from '../../../../webview/table/tableModel';
import { timeWordsOf } from '../../../../webview/table/times';

const columns: readonly TableColumn[] = ['name', 'note'].map((id) => ({
  id,
  label: id,
  group: 'customer',
  isEmpty: false,
  byDefault: true,
}));
const long = 'w'.repeat(90);
const measure = (text: string) => text.length * 10;

function model(): TableModel {
  const made = new TableModel(timeWordsOf('en'));
  made.begin(columns, undefined, false);
  // the longest is beyond those that have a say as long as nobody chose
  const rows = Array.from({ length: 300 }, (_, at) => ({
    cells: [at === 299 ? long : `Asha ${at % 10}`, 'note'],
  }));
  made.append(rows);
  made.end();
  return made;
}

it('a column is as wide as the first rows need, and the last one takes what is left', () => {
  expect(columnTracks(model(), measure)).toBe('82px minmax(74px, 1fr)');
});

it('a width that somebody chose counts, also for the last column, and for other answers', () => {
  const made = model();
  made.widen('note', 300);
  made.widen('other', 77);
  expect(columnTracks(made, measure)).toBe('82px 300px');
  made.begin(columns, ['note', 'name'], false);
  expect(columnTracks(made, measure)).toBe('300px minmax(74px, 1fr)');
  expect([...made.widths]).toEqual([
    ['note', 300],
    ['other', 77],
  ]);
});

it('what fits is as wide as the longest text of all rows, those filtered out left out', () => {
  const made = model();
  expect(fittingWidth(made, 0, measure)).toBe(900 + 18 + 4);
  made.filterBy('asha');
  expect(fittingWidth(made, 0, measure)).toBe(60 + 18 + 4);
  expect(fittingWidth(made, 5, measure)).toBeUndefined();
});

it('no column becomes so narrow that nobody finds it, or wider than any screen', () => {
  expect([-20, 3, 100.4, 1e7].map(possibleWidth)).toEqual([40, 40, 100, 2000]);
});
