import { expect, test } from 'vitest';
import { expressionAt } from '../../../src/debugging/expression';

/** `|` is where the cursor is. */
test.each([
  ['const a = order.cus|tomer.mobile;', 'order.customer'],
  ['const a = |order.customer.mobile;', 'order'],
  ['const a = order.customer.mobile|;', 'order.customer.mobile'],
  ['rows[0].mob|ile', 'rows[0].mobile'],
  ["data['mobile']|", "data['mobile']"],
  ['order?.mob|ile', 'order?.mobile'],
  ['customer->mob|ile', 'customer->mobile'],
  ['Customer::mob|ile', 'Customer::mobile'],
  ['$customer|', '$customer'],
  ['kundenn|ummer_größe', 'kundennummer_größe'],
  ['  |  ', undefined],
  ['1 + | 2', undefined],
  ['retu|rn customer.mobile;', undefined],
  ['order.ret|urn', 'order.return'],
])('%s', (marked, expected) => {
  const at = marked.indexOf('|');
  expect(expressionAt(marked.replace('|', ''), at)).toBe(expected);
});

test('a line of any length takes no time', () => {
  expect(expressionAt('a.'.repeat(1_000_000), 1_000_000)).toContain('a.');
});
