import { expect, test } from 'vitest';
import {
  doneSentence,
  notWrittenReason,
  progressSentence,
  summaryText,
} from '../../../src/customers/exportWords';
import type { Summary } from '../../../src/export/tally';
import { figuresOf } from '../../../src/figures';
import { maskingWhile } from '../../../src/privacy/masking';
import { l10n } from '../connections/l10n';

const wording = { l10n, figures: figuresOf('en') };
const pace = { customers: 1000, pages: 40, milliseconds: 30_000, requestsPerMinute: 100 };

test('progress says how much came, how fast, what the pace allows, and what is known to be left', () => {
  const reading = { phase: 'reading', customers: 1250, pages: 40, kept: 0, toCome: 3000 } as const;
  expect(progressSentence(wording, reading, pace, undefined, 0)).toBe(
    '1,250 of at least 4,250 customers · 40 requests · 80 a minute, 100 allowed · at least 1.5 min left',
  );
  const burst = { ...pace, milliseconds: 3000 };
  expect(progressSentence(wording, reading, burst, undefined, 0)).toContain(
    ' · 100 a minute, 100 allowed · ',
  );
  const soon = { ...reading, toCome: 100 };
  expect(progressSentence(wording, soon, pace, undefined, 0)).not.toContain('left');
  const waiting = { kind: 'pace', requestsPerMinute: 100, until: 12_000 } as const;
  expect(progressSentence(wording, reading, pace, waiting, 0)).toBe(
    '1,250 of at least 4,250 customers · 40 requests · The limit of 100 requests a minute is reached. Going on in 12 s.',
  );
  const first = { phase: 'reading', customers: 10, pages: 1, kept: 0, toCome: 0 } as const;
  expect(progressSentence(wording, first, { ...pace, milliseconds: 10 }, undefined, 0)).toBe(
    '10 customers · 1 request',
  );
});

const nothing = { items: [], count: 0 };
const summary: Summary = {
  customers: 3,
  pages: 2,
  roles: [
    { depth: 1, role: 'Manager', customers: 2 },
    { depth: 2, customers: 1 },
  ],
  tooDeep: 1,
  noIdentifier: 0,
  duplicates: { items: [{ userId: '1234567890', path: ['9876543210'], line: 1 }], count: 1 },
  cycles: nothing,
  failed: {
    items: [{ path: ['9876543210'], line: 1, received: 0, reason: 'There is no such customer.' }],
    count: 1,
  },
  left: { items: [{ path: [], received: 2, announced: 5 }], count: 1 },
  departures: {
    items: [{ deviation: { kind: 'unknownField' }, path: '/entity/customers/*/x', count: 4 }],
    count: 1,
  },
};

test('a summary says levels and roles, who was met again, what is missing and what is unusual', () => {
  const text = summaryText(
    wording,
    summary,
    maskingWhile(() => false),
  );
  for (const line of [
    'Customers: 3',
    'level 1  Manager  2',
    'level 2  —  1',
    'Customers with children below the depth limit: 1',
    '1234567890  below 9876543210',
    'at the top  2 of 5 customers came.',
    'below 9876543210  (line 1)  There is no such customer.',
    '/entity/customers/*/x  (times: 4)',
  ])
    expect(text).toContain(line);
});

test('going through what an earlier run had read is not taken for requests', () => {
  const again = { phase: 'reading', customers: 1250, pages: 40, kept: 40, toCome: 3000 } as const;
  expect(progressSentence(wording, again, pace, undefined, 0)).toBe(
    '1,250 of at least 4,250 customers · 40 requests · going through what is there',
  );
  expect(progressSentence(wording, { ...again, kept: 30 }, pace, undefined, 0)).toContain(
    ' · 20 a minute, 100 allowed · ',
  );
});

test('a file in which something is missing is said to be so before anything else', () => {
  const plan = { masked: true };
  expect(doneSentence(wording, summary, plan, 'a.csv')).toBe(
    '3 customers were exported to a.csv. It is not complete. The children of 1 customer could not be read. The summary says which.',
  );
  expect(doneSentence(wording, { ...summary, failed: nothing }, plan, 'a.csv')).toContain(
    'gave fewer customers than it announced',
  );
});

test('one customer is spoken of as one', () => {
  const one = { ...summary, customers: 1, failed: nothing, left: nothing, duplicates: nothing };
  const usual = { ...one, departures: nothing };
  expect(doneSentence(wording, usual, { masked: false }, 'a.csv')).toBe(
    '1 customer was exported to a.csv.',
  );
  expect(doneSentence(wording, usual, { masked: true }, 'a.csv')).toBe(
    '1 customer was exported to a.csv. Personal data is masked in it.',
  );
  expect(doneSentence(wording, one, { masked: false }, 'a.csv')).toBe(
    '1 customer was exported to a.csv. The summary says what is unusual.',
  );
  const progress = { phase: 'reading', customers: 1, pages: 1, kept: 0, toCome: 0 } as const;
  const begun = { ...pace, milliseconds: 10 };
  expect(progressSentence(wording, progress, begun, undefined, 0)).toBe('1 customer · 1 request');
  expect(progressSentence(wording, { ...progress, phase: 'writing' }, begun, undefined, 0)).toBe(
    'Writing the file: 1 customer',
  );
});

test('a summary says nothing of anybody while personal data is masked', () => {
  const text = summaryText(
    wording,
    summary,
    maskingWhile(() => true),
  );
  expect(text).not.toMatch(/1234567890|9876543210/);
  expect(text).toContain('12•••••890');
});

test('why a file could not be written is said with what to do', () => {
  expect(notWrittenReason(l10n, 'ENOSPC')).toBe('The disk is full. Make room, then resume.');
  expect(notWrittenReason(l10n, 'EIO')).toBe('The system said EIO.');
});
