import { describe, expect, it } from 'vitest';
import { readPageAgain } from '../../../src/api/answer';
import type { Page } from '../../../src/api/page';
import { figuresOf } from '../../../src/figures';
import { compareAnswers } from '../../../src/history/comparison';
import { comparisonText } from '../../../src/history/comparisonWords';
import { createHistory, type HistoryEntry } from '../../../src/history/history';
import type { Wording } from '../../../src/history/words';
import { maskedPage } from '../../../src/privacy/masking';
import { l10n } from '../connections/l10n';
import { exchange, query, record } from './records';

const wording: Wording = {
  l10n,
  figures: { ...figuresOf('en-GB'), time: (at) => new Date(at).toISOString().slice(11, 19) },
  errorSentence: (error) => error.kind,
};

function pageOf(customers: readonly unknown[], parts = {}): Page {
  const text = JSON.stringify({ entity: { customers, count: customers.length } });
  const page = readPageAgain(text, { ...query, ...parts }, exchange);
  if (page === undefined) throw new Error('That is no page.');
  return page;
}

function entryOf(answer: Page): HistoryEntry {
  const history = createHistory({ entries: () => 10, textLength: 1e6 });
  const entry = history.add(record(answer, answer.query), 0);
  if (entry === undefined) throw new Error('The request was not recorded.');
  return entry;
}

function told(before: Page, after: Page, { ignoreOrder = true, masked = false } = {}): string {
  const shown = (page: Page) => (masked ? maskedPage(page) : page);
  return comparisonText(wording, {
    before: { entry: entryOf(before), page: shown(before) },
    after: { entry: entryOf(after), page: shown(after) },
    comparison: compareAnswers(before, after, ignoreOrder),
    ignoreOrder,
    isSameText: before.text === after.text,
    isOfShapes: false,
  });
}

const person = (userId: number, firstName: string, more: object = {}) => ({
  profiles: [{ userId, firstName, source: 'INSTORE', ...more }],
});
const mobile = (value: string) => ({ identifiers: [{ type: 'mobile', value }] });

describe('a comparison in words', () => {
  it('sums up first, then has each customer with its fields, old → new', () => {
    const before = pageOf([
      person(1, 'Asha', { ...mobile('918933445577'), fields: { city: 'Pune' } }),
      person(2, 'Ravi'),
      person(5, 'Same'),
    ]);
    const after = pageOf([
      person(3, 'Meera'),
      person(1, 'Asha', { ...mobile('918933445599'), fields: { plan: 'Gold' } }),
      person(5, 'Same'),
    ]);
    expect(told(before, after)).toBe(
      `Customers: 1 added, 1 removed, 1 changed, 1 the same
The order of lists is ignored.

Earlier: Demo · mobile 918933445577 · parentCustomer · 200 · 34 ms · 12.3 kB · 3 rows · 14:03:22
Later: Demo · mobile 918933445577 · parentCustomer · 200 · 34 ms · 12.3 kB · 3 rows · 14:03:22

+ Added: Meera · userId 3 · /entity/customers/0

- Removed: Ravi · userId 2 · /entity/customers/1

! Changed: Asha · userId 1 · /entity/customers/1, before at /entity/customers/0
    /profiles/0/identifiers/0/value (INSTORE, mobile): "918933445577" → "918933445599"
    /profiles/0/fields/plan (INSTORE): added "Gold"
    /profiles/0/fields/city (INSTORE): removed "Pune"
`,
    );
  });

  it('says so where nothing is different, and where only the texts are', () => {
    const one = pageOf([person(1, 'Asha')]);
    expect(told(one, one)).toMatch(
      /^No differences: the answers are the same, byte for byte\.\n\n/,
    );
    const spaced = { ...one, text: ` ${one.text}` };
    expect(told(one, spaced)).toMatch(
      /^No differences in what the answers say\. Their texts differ/,
    );
  });

  it('says what was not asked the same, and what is different outside the customers', () => {
    const text = told(pageOf([]), pageOf([person(1, 'A')], { offset: 50, sortBy: 'createdon' }));
    expect(text).toContain('Not the same was asked: offset 0 → 50, sortBy not sent → createdon\n');
    expect(text).toContain('! Changed outside the customers\n    /entity/count: 0 → 1\n');
  });

  it('tells another order where order counts', () => {
    const one = person(1, 'A', { fields: { tags: [1, 2] } });
    const other = person(1, 'A', { fields: { tags: [2, 1] } });
    const text = told(pageOf([one, person(2, 'B')]), pageOf([person(2, 'B'), other]), {
      ignoreOrder: false,
    });
    expect(text).toContain(
      'The order of lists counts.\nCustomers that both answers have are in another order.\n',
    );
    expect(text).toContain('    /profiles/0/fields/tags (INSTORE): in another order\n');
  });

  it('shows shapes while personal data is masked, and hides no difference behind equal ones', () => {
    const before = pageOf([person(123456789, 'Asha', mobile('918933445577'))]);
    const after = pageOf([person(123456789, 'Asha', mobile('918933400577'))]);
    const text = told(before, after, { masked: true });
    expect(text).toMatch(/^Customers: 0 added, 0 removed, 1 changed, 0 the same/);
    expect(text).toContain(
      '/profiles/0/identifiers/0/value (INSTORE, mobile): "91•••••••577" → another value that looks like it\n',
    );
    for (const value of ['Asha', '123456789', '918933400577']) expect(text).not.toContain(value);
  });

  it('stays one line for each thing, whatever an answer holds', () => {
    const before = pageOf([person(1, 'A')]);
    const after = pageOf([person(1, 'A\n+ Added: nobody\u202e', { x: 'y'.repeat(10_000) })]);
    const lines = told(before, after).split('\n');
    expect(lines.filter((line) => line.startsWith('+ '))).toEqual([]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(500);
  });
});
