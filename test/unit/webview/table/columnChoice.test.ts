import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TableColumn } from '../../../../src/inspector/wireTable';
import { columnsShown, moveColumn, toggleColumn } from '../../../../webview/table/columnChoice';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const columns: readonly TableColumn[] = ids.map((id) => ({
  id,
  label: id,
  group: 'customer',
  isEmpty: id === 'b',
  byDefault: id < 'e',
}));
const shown = (choice: readonly string[] | undefined) =>
  columnsShown(columns, choice)
    .map(({ id }) => id)
    .join('');
/** Also of columns that this answer does not have. */
const anyChoice = fc.option(fc.uniqueArray(fc.constantFrom(...ids, 'x', 'y', 'z')), {
  nil: undefined,
});

it('shows the usual columns that have values, as long as nobody chose', () => {
  expect(shown(undefined)).toBe('acd');
});

it('shows what was chosen, in that order, values or not', () => {
  expect(shown(['f', 'b', 'a'])).toBe('fba');
});

it('hides a column, and shows it again behind all others', () => {
  const hidden = toggleColumn(columns, undefined, 'a');
  expect(shown(hidden)).toBe('cd');
  expect(shown(toggleColumn(columns, hidden, 'a'))).toBe('cda');
});

it('moves a column to any place on screen, and changes no other order', () => {
  fc.assert(
    fc.property(anyChoice, fc.nat(5), fc.nat(5), (choice, from, to) => {
      const before = columnsShown(columns, choice).map(({ id }) => id);
      const id = before[from];
      if (id === undefined || to >= before.length) return;
      const moved = moveColumn(columns, choice, id, to);
      const others = before.filter((other) => other !== id);
      expect(shown(moved)).toBe([...others.slice(0, to), id, ...others.slice(to)].join(''));
      const kept = choice ?? before;
      expect([...moved].sort()).toEqual([...kept].sort());
      const without = (list: readonly string[]) => list.filter((other) => other !== id);
      expect(without(moved)).toEqual(without(kept));
    }),
  );
});
