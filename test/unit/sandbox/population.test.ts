import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Hierarchy } from '../../../src/sandbox/hierarchy';
import { candidateIndex, cardNumberOf, mobileOf } from '../../../src/sandbox/identifiers';
import { jsonText, Digits } from '../../../src/sandbox/json';
import { cultures } from '../../../src/sandbox/names';
import { identifiersOf, Population } from '../../../src/sandbox/population';
import { roleChain } from '../../../src/sandbox/roles';
import { SortedLists } from '../../../src/sandbox/sorting';

const FIRST_OF_CROWD = 1_000;
const MILLION = 1_000_000;
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const indices = fc.integer({ min: 0, max: 100_000_999 });

describe('identifiers', () => {
  test('mobile and card numbers hold the index, and only that one', () => {
    fc.assert(
      fc.property(seeds, indices, (seed, index) => {
        expect(candidateIndex(seed, 'mobile', mobileOf(seed, index))).toBe(index);
        expect(candidateIndex(seed, 'cardNumber', cardNumberOf(seed, index))).toBe(index);
      }),
    );
  });

  test('no two of 50,000 customers share an identifier or a userId', () => {
    const population = new Population(50_000, 4, 7);
    const seen = new Set<string>();
    let count = 0;
    for (let index = FIRST_OF_CROWD; index < FIRST_OF_CROWD + 50_000; index++) {
      const person = population.person(index);
      const own = identifiersOf(person).map(({ type, value }) => `${type.toLowerCase()} ${value}`);
      for (const key of [...own, `userId ${person.userId}`]) {
        seen.add(key);
        count++;
      }
    }
    expect(seen.size).toBe(count);
  });

  test('every identifier of a customer finds that customer again, and the userId does', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: MILLION - 1 }), (seed, position) => {
        const population = new Population(MILLION, 4, seed);
        const index = FIRST_OF_CROWD + position;
        const person = population.person(index);
        for (const { type, value } of identifiersOf(person)) {
          expect(population.find(type, value)).toBe(index);
          expect(population.find(type.toUpperCase(), value)).toBe(index);
        }
        expect(population.findByUserId(person.userId)).toBe(index);
        expect(population.findByUserId(person.userId + 7n * 100_000_000n)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  test('what only looks like an identifier of a customer finds nobody', () => {
    const population = new Population(10_000, 4, 1);
    for (let index = FIRST_OF_CROWD; index < FIRST_OF_CROWD + 500; index++) {
      const person = population.person(index);
      for (const { type, value } of identifiersOf(person))
        expect(population.find(type, `1${value}`), `${type} 1${value}`).toBeUndefined();
      const near = [-3n, -2n, -1n, 1n, 2n, 3n].map((step) => person.userId + step);
      const found = near.map((userId) => population.findByUserId(userId));
      expect(found).not.toContain(index);
    }
  });

  test('what no customer has finds nobody', () => {
    const population = new Population(10_000, 4, 1);
    fc.assert(
      fc.property(
        fc.constantFrom('mobile', 'email', 'externalId', 'cardnumber', 'cuid'),
        fc.oneof(fc.string(), fc.stringMatching(/^\d{9,13}$/), fc.emailAddress()),
        (type, value) => {
          const index = population.find(type, value);
          if (index === undefined) return;
          expect(
            identifiersOf(population.person(index)).map((identifier) => identifier.value),
          ).toContain(value);
        },
      ),
    );
  });

  test('fixed mobile numbers of the cast are never also computed ones', () => {
    const population = new Population(0, 8, 1);
    const withFixed = [...Array(1_000).keys()].filter(
      (index) => population.parents(index).length >= 0,
    );
    for (const index of withFixed) {
      const computed = mobileOf(1, index);
      for (const { type, value } of identifiersOf(population.person(index))) {
        if (type !== 'mobile' || value === computed) continue;
        const isComputable = cultures.some(
          ({ mobilePrefix }) =>
            value.startsWith(mobilePrefix) && value.length === mobilePrefix.length + 9,
        );
        expect(isComputable, value).toBe(false);
      }
    }
  });
});

describe('the hierarchy', () => {
  const shapes = fc.record({
    customers: fc.integer({ min: 1, max: 60_000 }),
    roles: fc.integer({ min: 2, max: 8 }),
    seed: seeds,
  });

  test('has every customer in exactly one place: child of their parent, or a root', () => {
    fc.assert(
      fc.property(shapes, ({ customers, roles, seed }) => {
        const hierarchy = new Hierarchy(customers, roles, seed);
        let listed = 0;
        let roots = 0;
        for (let position = 0; position < customers; position++) {
          const { parent, level, firstChild, childCount } = hierarchy.place(position);
          listed += childCount;
          if (parent === undefined) {
            roots++;
            if (level !== 0) throw new Error(`Root ${position} is at level ${level}.`);
            continue;
          }
          const above = hierarchy.place(parent);
          const order = position - above.firstChild;
          if (order < 0 || order >= above.childCount || above.level + 1 !== level)
            throw new Error(`${position} is not among the children of ${parent}.`);
          if (level >= roles || (childCount > 0 && firstChild + childCount > customers))
            throw new Error(`${position} is too deep, or has children who do not exist.`);
        }
        expect(listed + roots).toBe(customers);
      }),
      { numRuns: 15 },
    );
  });

  test('reaches down to the last of its roles', () => {
    for (let roles = 2; roles <= 8; roles++) {
      const hierarchy = new Hierarchy(30_000, roles, 1);
      let deepest = 0;
      for (let position = 0; position < 30_000; position++)
        deepest = Math.max(deepest, hierarchy.place(position).level);
      expect(deepest).toBe(roles - 1);
      expect(roleChain(roles)).toHaveLength(roles);
    }
  });

  test('has a parent with 30,000 children when there are customers enough', () => {
    const population = new Population(MILLION, 4, 1);
    const counts = population.crowdRoots().map((index) => population.member(index).childCount);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 1, 3, 7, 12, 24, 50, 137, 2_500, 30_000]);
  });

  test('says how many are below a root, on all levels, also where it is cut off', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 5_000 }), (shape, family) => {
        const { customers, roles, seed } = shape;
        const hierarchy = new Hierarchy(customers, roles, seed, Math.min(family, customers));
        for (const root of hierarchy.roots()) {
          let below = 0;
          const waiting = [root];
          for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
            const { firstChild, childCount } = hierarchy.place(next);
            below += childCount;
            for (let child = 0; child < childCount; child++) waiting.push(firstChild + child);
          }
          expect(hierarchy.familySize(root)).toBe(below);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('is divided into companies: every customer of a family is in the same one', () => {
    const population = new Population(10_000, 4, 1);
    const members = population.company('FLEET-00002')?.members() ?? [];
    expect(members.length).toBeGreaterThan(100);
    const inside = new Set(members);
    for (const index of members) {
      for (const relative of [...population.parents(index), ...population.children(index)])
        expect(inside.has(relative)).toBe(true);
    }
    expect(population.company('FLEET-2')).toBeUndefined();
    expect(population.company('FLEET-99999')).toBeUndefined();
  });
});

test('a customer is the same in every sandbox of that seed, whatever its size', () => {
  const text = (customers: number) => {
    const { profiles, extendedFields } = new Population(customers, 4, 3).person(2_345);
    return jsonText({ profiles, extendedFields });
  };
  expect(text(5_000)).toBe(text(MILLION));
});

test('sort orders are total, and kept lists are the same as fresh ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 40 }),
      fc.constantFrom('ASC', 'DESC'),
      (seconds, order) => {
        const key = (index: number) => ({ seconds: seconds[index] ?? 0, userId: BigInt(index) });
        const members = seconds.map((_, index) => index);
        const sort = { by: 'lastUpdatedOn', order } as const;
        const lists = new SortedLists(key);
        const sorted = [...lists.sorted('one', () => members, sort)];
        expect([...new SortedLists(key).sorted('one', () => members.toReversed(), sort)]).toEqual(
          sorted,
        );
        for (let other = 0; other < 20; other++) lists.sorted(`other ${other}`, () => [0], sort);
        expect([...lists.sorted('one', () => members, sort)]).toEqual(sorted);
      },
    ),
  );
});

describe('JSON text', () => {
  test('is what JSON.stringify writes, for what it can write', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        // the parameter is any JSON, and so is what JSON.parse gives
        const value = JSON.parse(json) as string;
        expect(jsonText(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('keeps every digit of a long, and of a literal', () => {
    const value = { id: 9007199254740993n, price: new Digits('10.50'), gone: undefined };
    expect(jsonText(value)).toBe('{"id":9007199254740993,"price":10.50}');
  });
});
