import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAboutConnection } from '../../../src/api/errors';
import type { CustomerRow, Row } from '../../../src/customers/rows';
import { rowWords } from '../../../src/customers/rowWords';
import { sandboxForest, type SandboxForest } from './sandboxForest';

let box: SandboxForest;
beforeEach(async () => {
  box = await sandboxForest();
});
afterEach(() => box.close());

const ASHA = '919800000001';
const ODD = { identifierValue: '919800000002', source: 'ALL' };

const customers = (rows: readonly Row[]) => rows.filter((row) => row.kind === 'customer');
const named = (rows: readonly Row[], name: string): CustomerRow => {
  const found = customers(rows).find(({ customer }) => customer.name === name);
  if (found === undefined) throw new Error(`No customer is called ${name}.`);
  return found;
};
const ofKind = <Kind extends Row['kind']>(rows: readonly Row[], kind: Kind) => {
  const found = rows.find((row): row is Extract<Row, { kind: Kind }> => row.kind === kind);
  if (found === undefined) throw new Error(`No row is of the kind ${kind}.`);
  return found;
};
const group = (rows: readonly Row[], name: string) => {
  const found = rows.find((row) => row.kind === 'group' && row.group === name);
  if (found === undefined) throw new Error(`No group is called ${name}.`);
  return found;
};
const words = (row: Row) => rowWords(row, box.facts);

/** Every row below a row that needs no further request. */
async function everything(row: Row): Promise<readonly Row[]> {
  const rows = row.kind === 'children' ? [] : await box.open(row);
  return [...rows, ...(await Promise.all(rows.map(everything))).flat()];
}

describe('the rows of an inspected parent', () => {
  it('are loading at once, then its child customers', async () => {
    const root = box.plant({ identifierValue: ASHA });
    expect(box.forest.children().map(({ id }) => id)).toEqual([root.id]);
    expect(box.forest.children(root).map(({ kind }) => kind)).toEqual(['loading']);
    const rows = await box.open(root);
    expect(customers(rows)).toHaveLength(14);
    expect(words(named(rows, 'Arjun Nair')).description).toMatch(/^919800001001 · 4 children · /);
    expect(box.changed.map(({ id }) => id)).toEqual([root.id]);
  });

  it('lead from parent to child, grandchild, profile and channels', async () => {
    const child = named(await box.open(box.plant({ identifierValue: ASHA })), 'Arjun Nair');
    const below = ofKind(await box.open(child), 'children');
    const grandchild = customers(await box.open(below)).find(({ customer }) =>
      customer.profiles.some(({ channels }) => channels.length > 0),
    );
    if (grandchild === undefined) throw new Error('No child of Arjun Nair has a channel.');
    expect(box.sent.at(-1)).toMatchObject({
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      identifierValue: '919800001001',
      source: 'INSTORE',
      limit: 50,
      offset: 0,
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    });
    const profile = ofKind(await box.open(grandchild), 'profile');
    expect(words(profile).label).toMatch(/^[A-Z]+ profile$/);
    const channels = await box.open(group(await box.open(profile), 'commChannels'));
    expect(channels.length).toBeGreaterThan(0);
    expect(words(ofKind(channels, 'channel')).description).toMatch(/ · (not )?verified$/);
  });

  it('send one request per level, however often they are looked at', async () => {
    const root = box.plant({ identifierValue: ASHA });
    for (let look = 0; look < 5; look++) box.forest.children(root);
    await box.open(root);
    await box.open(root);
    expect(box.sent).toHaveLength(1);
  });

  it('are the same objects until something changes, with ids of their own', async () => {
    const root = box.plant(ODD);
    const rows = await box.open(root);
    expect(customers(box.forest.children(root))).toEqual(customers(rows));
    const all = [...rows, ...(await Promise.all(rows.map(everything))).flat()];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const lasting = all.filter(({ kind }) => kind !== 'more');
    for (const row of lasting.slice(0, 200)) expect(box.forest.find(row.id)).toBe(row);
  });

  it('come page after page, and say how many there are', async () => {
    box.pageSize = 5;
    const root = box.plant({ identifierValue: ASHA, associationEntityType: 'parentChildCustomer' });
    const more = ofKind(await box.open(root), 'more');
    expect(words(more)).toEqual({ label: 'Load 5 more', description: '5 of 15' });
    if (root.kind !== 'root') throw new Error('Not a root.');
    await box.forest.level(root).more();
    await box.forest.level(root).more();
    const rows = box.forest.children(root);
    expect(customers(rows)).toHaveLength(15);
    expect(rows.some(({ kind }) => kind === 'more')).toBe(false);
    expect(box.sent.map(({ offset }) => offset)).toEqual([0, 5, 10]);
  });

  it('leave open whether a short page was the last, until an empty one tells', async () => {
    const root = box.plant({ identifierValue: ASHA });
    const more = ofKind(await box.open(root), 'more');
    expect(words(more)).toEqual({
      label: 'Check for More',
      description: '14 received, 50 asked for',
    });
    if (root.kind !== 'root') throw new Error('Not a root.');
    await box.forest.level(root).more();
    expect(box.forest.children(root).every(({ kind }) => kind === 'customer')).toBe(true);
  });

  it('ask for children with the sorting and flags of their root', async () => {
    const root = box.plant({
      identifierValue: ASHA,
      sortBy: 'createdon',
      sortOrder: 'ASC',
      includeCustomerAssociateDetail: false,
    });
    const child = named(await box.open(root), 'Arjun Nair');
    await box.open(ofKind(await box.open(child), 'children'));
    expect(box.sent.at(-1)).toMatchObject({
      sortBy: 'createdon',
      sortOrder: 'ASC',
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: false,
    });
  });

  it('say so when there are none', async () => {
    const rows = await box.open(
      box.plant({
        associationEntityType: 'company',
        identifierType: 'externalId',
        identifierValue: 'EMPTY-FLEET',
      }),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['empty']);
    expect(words(ofKind(rows, 'empty')).label).toBe('No customers.');
  });

  it('turn a refusal into an error row with its code, that can be tried again', async () => {
    const root = box.plant({ identifierValue: '919800000006' });
    const error = ofKind(await box.open(root), 'error');
    expect(error.error).toMatchObject({ kind: 'notFound', issue: { code: 8069 } });
    expect(words(error).label).toMatch(/^This customer was merged into another one [^.]*\.$/);
    expect(words(error).description).toContain('8069');
    expect(error.request).toBeDefined();
    if (root.kind !== 'root') throw new Error('Not a root.');
    await box.forest.level(root).retry();
    expect(box.sent).toHaveLength(2);
    expect(box.forest.children(root).map(({ kind }) => kind)).toEqual(['error']);
  });

  it('show warnings and the parent where the answer has them', async () => {
    const rows = await box.open(box.plant({ identifierValue: '919800000010' }));
    expect(rows.some(({ kind }) => kind === 'issue')).toBe(true);
    const parent = group(rows, 'parentCustomer');
    const names = (await everything(parent)).flatMap(({ value }) => value ?? []);
    expect(names).toContain('Told');
  });

  it('say that their connection is gone, and ask nothing', () => {
    const root = box.plant({ identifierValue: ASHA });
    box.connectionRemoved = true;
    expect(box.forest.children(root)).toMatchObject([{ kind: 'note', note: 'connectionRemoved' }]);
    expect(box.sent).toEqual([]);
  });

  it('stay when their connection is removed', async () => {
    const root = box.plant({ identifierValue: ASHA });
    await box.open(root);
    box.connectionRemoved = true;
    const rows = box.forest.children(root);
    expect(rows[0]).toMatchObject({ kind: 'note', note: 'connectionRemoved' });
    expect(customers(rows)).toHaveLength(14);
  });
});

describe('customers above themselves', () => {
  it('are shown and not followed, wherever the circle closes', async () => {
    const b = named(await box.open(box.plant({ identifierValue: '919800000004' })), 'Cycle B');
    const c = named(await box.open(ofKind(await box.open(b), 'children')), 'Cycle C');
    const a = named(await box.open(ofKind(await box.open(c), 'children')), 'Cycle A');
    expect([b.standing, c.standing, a.standing]).toEqual(['child', 'child', 'alreadyAbove']);
    expect(words(a).description).toMatch(/^already above · /);
    expect((await box.open(a)).some(({ kind }) => kind === 'children')).toBe(false);
  });

  it('are found under themselves', async () => {
    const rows = await box.open(box.plant({ identifierValue: '919800000005' }));
    expect(named(rows, 'Own Parent').standing).toBe('alreadyAbove');
  });

  it('are not those who merely share an e-mail with the parent', async () => {
    const rows = await box.open(
      box.plant({
        identifierType: 'email',
        identifierValue: 'tom.sawyer@capillarytech.com',
        source: 'INSTORE',
      }),
    );
    for (const row of customers(rows)) expect(row.standing).toBe('child');
  });

  it('are not the customer that was asked about, who is marked and not followed', async () => {
    const rows = await box.open(
      box.plant({
        associationEntityType: 'parentChildCustomer',
        identifierValue: '917799889933',
        source: 'INSTORE',
      }),
    );
    const tom = named(rows, 'tom sawyer');
    expect(tom.standing).toBe('queried');
    expect((await box.open(tom)).some(({ kind }) => kind === 'children')).toBe(false);
    const lalit = named(rows, 'Lalit Sharma');
    expect(lalit.standing).toBe('child');
    const below = customers(await box.open(ofKind(await box.open(lalit), 'children')));
    expect(below).toHaveLength(2);
  });
});

describe('a customer under two parents', () => {
  it('appears under both, as two rows', async () => {
    const one = named(await box.open(box.plant(ODD)), 'Two Parents');
    const second = box.plant({ identifierValue: '919800000003' });
    const other = named(await box.open(second), 'Two Parents');
    expect(other.customer.userId).toBe(one.customer.userId);
    expect(other.id).not.toBe(one.id);
  });
});

describe('the identifier that children are asked by', () => {
  it('is said, and can be changed for a row', async () => {
    const child = named(await box.open(box.plant({ identifierValue: ASHA })), 'Arjun Nair');
    const below = ofKind(await box.open(child), 'children');
    expect(words(below).description).toBe('4 · by mobile 919800001001');
    await box.open(below);
    expect(child.value).toBe('919800001001');
    const changed = box.forest.askBy(child, { type: 'externalId', value: 'ACME-1001' });
    if (changed === undefined) throw new Error('Arjun Nair has no children.');
    expect(customers(await box.open(changed))).toHaveLength(4);
    expect(box.sent.at(-1)).toMatchObject({
      identifierType: 'externalId',
      identifierValue: 'ACME-1001',
    });
    expect(words(changed).description).toBe('4 · by externalId ACME-1001');
    expect(child.value).toBe('ACME-1001');
  });

  it('is the one that there is', async () => {
    const rows = await box.open(box.plant(ODD));
    expect(named(rows, 'Card Only').request?.query).toMatchObject({ identifierType: 'cardnumber' });
    expect(named(rows, 'Cuid Only').request?.query).toMatchObject({ identifierType: 'cuid' });
  });

  it('may be missing, which is said and asks for nothing, until one is entered', async () => {
    const child = named(await box.open(box.plant(ODD)), 'Nothing To Ask By');
    expect(child.request).toBeUndefined();
    const below = ofKind(await box.open(child), 'children');
    expect(words(below).description).toBe('2 · no identifier to ask by');
    const asked = box.sent.length;
    const [note, ...others] = box.forest.children(below);
    expect(note).toMatchObject({ kind: 'note', note: 'noIdentifier' });
    expect(note && words(note)).toEqual({
      label: 'No identifier to ask by.',
      description: 'Click to enter one.',
    });
    expect(others).toEqual([]);
    expect(note && box.forest.find(note.id)).toBeDefined();
    expect(box.sent).toHaveLength(asked);
    const entered = box.forest.askBy(child, { type: 'mobile', value: '919800002033' });
    expect(entered && customers(await box.open(entered))).toHaveLength(2);
  });
});

describe('below an error', () => {
  it('are the code and message of the API, and the request id, each to be copied', async () => {
    const error = ofKind(await box.open(box.plant({ identifierValue: '919800000006' })), 'error');
    const [said, requestId, ...others] = await box.open(error);
    expect(said && words(said)).toEqual({
      label: 'Code 8069',
      description: 'Customer is merged into another customer',
    });
    expect(said?.value).toBe('Customer is merged into another customer');
    expect(requestId && words(requestId).label).toBe('Request id');
    expect(requestId?.value).toBe(
      'exchange' in error.error ? error.error.exchange?.requestId : undefined,
    );
    expect(requestId?.value).toMatch(/\w/);
    expect(others).toEqual([]);
    expect(requestId && box.forest.find(requestId.id)?.value).toBe(requestId?.value);
  });
});

describe('a level of which less comes than was announced', () => {
  it.each(['ignores-offset', 'moving-rows'])(
    'says so, and can be read again: %s',
    async (fault) => {
      box.pageSize = 5;
      box.sandbox.inject({ fault, operation: 'bulk', times: 1000 });
      const root = box.plant({
        associationEntityType: 'parentChildCustomer',
        identifierValue: ASHA,
        limit: 5,
      });
      await box.open(root);
      if (root.kind !== 'root') throw new Error('Not a parent.');
      const level = box.forest.level(root);
      const load = () => level.all(new AbortController().signal, () => undefined);
      await load();
      const shown = customers(box.forest.children(root)).length;
      const more = ofKind(box.forest.children(root), 'more');
      expect(words(more)).toEqual({
        label: 'Read Again',
        description: `15 announced, ${shown} received: the server sent nothing new`,
      });
      expect([level.complete, shown < 15]).toEqual([false, true]);
      // it does not ask for ever, and what is there stays
      const sent = box.sent.length;
      await load();
      expect(box.sent.length - sent).toBeLessThanOrEqual(5);
      expect(customers(box.forest.children(root))).toHaveLength(shown);
      expect(ofKind(box.forest.children(root), 'more').more).toBe('stuck');
      box.sandbox.clearFaults();
      await load();
      expect(level.complete).toBe(true);
      expect(customers(box.forest.children(root))).toHaveLength(15);
    },
  );

  it('says so also where nothing was announced, and the same ones came again', async () => {
    box.pageSize = 5;
    box.sandbox.inject({ fault: 'ignores-offset', operation: 'bulk', times: 1000 });
    const root = box.plant({ identifierValue: ASHA });
    await box.open(root);
    if (root.kind !== 'root') throw new Error('Not a parent.');
    const level = box.forest.level(root);
    await level.more();
    expect(words(ofKind(box.forest.children(root), 'more'))).toEqual({
      label: 'Read Again',
      description: '5 received: the server sent the same ones again',
    });
    box.sandbox.clearFaults();
    await level.more();
    await level.all(new AbortController().signal, () => undefined);
    expect(level.complete).toBe(true);
    expect(customers(box.forest.children(root))).toHaveLength(14);
  });
});

describe('inspecting, refreshing and removing parents', () => {
  it('tries again what failed over a connection that was put right, and nothing else', async () => {
    const merged = box.plant({ identifierValue: '919800000006' });
    await box.open(merged);
    await box.open(box.plant({ identifierValue: ASHA }));
    expect(box.sent).toHaveLength(2);
    box.forest.retryFailed('another', () => true);
    box.forest.retryFailed('box', ({ kind }) => kind === 'notSignedIn');
    expect(box.sent).toHaveLength(2);
    box.forest.retryFailed('box', ({ kind }) => kind === 'notFound');
    expect(box.forest.children(merged).map(({ kind }) => kind)).toEqual(['loading']);
    expect(box.sent.slice(2)).toMatchObject([{ identifierValue: '919800000006' }]);
  });

  it('tries again what a page of a proxy stood in the way of', async () => {
    box.sandbox.inject({ fault: 'html-200', operation: 'bulk', times: 1 });
    const root = box.plant({ identifierValue: ASHA });
    expect(ofKind(await box.open(root), 'error').error.kind).toBe('notJson');
    box.forest.retryFailed('box', isAboutConnection);
    expect(customers(await box.open(root)).length).toBeGreaterThan(0);
  });

  it('does not double a parent that is there', async () => {
    const root = box.plant({ identifierValue: ASHA });
    await box.open(root);
    const again = box.plant({ identifierValue: ASHA, sortOrder: 'ASC' });
    expect(again.id).toBe(root.id);
    expect(box.forest.roots).toHaveLength(1);
    expect(customers(box.forest.children(again))).toHaveLength(14);
    if (again.kind !== 'root') throw new Error('Not a root.');
    await box.forest.refresh(again);
    expect(box.sent.map(({ sortOrder }) => sortOrder)).toEqual([undefined, 'ASC']);
    expect(customers(box.forest.children(again))).toHaveLength(14);
  });

  it('reads again what is below a refreshed row when it is next looked at', async () => {
    const root = box.plant({ identifierValue: ASHA });
    const child = named(await box.open(root), 'Arjun Nair');
    await box.open(ofKind(await box.open(child), 'children'));
    if (root.kind !== 'root') throw new Error('Not a root.');
    await box.forest.refresh(root);
    expect(box.sent).toHaveLength(3);
    const childAgain = named(box.forest.children(root), 'Arjun Nair');
    expect(childAgain.id).toBe(child.id);
    const below = ofKind(await box.open(childAgain), 'children');
    expect(customers(box.forest.children(below))).toHaveLength(4);
    await box.open(below);
    expect(box.sent).toHaveLength(4);
  });

  it('removes a parent, and brings it back with all that was loaded', async () => {
    const root = box.plant({ identifierValue: ASHA });
    await box.open(root);
    box.plant({ identifierValue: '919800000003' });
    if (root.kind !== 'root') throw new Error('Not a root.');
    const undo = box.forest.remove(root);
    expect(box.forest.children()).toHaveLength(1);
    undo();
    undo();
    expect(box.forest.children().map(({ id }) => id === root.id)).toEqual([false, true]);
    expect(customers(box.forest.children(root))).toHaveLength(14);
    expect(box.sent).toHaveLength(1);
  });
});

describe('an answer of the API', () => {
  const samples = [
    ['published-parentChildCustomer-2023.json', 'parentChildCustomer', '917799889933', 'INSTORE'],
    ['published-parentCustomer-2021.json', 'parentCustomer', '918933445577', 'WECHAT'],
  ] as const;

  it.each(samples)('of the documentation is shown whole: %s', async (file, type, value, source) => {
    const root = box.plant({
      associationEntityType: type,
      identifierValue: value,
      source,
      ...(source === 'WECHAT' && { accountId: 'WECHAT-CM' }),
    });
    const fixture = new URL(`../sandbox/fixtures/${file}`, import.meta.url);
    const published = JSON.parse(readFileSync(fixture, 'utf8')) as {
      entity: { customers: unknown };
    };
    const shown = new Map<string, number>();
    for (const { value: text = '' } of await everything(root))
      shown.set(text, (shown.get(text) ?? 0) + 1);
    for (const leaf of leaves(published.entity.customers)) {
      const left = shown.get(leaf) ?? 0;
      // the type of an identifier or a channel is the label of its row
      if (!['email', 'mobile', 'cardnumber', 'cuid', 'unionId'].includes(leaf))
        expect(left, leaf).toBeGreaterThan(0);
      shown.set(leaf, left - 1);
    }
  });

  it('is shown with fields that nobody knows, and every digit as it came', async () => {
    const rows = await box.open(box.plant(ODD));
    const values = async (name: string) =>
      new Map(
        (await everything(named(rows, name))).flatMap((row) =>
          row.kind === 'field' ? [[row.name, row.text] as const] : [],
        ),
      );
    expect(await values('Unknown Field')).toContainEqual(['tier', 'Gold']);
    const numeric = await values('Numeric Fields');
    expect(numeric.get('credit_limit')).toBe('10.50');
    expect(numeric.get('balance')).toBe('12345678901234567890.10');
    expect(numeric.get('ratio')).toBe('1E-7');
    const awkward = await values('Awkward Fields');
    expect(awkward.get('__proto__')).toBe('polluted');
    expect(awkward.get('')).toBe('no key');
    const conflicting = await everything(named(rows, 'Conflicting Profile'));
    const conflict = conflicting.find((row) => row.kind === 'field' && row.name === '[0]');
    expect(conflict && words(conflict).description).toBe(
      '{"userId":9007199254740995,"source":"ECOMMERCE","conflictingField":"email"}',
    );
  });

  it('says what is in a group without opening it', async () => {
    const rows = await box.open(box.plant(ODD));
    const said = async (customer: string, name: string) => {
      const [profile] = (await everything(named(rows, customer))).filter(
        (row) => row.kind === 'profile',
      );
      if (profile === undefined) throw new Error(`${customer} has no profile.`);
      return words(group(await box.open(profile), name)).description;
    };
    expect(await said('Two Parents', 'identifiers')).toBe('mobile 919800002031');
    expect(await said('Odd Channels', 'commChannels')).toBe(
      'mobile 919800002024, ios ios-device-2024, android android-device-2024',
    );
    expect(await said('Numeric Fields', 'fields')).toBe(
      'credit_limit 10.50, balance 12345678901234567890.10, ratio 1E-7',
    );
    // what is no type with a value cannot be said on a line
    expect(await said('Conflicting Profile', 'conflictingProfileList')).toBe('1');
    const told = await box.open(box.plant({ identifierValue: '919800000010' }));
    expect(words(group(told, 'parentCustomer')).description).toBe(
      'Told Parent · mobile 919800000010',
    );
  });

  it('has its fields that hold nothing in one row at the end', async () => {
    const [profile] = (
      await everything(named(await box.open(box.plant(ODD)), 'Numeric Fields'))
    ).filter((row) => row.kind === 'profile');
    if (profile === undefined) throw new Error('There is no profile.');
    const last = (await box.open(profile)).at(-1);
    if (last === undefined) throw new Error('There is nothing in the profile.');
    expect(words(last)).toEqual({
      label: 'Empty fields',
      description: 'accountId, conflictingProfileList',
    });
    const fields = await box.open(last);
    expect(fields.map((row) => words(row).description)).toEqual(['""', '[]']);
    expect(fields.map(({ json }) => json?.pointer.split('/').slice(-3).join('/'))).toEqual([
      'profiles/0/accountId',
      'profiles/0/conflictingProfileList',
    ]);
  });

  it('cannot disturb the view with what is in it', async () => {
    const rows = await box.open(box.plant(ODD));
    const all = [...rows, ...(await Promise.all(rows.map(everything))).flat()];
    for (const row of all) {
      const { label, description = '' } = words(row);
      expect(`${label}${description}`).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(label).not.toBe('');
      expect(label.length).toBeLessThanOrEqual(160);
    }
  });

  it('can be copied from: each row has its place in the answer', async () => {
    const rows = await box.open(box.plant(ODD));
    const customer = named(rows, 'Awkward Fields');
    for (const row of await everything(customer)) {
      if (row.kind !== 'field' || row.value === undefined || row.json === undefined) continue;
      const steps = row.json.pointer.split('/').slice(1);
      let value: unknown = JSON.parse(row.json.text);
      for (const step of steps) {
        const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
        value = Object.entries(value as object).find(([name]) => name === key)?.[1];
      }
      expect(String(value)).toBe(row.value);
    }
  });
});

function leaves(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leaves);
}
