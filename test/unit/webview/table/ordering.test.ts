import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDecimals, readDecimal } from '../../../../webview/table/decimals';
import { orderOf } from '../../../../webview/table/ordering';

const sorted = (
  values: readonly (string | null)[],
  direction: 'ascending' | 'descending' = 'ascending',
) => orderOf(values, direction).map((row) => values[row]);

const anyCell = fc.oneof(
  fc.constant(null),
  fc.constant(''),
  fc.string(),
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((at) => at.toISOString()),
);

it('sorts whole numbers by their value, also past what a JavaScript number can tell apart', () => {
  expect(sorted(['9007199254740993', '-3', '9007199254740992', '10', '9'])).toEqual([
    '-3',
    '9',
    '10',
    '9007199254740992',
    '9007199254740993',
  ]);
  fc.assert(
    fc.property(fc.array(fc.bigInt()), (numbers) => {
      const expected = [...numbers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(String);
      expect(sorted(numbers.map(String))).toEqual(expected);
    }),
  );
});

it('sorts fractions and powers of ten by their value', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (a, b) => {
        const [left, right] = [readDecimal(String(a)), readDecimal(String(b))];
        if (left === undefined || right === undefined) throw new Error('These are numbers.');
        expect(Math.sign(compareDecimals(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
      },
    ),
  );
  expect(sorted(['1E400', '2e2', '1.50', '1.5', '-0'])).toEqual([
    '-0',
    '1.50',
    '1.5',
    '2e2',
    '1E400',
  ]);
});

it('puts what is missing last in either direction', () => {
  expect(sorted(['b', null, 'a', ' '])).toEqual(['a', 'b', null, ' ']);
  expect(sorted(['b', null, 'a', ' '], 'descending')).toEqual(['b', 'a', null, ' ']);
});

it('keeps the order of the answer among equals, and loses no row', () => {
  fc.assert(
    fc.property(
      fc.array(anyCell),
      fc.constantFrom('ascending', 'descending'),
      (values, direction) => {
        const order = orderOf(values, direction);
        expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, row) => row));
        order.forEach((row, at) => {
          const before = order[at - 1];
          if (before !== undefined && values[before] === values[row])
            expect(before).toBeLessThan(row);
        });
        // sorted again, nothing moves
        const again = orderOf(
          order.map((row) => values[row] ?? null),
          direction,
        );
        expect(again).toEqual(order.map((_, at) => at));
      },
    ),
  );
});

it('sorts descending as ascending backwards, but for equals and what is missing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.bigInt().map(String)), (values) => {
      expect(sorted(values, 'descending')).toEqual([...sorted(values)].reverse());
    }),
  );
});

it('sorts times by when they were, in whatever zone they are written', () => {
  const times = ['2021-07-30T16:43:25+05:30', '2021-07-30T11:00:00Z', '2021-07-30T11:20:00Z'];
  expect(sorted(times)).toEqual([times[1], times[0], times[2]]);
});

it('sorts text as the language does, with accents, capitals and letters of other scripts', () => {
  const { compare } = new Intl.Collator();
  const letters = fc.constantFrom(...Array.from('aAáÁäzZßøœñ éΑαБбⅣ中あ한-_.,\u0301'));
  const texts = fc.oneof(fc.string({ unit: letters }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(fc.array(texts.map((text) => `x${text}`)), (values) => {
      expect(sorted(values)).toEqual([...values].sort(compare));
    }),
    { numRuns: 1_000 },
  );
});
