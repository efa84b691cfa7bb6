import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/api/customer';
import { isJsonArray, isJsonObject, parseExactly } from '../../../src/api/exactJson';
import { compareAnswers, type Comparison } from '../../../src/history/comparison';
import { orderedText } from '../../../src/history/jsonOrder';

interface Answer {
  readonly body: JsonObject;
}

/** As it comes over the wire. */
function read(json: string): Answer {
  const body = parseExactly(json);
  if (!isJsonObject(body)) throw new Error('That is no answer.');
  return { body };
}
const answer = (customers: readonly unknown[], more = {}): Answer =>
  read(JSON.stringify({ entity: { customers, count: customers.length, ...more }, success: true }));
const customer = (userId: number, more: object = {}, profile: object = {}) => ({
  profiles: [{ userId, source: 'INSTORE', accountId: '', ...profile }],
  ...more,
});
const nothing: Comparison = {
  added: [],
  removed: [],
  changed: [],
  same: 0,
  isReordered: false,
  others: [],
};

const scalar = fc.oneof(
  fc.constantFrom('a', 'b', '', null, true, false, 0, 1, 2),
  fc.string({ maxLength: 3 }),
);
const field = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('x', 'y', '__proto__', 'a/b~c'), scalar, { maxKeys: 3 }),
  fc.array(fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }), { maxLength: 3 }),
);
const identifier = fc.record({
  type: fc.constantFrom('mobile', 'email', 'externalId'),
  value: fc.constantFrom('1', '2', '3'),
});
const profile = fc.record(
  {
    userId: fc.constantFrom(1, 2, 3, 4, 5),
    source: fc.constantFrom('INSTORE', 'WECHAT'),
    accountId: fc.constantFrom('', 'W'),
    firstName: scalar,
    identifiers: fc.array(identifier, { maxLength: 3 }),
    commChannels: fc.array(identifier, { maxLength: 3 }),
    fields: fc.dictionary(fc.constantFrom('city', 'dob', 'n'), field, { maxKeys: 3 }),
  },
  { requiredKeys: ['source', 'identifiers'] },
);
const row = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ profiles: fc.array(profile, { maxLength: 3 }), role: field }),
  },
  { weight: 1, arbitrary: field },
);
const rows = fc.array(row, { maxLength: 6 });

/** The same with the entries of every list in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value))
    return value
      .map((entry: unknown) => ({ entry: shuffled(entry, random), at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ entry }) => entry);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, shuffled(entry, random)]),
  );
}

/** Randomness that a failure can be repeated with. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807 + 1) % 2_147_483_647) / 2_147_483_647;
}

function at({ body }: Answer, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonArray(value)) value = value[Number(key)];
    else value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** What `before` becomes when every difference is carried out; the order of lists is nobody's concern. */
function applied(before: Answer, after: Answer, comparison: Comparison): string {
  const { added, removed, changed } = comparison;
  const customers = at(before, '/entity/customers');
  const later = at(after, '/entity/customers');
  if (!isJsonArray(customers) || !isJsonArray(later)) throw new Error('There are no lists.');
  const untouched = customers.filter(
    (_, index) => !removed.includes(index) && !changed.some((one) => one.before === index),
  );
  const made = [
    ...untouched,
    ...added.map((index) => later[index] ?? null),
    ...changed.map((one) => later[one.after] ?? null),
  ];
  return orderedText(made, true);
}

describe('a comparison', () => {
  it('of an answer with itself finds nothing', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (customers, ignoreOrder) => {
        const one = answer(customers);
        const found = compareAnswers(one, answer(customers), ignoreOrder);
        expect(found).toEqual({ ...nothing, same: customers.length });
      }),
    );
  });

  it('the other way round finds the same, with added and removed exchanged', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (one, other, ignoreOrder) => {
        const there = compareAnswers(answer(one), answer(other), ignoreOrder);
        const back = compareAnswers(answer(other), answer(one), ignoreOrder);
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.same).toBe(there.same);
        expect(back.isReordered).toBe(there.isReordered);
        const told = ({ changed, others }: Comparison, isBack: boolean) =>
          [...changed.flatMap(({ changes }) => changes), ...others]
            .map((change) => {
              const before = 'before' in change ? change.before : '';
              const after = 'after' in change ? change.after : '';
              return isBack ? `${after} ${before}` : `${before} ${after}`;
            })
            .sort();
        expect(told(back, true)).toEqual(told(there, false));
      }),
    );
  });

  it('takes no notice of any order where that is to be ignored', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 1e6 }), (customers, seed) => {
        const other = shuffled(customers, randomFrom(seed)) as unknown[];
        const found = compareAnswers(answer(customers), answer(other), true);
        expect(found).toEqual({ ...nothing, same: customers.length });
      }),
    );
  });

  it('finds as much whatever the order is, where that is to be ignored', () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 1e6 }), (one, other, seed) => {
        const mixed = shuffled(other, randomFrom(seed)) as unknown[];
        const counts = ({ added, removed, changed, same }: Comparison) => [
          added.length,
          removed.length,
          changed.flatMap(({ changes }) => changes).length,
          same,
        ];
        expect(counts(compareAnswers(answer(one), answer(mixed), true))).toEqual(
          counts(compareAnswers(answer(one), answer(other), true)),
        );
      }),
    );
  });

  it('tells all that makes the one into the other', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const [before, after] = [answer(one), answer(other)];
        const found = compareAnswers(before, after, true);
        expect(applied(before, after, found)).toBe(
          orderedText(at(after, '/entity/customers'), true),
        );
        for (const { changes } of found.changed) expect(changes).not.toEqual([]);
      }),
    );
  });

  it('names places where the values are indeed different, or there on one side alone', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (one, other, ignoreOrder) => {
        const [before, after] = [answer(one), answer(other)];
        const { changed, others } = compareAnswers(before, after, ignoreOrder);
        for (const change of [...changed.flatMap(({ changes }) => changes), ...others]) {
          if (change.kind !== 'added') expect(at(before, change.before)).toBeDefined();
          if (change.kind !== 'removed') expect(at(after, change.after)).toBeDefined();
          if (change.kind === 'changed')
            expect(orderedText(at(before, change.before), false)).not.toBe(
              orderedText(at(after, change.after), false),
            );
        }
      }),
    );
  });

  it('tells customers by their userIds, wherever they are', () => {
    const before = answer([customer(1), customer(2), customer(3, { roleCode: 'A' })]);
    const after = answer([customer(3, { roleCode: 'B' }), customer(4), customer(1)]);
    expect(compareAnswers(before, after, true)).toEqual({
      ...nothing,
      added: [1],
      removed: [1],
      same: 1,
      changed: [
        {
          before: 2,
          after: 0,
          changes: [
            {
              kind: 'changed',
              before: '/entity/customers/2/roleCode',
              after: '/entity/customers/0/roleCode',
            },
          ],
        },
      ],
    });
    expect(compareAnswers(before, after, false).isReordered).toBe(true);
  });

  it('tells numbers by their digits', () => {
    const one = (id: string) =>
      read(`{"entity":{"customers":[{"profiles":[{"userId":1,"n":${id}}]}]}}`);
    const differ = (a: string, b: string) =>
      compareAnswers(one(a), one(b), true).changed.length === 1;
    expect(differ('9007199254740993', '9007199254740992')).toBe(true);
    expect(differ('9007199254740993', '9007199254740993')).toBe(false);
    expect(differ('1.50', '1.5')).toBe(true);
    expect(differ('1', '"1"')).toBe(true);
    expect(differ('1e2', '100')).toBe(true);
    const ids = (id: string) => read(`{"entity":{"customers":[{"profiles":[{"userId":${id}}]}]}}`);
    expect(compareAnswers(ids('9007199254740993'), ids('9007199254740992'), true)).toMatchObject({
      added: [0],
      removed: [0],
    });
  });

  const changesOf = (before: object, after: object, ignoreOrder = true) =>
    compareAnswers(
      answer([customer(1, {}, before)]),
      answer([customer(1, {}, after)]),
      ignoreOrder,
    ).changed.flatMap(({ changes }) => changes);
  const inProfile = (path: string) => `/entity/customers/0/profiles/0/${path}`;

  it('matches identifiers by their types, so that a new value is a change', () => {
    const mobile = (value: string) => ({ type: 'mobile', value });
    const email = { type: 'email', value: 'a@b.example' };
    expect(
      changesOf(
        { identifiers: [mobile('1'), email] },
        { identifiers: [email, mobile('2'), { type: 'externalId', value: 'x' }] },
      ),
    ).toEqual([
      {
        kind: 'changed',
        before: inProfile('identifiers/0/value'),
        after: inProfile('identifiers/1/value'),
      },
      { kind: 'added', after: inProfile('identifiers/2') },
    ]);
    // of several of a type, those that stay are found first
    expect(
      changesOf(
        { commChannels: [mobile('1'), mobile('2')] },
        { commChannels: [mobile('3'), mobile('1')] },
      ),
    ).toEqual([
      {
        kind: 'changed',
        before: inProfile('commChannels/1/value'),
        after: inProfile('commChannels/0/value'),
      },
    ]);
  });

  it('tells another order of a list by itself, where order counts', () => {
    const before = { identifiers: [{ type: 'a' }, { type: 'b' }], fields: { tags: [1, 2, 3] } };
    const after = { identifiers: [{ type: 'b' }, { type: 'a' }], fields: { tags: [3, 1, 2] } };
    expect(changesOf(before, after)).toEqual([]);
    expect(changesOf(before, after, false)).toEqual([
      {
        kind: 'reordered',
        before: inProfile('identifiers'),
        after: inProfile('identifiers'),
      },
      { kind: 'reordered', before: inProfile('fields/tags'), after: inProfile('fields/tags') },
    ]);
  });

  it('tells fields that came and went, by pointers that name any field', () => {
    expect(changesOf({ 'a/b': 1, same: null }, { 'c~d': 1, same: null })).toEqual([
      { kind: 'added', after: inProfile('c~0d') },
      { kind: 'removed', before: inProfile('a~1b') },
    ]);
  });

  it('tells what is different outside the customers', () => {
    const { others } = compareAnswers(
      answer([], { warnings: [{ code: 1 }] }),
      answer([], { parentCustomer: {} }),
      true,
    );
    expect(others).toEqual([
      { kind: 'added', after: '/entity/parentCustomer' },
      { kind: 'removed', before: '/entity/warnings' },
    ]);
  });

  it('stands answers that are nested deeper than calls can be', () => {
    const deep = (end: string) =>
      read(
        `{"entity":{"customers":[{"profiles":[{"userId":1,"x":${'['.repeat(5000)}${end}${']'.repeat(5000)}}]}]}}`,
      );
    expect(compareAnswers(deep('1'), deep('1'), true).same).toBe(1);
    expect(compareAnswers(deep('1'), deep('2'), true).changed).toHaveLength(1);
  });
});
