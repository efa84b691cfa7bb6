import { describe, expect, it } from 'vitest';
import { translationOfCode } from '../../../scripts/sentences.mjs';
import type { ApiError } from '../../../src/api/errors';
import type { LevelState, LevelView } from '../../../src/customers/level';
import { nothingListed, withPage } from '../../../src/customers/listing';
import { capabilities } from '../../../src/customers/capabilities';
import type { CustomerRow, MoreRow, RootRow, Standing } from '../../../src/customers/rows';
import { rowTooltip } from '../../../src/customers/rowTooltip';
import { accessibleLabel, rowWords, type RowFacts } from '../../../src/customers/rowWords';
import { l10n } from '../connections/l10n';
import { customer, pageOf, query } from './answers';

const facts: RowFacts = {
  l10n,
  locale: 'en',
  connectionName: () => 'Box',
  level: () => undefined,
  hostBefore: () => undefined,
  askedBy: () => ({ type: 'mobile', value: '919800001001' }),
};
const request = { connectionId: 'box', query };
const root: RootRow = { kind: 'root', id: 'root', asked: request, request };

function customerRow(json: object, standing: Standing = 'child'): CustomerRow {
  const page = pageOf([json]);
  const [read] = page.customers;
  if (read === undefined) throw new Error('The page is empty.');
  return {
    kind: 'customer',
    id: 'root/customer/1',
    parent: root,
    customer: read,
    page,
    standing,
    request,
    json: { text: page.text, pointer: read.pointer },
  };
}
const person = (firstName: string, lastName = '', more: object = {}) =>
  customerRow({ profiles: [{ firstName, lastName, userId: 1 }], extendedFields: {}, ...more });

/** A level that has loaded as many customers as there are, or are not, announced. */
function levelWith(count: number, complete: boolean): LevelView {
  const rows = Array.from({ length: count }, (_, index) => customer(index + 1));
  const listing = withPage(nothingListed, pageOf(rows, { limit: count }), complete ? count : 1e6);
  const state: LevelState = { phase: 'loaded', listing };
  return { state, complete };
}

describe('the words of a failure in Chinese', () => {
  it('say what happened first, and what to do beside it, with no blank between sentences', async () => {
    const bundle = await translationOfCode('zh-cn');
    const chinese: typeof l10n = {
      t: (message: unknown, ...values: unknown[]) =>
        l10n.t(bundle[String(message)] ?? '', values[0] as Record<string, string>),
    };
    const timeout: ApiError = { kind: 'timeout', seconds: 30 };
    const row = {
      kind: 'error',
      id: 'e',
      parent: root,
      error: timeout,
      answer: timeout,
      request,
    } as const;
    const words = rowWords(row, { ...facts, l10n: chinese });
    expect(words.label).toMatch(/^[^。]+。$/);
    expect(words.description).toMatch(/^[^\s].*。$/);
    expect(accessibleLabel(row, { ...facts, l10n: chinese })).not.toContain('。 ');
  });
});

describe('the label of a customer', () => {
  it('is the name, else the userId, else an identifier, else says that there is none', () => {
    const identifiers = [{ type: 'mobile', value: '91980' }];
    const label = (profile: object) =>
      rowWords(customerRow({ profiles: [profile], extendedFields: {} }), facts).label;
    expect(label({ firstName: 'Tom', lastName: '', userId: 1 })).toBe('Tom');
    expect(label({ firstName: '', lastName: '', userId: 1 })).toBe('userId 1');
    expect(label({ identifiers })).toBe('mobile 91980');
    expect(label({})).toBe('Customer without a name');
  });

  it('shows what cannot be seen, and is cut', () => {
    expect(rowWords(person('Invoice\u202egpj', '.exe'), facts).label).toBe(
      'Invoice‹U+202E›gpj .exe',
    );
    const long = rowWords(person('x'.repeat(5000)), facts).label;
    expect(long).toHaveLength(100);
    expect(long.endsWith('…')).toBe(true);
    expect(rowTooltip(person('x'.repeat(5000)), facts)).toContain('x'.repeat(5000));
  });
});

describe('the description of a customer', () => {
  it('has main identifier, number of children and role, the one that differs most first', () => {
    const description = (more: object, standing?: Standing) =>
      rowWords(customerRow(customer(1, more), standing), facts).description;
    expect(description({ roleCode: 'Manager', noOfChildren: 1234 })).toBe(
      '919800001001 · 1,234 children · Manager',
    );
    expect(description({ noOfChildren: 1 })).toBe('919800001001 · 1 child');
    expect(description({ noOfChildren: 0 })).toBe('919800001001 · no children');
    expect(description({}, 'alreadyAbove')).toBe('already above · 919800001001');
    expect(description({}, 'queried')).toBe('queried customer · 919800001001');
  });
});

describe('the tooltip', () => {
  it('stays one that can be shown where a server sends megabytes, whatever they consist of', () => {
    for (const character of ['x', '`', '*', '\u202e', '\n', '👩']) {
      const tooltip = rowTooltip(person(character.repeat(2_000_000)), facts);
      expect(tooltip.length).toBeGreaterThan(character === '\n' ? 0 : 10_000);
      expect(tooltip.length).toBeLessThan(300_000);
    }
  });

  it('cannot be given links, images, icons or HTML by a customer', () => {
    const evil = '[go](command:evil) ![i](http://x/) <img src=x> $(bug) `code` **bold**';
    const tooltip = rowTooltip(
      person(evil, evil, { roleCode: evil, extendedFields: { evil } }),
      facts,
    );
    // code spans hold text as it is; everything else is escaped
    const outsideCode = tooltip.replace(/(`+) [\s\S]*? \1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)\[go|<img|\$\(|(?<!\\)!\[/);
  });
});

describe('what a screen reader says', () => {
  it('has in words what icons mean', () => {
    const row = customerRow({
      profiles: [{ firstName: 'Asha', userId: 1, conflictingProfileList: [{ userId: 2 }] }],
      extendedFields: {},
      defaultChild: true,
    });
    expect(accessibleLabel(row, facts)).toBe(
      'Customer, default child, has conflicting profiles, Asha, 919800001001',
    );
  });
});

describe('the root', () => {
  it('says identifier, connection and rows so far', () => {
    const described = (count: number, complete: boolean) =>
      rowWords(root, { ...facts, level: () => levelWith(count, complete) });
    expect(described(1234, false)).toEqual({
      label: '919800000001',
      description: '1,234 so far · Box · mobile',
    });
    expect(described(1, true).description).toBe('1 customer · Box · mobile');
    expect(rowWords(root, facts).description).toBe('Box · mobile');
    expect(rowWords(root, { ...facts, connectionName: () => undefined }).description).toBe(
      'connection removed · mobile',
    );
  });
});

describe('a row that loads more', () => {
  const more: MoreRow = {
    kind: 'more',
    id: 'root/more',
    parent: root,
    request,
    more: 'page',
    next: 50,
    shown: 100,
  };

  it('says how many come and how many there are', () => {
    expect(rowWords({ ...more, total: 1234 }, facts)).toEqual({
      label: 'Load 50 more',
      description: '100 of 1,234',
    });
    expect(rowWords(more, facts)).toEqual({ label: 'Load 50 more', description: '100 so far' });
  });

  it('asks where it is not known whether there are more', () => {
    const perhaps: MoreRow = { ...more, more: 'perhaps', lastPage: { received: 12, asked: 50 } };
    expect(rowWords(perhaps, facts)).toEqual({
      label: 'Check for More',
      description: '12 received, 50 asked for',
    });
  });
});

describe('what can be done with a row', () => {
  const of = (row: Parameters<typeof capabilities>[0], level?: LevelView) =>
    capabilities(row, () => level).split(' ');

  it('follows what has been loaded', () => {
    expect(of(root)).toEqual(['request', 'loadable', 'upward', 'removable']);
    expect(of(root, levelWith(3, false))).toEqual([
      'request',
      'loaded',
      'loadable',
      'upward',
      'removable',
    ]);
    expect(of(root, levelWith(3, true))).toEqual(['request', 'loaded', 'upward', 'removable']);
  });

  it('offers to expand only who can have children', () => {
    expect(of(person('A'))).toContain('expandable');
    expect(of(person('A', '', { noOfChildren: 0 }))).not.toContain('expandable');
    expect(of(customerRow(customer(1), 'alreadyAbove'))).not.toContain('expandable');
  });

  it('opens the answer of a failure only where there was one', () => {
    const error = { kind: 'error', id: 'root/error', parent: root, request } as const;
    const timeout = { kind: 'timeout', seconds: 30 } as const;
    const notJson = { kind: 'notJson', text: '<html>', exchange: pageOf([]).exchange } as const;
    expect(of({ ...error, error: timeout, answer: timeout })).not.toContain('answered');
    expect(of({ ...error, error: notJson, answer: notJson })).toContain('answered');
  });

  it('offers what helps against a failure, and nothing to change about the sandbox', () => {
    const failed = (problem: ApiError, connectionId = request.connectionId) =>
      of({
        kind: 'error',
        id: 'root/error',
        parent: root,
        request: { ...request, connectionId },
        error: problem,
        answer: problem,
      }).filter((word) => word !== 'request');
    const refused = { kind: 'unreachable', cause: 'refused', code: 'ECONNREFUSED' } as const;
    expect(failed(refused)).toEqual(['error', 'editConnection', 'showLog']);
    expect(failed({ kind: 'notSignedIn' })).toEqual(['error', 'signIn']);
    expect(failed(refused, 'sandbox')).toEqual(['error', 'showLog']);
    expect(failed({ kind: 'notSignedIn' }, 'sandbox')).toEqual(['error']);
  });
});
