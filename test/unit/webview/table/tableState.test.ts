import { expect, test } from 'vitest';
import { tableState } from '../../../../webview/table/tableState';

const sort = { id: 'name', direction: 'ascending' } as const;
const none = { top: 0, left: 0, opened: [] };

test('the place in rows on screen is kept, in those of the answer before it is not', () => {
  const onScreen = { top: 40, left: 7, opened: [3] };
  expect(tableState({ sort, filter: 'a' }, onScreen, none)).toEqual({
    sort,
    filter: 'a',
    ...onScreen,
  });
  expect(tableState({ sort, filter: 'a' }, undefined, none)).toEqual({
    sort,
    filter: 'a',
    ...none,
  });
});

test('what is to be put back stays until its rows have come', () => {
  const toCome = { top: 40, left: 7, opened: [3] };
  const made = { sort: undefined, filter: '' };
  expect(tableState(made, undefined, toCome)).toEqual({ filter: '', ...toCome });
  const coming = { top: 0, left: 0, opened: [3] };
  expect(tableState(made, coming, { ...toCome, opened: [] })).toEqual({ filter: '', ...toCome });
});
