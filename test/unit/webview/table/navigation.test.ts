import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextCell } from '../../../../webview/table/navigation';

const size = { lines: 100, columns: 5, page: 10 };
const to = (row: number, column: number, key: string, command = false) => {
  const cell = nextCell({ row, column }, { key, command }, size);
  return cell && [cell.row, cell.column];
};

it('goes to every corner of the grid, and into the header by arrow alone', () => {
  expect(to(1, 0, 'ArrowUp')).toEqual([0, 0]);
  expect(to(5, 2, 'PageUp')).toEqual([1, 2]);
  expect(to(95, 2, 'PageDown')).toEqual([100, 2]);
  expect(to(5, 2, 'Home')).toEqual([5, 0]);
  expect(to(5, 2, 'End')).toEqual([5, 4]);
  expect(to(5, 2, 'Home', true)).toEqual([1, 0]);
  expect(to(5, 2, 'End', true)).toEqual([100, 4]);
  expect(to(5, 2, 'ArrowDown', true)).toEqual([100, 2]);
});

it('never leaves the grid', () => {
  const keys = [
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ];
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
      (lines, columns, presses) => {
        let cell = { row: 0, column: 0 };
        for (const [key, command] of presses) {
          cell = nextCell(cell, { key, command }, { lines, columns, page: 4 }) ?? cell;
          expect(cell.row >= 0 && cell.row <= lines).toBe(true);
          expect(cell.column >= 0 && cell.column < columns).toBe(true);
        }
      },
    ),
  );
});

it('leaves other keys to others', () => {
  expect(to(1, 1, 'x')).toBeUndefined();
});
