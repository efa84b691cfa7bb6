import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  extendTo,
  keepShown,
  nothingSelected,
  selectAll,
  selectedInOrder,
  selectOnly,
  toggle,
} from '../../../../webview/table/selection';

const order = [4, 2, 0, 1, 3];

it('selects a range as it is on screen, from where it began, in either direction', () => {
  const down = extendTo(selectOnly(2), 1, order);
  expect(selectedInOrder(down, order)).toEqual([2, 0, 1]);
  const up = extendTo(down, 4, order);
  expect(selectedInOrder(up, order)).toEqual([4, 2]);
});

it('adds and takes single rows', () => {
  const two = toggle(toggle(nothingSelected, 3), 4);
  expect(selectedInOrder(two, order)).toEqual([4, 3]);
  expect(selectedInOrder(toggle(two, 3), order)).toEqual([4]);
});

it('selects nothing that is not on screen', () => {
  const kept = keepShown(selectAll(order, nothingSelected), [1, 2]);
  expect([...kept.rows].sort()).toEqual([1, 2]);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(20), { minLength: 1 }),
      fc.array(fc.tuple(fc.constantFrom('only', 'toggle', 'extend'), fc.nat(20))),
      (shown, steps) => {
        let selection = nothingSelected;
        for (const [step, at] of steps) {
          const row = shown[at % shown.length] ?? 0;
          if (step === 'only') selection = selectOnly(row);
          else if (step === 'toggle') selection = toggle(selection, row);
          else selection = extendTo(selection, row, shown);
          expect(selectedInOrder(selection, shown)).toHaveLength(selection.rows.size);
        }
      },
    ),
  );
});
