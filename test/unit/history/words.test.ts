import { describe, expect, it } from 'vitest';
import { createHistory, type HistoryEntry } from '../../../src/history/history';
import {
  entryDescription,
  entryDetails,
  entryLabel,
  entrySpoken,
} from '../../../src/history/words';
import type { Answer, ConnectionTest } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { exchange, notFound, page, record, refused } from './records';
import { wording } from './wording';

function entryOf(
  answer: Answer,
  parts: Partial<ChildrenQuery> = {},
  textLength = 1000,
  test?: ConnectionTest,
): HistoryEntry {
  const history = createHistory({ entries: () => 10, textLength });
  history.add({ ...record(answer, parts), ...(test && { test }) }, 0);
  // an older entry is one whose answer may be dropped
  if (textLength === 0) history.add(record(page({ text: 'x' })), 0);
  const entry = history.entries().at(-1);
  if (entry === undefined) throw new Error('The request was not recorded.');
  return entry;
}

const threeRows = page({
  customers: [1, 2, 3].map((index) => ({
    userId: String(index),
    name: '',
    profiles: [],
    extendedFields: {},
    json: {},
    pointer: `/entity/customers/${index}`,
  })),
});

describe('a history row', () => {
  it('says how often it was sent, where that was more than once', () => {
    const tries = { exchange: { ...exchange, tries: 3 } };
    expect(entryDescription(wording, entryOf({ ...threeRows, ...tries }))).toContain('3 tries');
    expect(entryDescription(wording, entryOf({ ...refused, ...tries }))).toContain('3 tries');
    expect(entryDescription(wording, entryOf(threeRows))).not.toContain('tries');
  });

  it('names the identifier, and the association where it is not the usual one', () => {
    expect(entryLabel(wording, entryOf(page()))).toBe('mobile 918933445577');
    expect(entryLabel(wording, entryOf(page(), { associationEntityType: 'company' }))).toBe(
      'mobile 918933445577 · company',
    );
  });

  it('shortens a long identifier in its middle, and shows what cannot be seen', () => {
    expect(
      entryLabel(
        wording,
        entryOf(page(), { identifierValue: 'a-very-long-name@an-even-longer.example' }),
      ),
    ).toBe('mobile a-very-l…example');
    expect(entryLabel(wording, entryOf(page(), { identifierValue: 'a\u202eb' }))).toContain(
      'a‹U+202E›b',
    );
  });

  it('describes an answer by status, time, size and rows', () => {
    expect(entryDescription(wording, entryOf(threeRows))).toBe(
      '200 · 34 ms · 12.3 kB · 3 rows · 14:03:22',
    );
    expect(entryDescription(wording, entryOf(threeRows, { offset: 1000 }))).toContain(
      '3 rows from offset 1,000',
    );
  });

  it('describes a failure by what it was before all else, and by the same figures', () => {
    expect(entryDescription(wording, entryOf(notFound))).toBe(
      '400 not found (8015) · 20 ms · 12.3 kB · 14:03:22',
    );
    expect(entryDescription(wording, entryOf(refused))).toBe(
      'not reachable (ECONNREFUSED) · 3 ms · 14:03:22',
    );
    // there is such a customer, only not where it was looked for
    const merged = { ...notFound, issue: { severity: 'error', code: 8069, message: '' } } as const;
    expect(entryDescription(wording, entryOf(merged))).toContain('400 merged into another (8069)');
    // the status is said once
    const limited = { ...notFound, issue: { severity: 'error', code: 400, message: '' } } as const;
    expect(entryDescription(wording, entryOf(limited))).toMatch(/^400 not found · /);
  });

  it('of a test names the connection, and says that what it was told is as it should be', () => {
    const entry = entryOf(notFound, {}, 1000, { kind: 'works', found: ['It works.'] });
    expect(entryLabel(wording, entry)).toBe('Test of Demo');
    expect(entryDescription(wording, entry)).toBe('400 · 20 ms · 12.3 kB · test passed · 14:03:22');
    expect(entrySpoken(wording, entry)).toBe(
      'Test of Demo: 400 · 20 ms · 12.3 kB · test passed · 14:03:22',
    );
    expect(entryDetails(wording, entry).join()).not.toContain('Sentence about');
    const failed = entryOf(refused, {}, 1000, refused);
    expect(entryLabel(wording, failed)).toBe('Test of Demo');
    expect(entryDescription(wording, failed)).toContain('not reachable (ECONNREFUSED)');
  });

  it('tells a screen reader what the icon tells the eye', () => {
    const warned = page({ issues: [{ severity: 'warning' }] });
    expect(entrySpoken(wording, entryOf(page()))).toMatch(
      /^Request for mobile 918933445577 · parentCustomer, answered: 200/,
    );
    expect(entrySpoken(wording, entryOf(warned))).toContain('answered with warnings: 200');
    expect(entrySpoken(wording, entryOf(notFound))).toMatch(/^Failed request .*not found \(8015\)/);
  });

  it('gives in its details everything that was asked, when, and the request id', () => {
    const parts = {
      accountId: 'WECHAT-CM',
      sortBy: 'createdon',
      sortOrder: 'ASC',
      includeNoOfChildren: true,
    } as const;
    expect(entryDetails(wording, entryOf(threeRows, parts))).toEqual([
      'mobile 918933445577 · parentCustomer',
      'Asked of Demo on 2024-01-02T14:03:22.000Z',
      'source INSTORE · account WECHAT-CM · limit 50 · offset 0 · sorted by createdon ASC · includeNoOfChildren',
      '200 · 34 ms · 12.3 kB · 3 rows',
      'Request id: trace-1',
    ]);
  });

  it('gives in the details of a failure what happened and what to do', () => {
    const details = entryDetails(wording, entryOf(notFound));
    expect(details).toContain('Sentence about notFound.');
    expect(details.join()).not.toContain('Request id');
  });

  it('says so where the answer is no longer kept', () => {
    const dropped = entryOf(page({ text: 'long' }), {}, 0);
    expect(dropped.answer).toBeUndefined();
    expect(entryDetails(wording, dropped).at(-1)).toContain('no longer kept');
    expect(entryDetails(wording, entryOf(page())).join()).not.toContain('no longer kept');
  });

  it('is silent about figures that nobody knows', () => {
    const { request, startedAt, durationMs } = exchange;
    const bare = page({ exchange: { request, startedAt, durationMs } });
    expect(entryDescription(wording, entryOf(bare))).toBe('34 ms · 0 rows · 14:03:22');
  });
});
