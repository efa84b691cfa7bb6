import { expect, test } from 'vitest';
import { stoppedWords } from '../../../src/customers/stoppedWords';
import { l10n } from '../connections/l10n';

const stopped = (customers: number) =>
  stoppedWords(l10n, 'The server failed.', { customers, locale: 'en', parent: '91•••••••001' });

test('where loading all stops, it is said how many customers of whom are there', () => {
  expect(stopped(12_950)).toBe(
    'Loading all stopped; 12,950 customers of 91•••••••001 are there. The server failed.',
  );
  expect(stopped(1)).toContain('1 customer of 91•••••••001 is there.');
  expect(stopped(0)).toBe('The server failed.');
});
