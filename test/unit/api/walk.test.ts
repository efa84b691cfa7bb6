import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CustomersClient } from '../../../src/api/client';
import type { Connection } from '../../../src/api/connection';
import type { CustomersApi, Waiting } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { Walk, type WalkOptions } from '../../../src/api/walk';
import type { WalkStep } from '../../../src/api/walkSteps';
import { odd } from '../../../src/sandbox/oddities';
import { identifiersOf, Population } from '../../../src/sandbox/population';
import type { Injection } from '../../../src/sandbox/activeFaults';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { SHOWCASE_COMPANY, SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import { connectionTo, EMPTY_PAGE, gate, newClient, query, serve } from './loopback';

const CUSTOMERS = 6000;
const ROLES = 4;
const SEED = 3;
const population = new Population(CUSTOMERS, ROLES, SEED);
const preference = ['mobile', 'email', 'externalId', 'cardnumber'];

let sandbox: Sandbox;
let connection: Connection;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: CUSTOMERS, roles: ROLES, seed: SEED });
  connection = { ...connectionTo(sandbox.origin, 'oauth'), defaultSource: 'INSTORE' };
});
afterAll(() => sandbox.close());

function clientOf(box: Sandbox) {
  const { client, ...made } = newClient({ requestsPerMinute: 1_000_000 }, () =>
    Promise.resolve({ kind: 'oauth', ...box.credentials.oauth }),
  );
  return { client, ...made };
}

function walkFrom(
  asked: Partial<ChildrenQuery>,
  options: Partial<WalkOptions> = {},
  api: CustomersApi = clientOf(sandbox).client,
  to: Connection = connection,
): Walk {
  return new Walk(
    api,
    to,
    { ...query, limit: 100, source: 'ALL', ...asked },
    { concurrentRequests: 4, identifierPreference: preference, ...options },
  );
}

async function everyStep(walk: Walk, signal?: AbortSignal): Promise<readonly WalkStep[]> {
  const steps: WalkStep[] = [];
  for await (const step of walk.steps(signal)) steps.push(step);
  return steps;
}

type StepOf<Kind extends WalkStep['kind']> = Extract<WalkStep, { kind: Kind }>;
function ofKind<Kind extends WalkStep['kind']>(steps: readonly WalkStep[], kind: Kind) {
  return steps.filter((step): step is StepOf<Kind> => step.kind === kind);
}
const names = (steps: readonly { readonly customer: { readonly name: string } }[]) =>
  steps.map(({ customer }) => customer.name);

function indexOf(mobile: string): number {
  const index = population.find('mobile', mobile);
  if (index === undefined) throw new Error(`Nobody has the number ${mobile}.`);
  return index;
}

/** userIds of everybody below a customer, as the sandbox's own plan of its people has them. */
function below(index: number): readonly string[] {
  return population
    .children(index)
    .flatMap((child) => [String(population.person(child).userId), ...below(child)]);
}

function mobileOf(index: number): string {
  const identifiers = identifiersOf(population.person(index));
  const found = identifiers.find(({ type }) => type === 'mobile')?.value;
  if (found === undefined) throw new Error('That customer has no mobile number.');
  return found;
}

describe('a walk meets everyone below its parent, once', () => {
  test('in a family several levels deep', async () => {
    const steps = await everyStep(walkFrom({ identifierValue: SHOWCASE_MOBILE }));
    const met = ofKind(steps, 'customer').map(({ customer }) => customer.userId ?? '');
    expect([...met].sort()).toEqual([...below(indexOf(SHOWCASE_MOBILE))].sort());
    expect(new Set(ofKind(steps, 'customer').map(({ place }) => place.depth))).toEqual(
      new Set([1, 2, 3]),
    );
  });

  test('in a family of thousands, whatever the size of a page', async () => {
    const [largest = 0] = [...population.crowdRoots()].sort(
      (one, other) => population.member(other).childCount - population.member(one).childCount,
    );
    const expected = below(largest);
    expect(expected.length).toBeGreaterThan(2500);
    const walk = walkFrom({ identifierValue: mobileOf(largest), limit: 99 });
    const steps = await everyStep(walk);
    const met = ofKind(steps, 'customer').map(({ customer }) => customer.userId ?? '');
    expect([...met].sort()).toEqual([...expected].sort());
    expect(walk.unread).toBe(0);
    expect(steps.at(-1)).toMatchObject({ kind: 'progress', customers: met.length, unread: 0 });
  });

  test('in a company, whose customers are listed together with their children', async () => {
    const steps = await everyStep(
      walkFrom({
        associationEntityType: 'company',
        identifierType: 'externalId',
        identifierValue: SHOWCASE_COMPANY,
      }),
    );
    const met = ofKind(steps, 'customer').map(({ customer }) => customer.userId);
    expect(new Set(met).size).toBe(met.length);
    expect(met.length).toBe(below(indexOf(SHOWCASE_MOBILE)).length + 1);
    expect(ofKind(steps, 'levelFailed')).toEqual([]);
  });
});

test('says where each customer is', async () => {
  const steps = await everyStep(walkFrom({ identifierValue: SHOWCASE_MOBILE }));
  const customers = ofKind(steps, 'customer');
  const idOf = new Map(customers.map(({ customer }) => [customer.userId, customer]));
  const grandchild = customers.find(({ place }) => place.depth === 3);
  expect(grandchild?.place.path).toHaveLength(2);
  expect(grandchild?.place.parentUserId).toBe(grandchild?.place.path.at(-1));
  for (const { place } of customers)
    for (const userId of place.path) expect(idOf.has(userId)).toBe(true);
});

test('goes level by level: the upper ones come first', async () => {
  const walk = walkFrom({ identifierValue: SHOWCASE_MOBILE }, { concurrentRequests: 1 });
  const depths = ofKind(await everyStep(walk), 'customer').map(({ place }) => place.depth);
  expect(depths).toEqual([...depths].sort());
});

test('in order, it says the same whichever answers come first, and asks for pages ahead', async () => {
  const { client } = clientOf(sandbox);
  const asked = { identifierValue: SHOWCASE_MOBILE, limit: 3 };
  const inTurn = await everyStep(walkFrom(asked, { concurrentRequests: 1 }));
  let most = 0;
  const late: CustomersApi = {
    page: async (to, given, options) => {
      const ahead = (underWay.get(given.identifierValue) ?? 0) + 1;
      underWay.set(given.identifierValue, ahead);
      most = Math.max(most, ahead);
      const answer = await client.page(to, given, options);
      // the earlier it was asked for, the more others are read meanwhile
      for (let turns = 40 - (numbers++ % 40); turns > 0; turns--)
        await new Promise((resolve) => setImmediate(resolve));
      underWay.set(given.identifierValue, (underWay.get(given.identifierValue) ?? 0) - 1);
      return answer;
    },
  };
  const underWay = new Map<string, number>();
  let numbers = 0;
  const steps = await everyStep(walkFrom(asked, { concurrentRequests: 8, inOrder: true }, late));
  expect(names(ofKind(steps, 'customer'))).toEqual(names(ofKind(inTurn, 'customer')));
  expect(most).toBeGreaterThan(1);
});

test('the customer that was asked about, where it is listed, is above the others', async () => {
  const steps = await everyStep(
    walkFrom({ associationEntityType: 'parentChildCustomer', identifierValue: odd.tomSawyer }),
  );
  const customers = ofKind(steps, 'customer');
  expect(customers[0]).toMatchObject({ place: { depth: 0, path: [] }, below: 'toBeRead' });
  const tom = customers[0]?.customer.userId;
  expect(customers[1]?.place).toEqual({ depth: 1, path: [tom], parentUserId: tom, parent: 1 });
  expect(ofKind(steps, 'cycle')).toEqual([]);
  expect(ofKind(steps, 'duplicate')).toEqual([]);
});

test('cuts a cycle where it closes, and says so', async () => {
  const steps = await everyStep(walkFrom({ identifierValue: odd.cycle }));
  expect(names(ofKind(steps, 'cycle'))).toEqual(['Cycle A']);
  expect(ofKind(steps, 'cycle')[0]?.place.depth).toBe(3);
  expect(names(ofKind(steps, 'customer'))).toEqual(expect.arrayContaining(['Cycle B', 'Cycle C']));
  const own = await everyStep(walkFrom({ identifierValue: odd.self }));
  expect(names(ofKind(own, 'cycle'))).toEqual(['Own Parent']);
});

test('a customer under two parents is followed under the first', async () => {
  const both = [odd.parent, odd.secondParent].map((mobile) => ({
    profiles: [{ userId: 1, identifiers: [{ type: 'mobile', value: mobile }] }],
  }));
  // two parents of the sandbox, under one that it does not have
  const top = { entity: { customers: both.map((one, index) => withUserId(one, index + 1)) } };
  const { client } = clientOf(sandbox);
  const api: CustomersApi = {
    page: (to, asked, options) =>
      asked.identifierValue === 'top'
        ? newClient().client.page(connectionTo(topOrigin), asked, options)
        : client.page(to, asked, options),
  };
  const topOrigin = await serve((_request, response) => response.end(JSON.stringify(top)));
  const steps = await everyStep(walkFrom({ identifierValue: 'top', limit: 50 }, {}, api));
  expect(names(ofKind(steps, 'duplicate'))).toEqual(['Two Parents']);
  expect(names(ofKind(steps, 'customer')).filter((name) => name === 'Two Parents')).toHaveLength(1);
});

function withUserId(row: { profiles: readonly object[] }, userId: number): object {
  return { profiles: row.profiles.map((profile) => ({ ...profile, userId })) };
}

test('reports a customer that nothing can be asked of, one without children', async () => {
  const rows = [
    { profiles: [{ userId: 1, identifiers: [] }], noOfChildren: 3 },
    { profiles: [{ userId: 2, identifiers: [] }], noOfChildren: 0 },
  ];
  const origin = await serve((_request, response) =>
    response.end(JSON.stringify({ entity: { customers: rows } })),
  );
  const { client } = newClient();
  const walk = walkFrom({}, {}, client, connectionTo(origin));
  const customers = ofKind(await everyStep(walk), 'customer');
  expect(customers.map(({ below: what }) => what)).toEqual(['noIdentifier', 'leaf']);
});

test('a depth limit keeps it from asking further', async () => {
  const { client, records } = clientOf(sandbox);
  const walk = walkFrom({ identifierValue: SHOWCASE_MOBILE }, { depthLimit: 1 }, client);
  const customers = ofKind(await everyStep(walk), 'customer');
  expect(customers).toHaveLength(14);
  expect(customers.filter(({ below: what }) => what === 'tooDeep')).not.toEqual([]);
  const asked = new Set(records.map((record) => record.query.identifierValue));
  expect([...asked]).toEqual([SHOWCASE_MOBILE]);
});

test('a server that ignores the offset does not keep it for ever', async () => {
  const rows = [
    { profiles: [{ userId: 1 }], noOfChildren: 0 },
    { profiles: [{ userId: 2 }], noOfChildren: 0 },
  ];
  const origin = await serve((_request, response) =>
    response.end(JSON.stringify({ entity: { customers: rows } })),
  );
  const { client } = newClient();
  const steps = await everyStep(walkFrom({ limit: 2 }, {}, client, connectionTo(origin)));
  expect(ofKind(steps, 'customer')).toHaveLength(2);
});

test.each(['ignores-offset', 'moving-rows'])(
  'a level of which less came than was announced is said, and read from its start another time: %s',
  async (fault) => {
    const box = await startSandbox({ customers: CUSTOMERS, roles: ROLES, seed: SEED });
    onTestFinished(() => box.close());
    const to = { ...connectionTo(box.origin, 'oauth'), defaultSource: 'INSTORE' };
    // its own level lists it, and so says how many there are to be
    const asked = {
      associationEntityType: 'parentChildCustomer',
      identifierValue: SHOWCASE_MOBILE,
      limit: 5,
    } as const;
    const walk = walkFrom(asked, {}, clientOf(box).client, to);
    box.inject({ fault, operation: 'bulk', times: 100_000 });
    const first = await everyStep(walk);
    const stuck = ofKind(first, 'levelStuck');
    expect(stuck.length).toBeGreaterThan(0);
    for (const { announced, received } of stuck) expect(received).toBeLessThan(announced ?? 0);
    expect(walk.unread).toBe(stuck.length);
    expect(first.at(-1)).toMatchObject({ kind: 'progress', unread: stuck.length });
    box.clearFaults();
    const steps = [...first, ...(await everyStep(walk))];
    expect(walk.unread).toBe(0);
    expect(ofKind(steps, 'duplicate')).toEqual([]);
    const top = indexOf(SHOWCASE_MOBILE);
    const everybody = [String(population.person(top).userId), ...below(top)];
    const met = ofKind(steps, 'customer').map(({ customer }) => customer.userId ?? '');
    expect([...met].sort()).toEqual(everybody.sort());
  },
);

test('customers without a userId, each below the other, do not keep it for ever', async () => {
  const row = (mobile: string) => ({
    profiles: [{ identifiers: [{ type: 'mobile', value: mobile }] }],
  });
  const origin = await serve((request, response) => {
    const asked = new URL(request.url ?? '', 'http://x').searchParams;
    const value = asked.get('associationEntityIdentifierValue');
    const customers = asked.get('offset') === '0' ? [row(value === '1111' ? '2222' : '1111')] : [];
    response.end(JSON.stringify({ entity: { customers, count: customers.length } }));
  });
  const { client } = newClient();
  const walk = walkFrom({ identifierType: 'externalId' }, {}, client, connectionTo(origin));
  const steps = await everyStep(walk);
  expect(ofKind(steps, 'customer')).toHaveLength(2);
  expect(ofKind(steps, 'duplicate')).toHaveLength(1);
});

/** The sandbox behind an API that fails where the test says. */
function failing(fails: (asked: ChildrenQuery) => boolean, client: CustomersClient): CustomersApi {
  return {
    page: async (to, asked, options) => {
      const answer = await client.page(to, asked, options);
      if (answer.kind !== 'page' || !fails(asked)) return answer;
      return { kind: 'rejected', exchange: answer.exchange, text: '' };
    },
  };
}

test('the failure of one level is reported, the others are read, and it can be read later', async () => {
  const { client } = clientOf(sandbox);
  let isBroken = true;
  const api = failing(
    ({ identifierValue, offset }) => isBroken && identifierValue === '919800001001' && offset > 0,
    client,
  );
  const walk = walkFrom({ identifierValue: SHOWCASE_MOBILE, limit: 3 }, {}, api);
  const first = await everyStep(walk);
  const [failure] = ofKind(first, 'levelFailed');
  expect(failure).toMatchObject({
    error: { kind: 'rejected' },
    query: { identifierValue: '919800001001', offset: 3 },
    place: { depth: 2 },
  });
  expect(walk.unread).toBe(1);
  isBroken = false;
  const second = await everyStep(walk);
  expect(walk.unread).toBe(0);
  const met = [...ofKind(first, 'customer'), ...ofKind(second, 'customer')];
  expect(met.map(({ customer }) => customer.userId ?? '').sort()).toEqual(
    [...below(indexOf(SHOWCASE_MOBILE))].sort(),
  );
});

test('when the host fails for good it does not ask for each of a thousand customers', async () => {
  const { client } = clientOf(sandbox);
  const api: CustomersApi = {
    page: (to, asked, options) =>
      asked.identifierValue === SHOWCASE_MOBILE
        ? client.page(to, asked, options)
        : Promise.resolve({ kind: 'notSignedIn' }),
  };
  const walk = walkFrom({ identifierValue: SHOWCASE_MOBILE }, { concurrentRequests: 1 }, api);
  const steps = await everyStep(walk);
  expect(ofKind(steps, 'levelFailed')).toHaveLength(8);
  expect(walk.unread).toBeGreaterThan(8);
});

test.each(['html-200', 'not-the-envelope'])(
  'when somebody else answers in the place of the host, it stops, too: %s',
  async (fault) => {
    const box = await startSandbox({ customers: CUSTOMERS, roles: ROLES, seed: SEED });
    onTestFinished(() => box.close());
    const to = { ...connectionTo(box.origin, 'oauth'), defaultSource: 'INSTORE' };
    const asked = { identifierValue: SHOWCASE_MOBILE };
    const walk = walkFrom(asked, { concurrentRequests: 1 }, clientOf(box).client, to);
    const steps: WalkStep[] = [];
    for await (const step of walk.steps()) {
      if (step.kind === 'progress' && box.activeFaults().length === 0)
        box.inject({ fault, operation: 'bulk', times: 1000 });
      steps.push(step);
    }
    expect(ofKind(steps, 'levelFailed')).toHaveLength(8);
    expect(walk.unread).toBeGreaterThan(8);
    box.clearFaults();
    await everyStep(walk);
    expect(walk.unread).toBe(0);
  },
);

test('what is said of a page at once is what is said step by step, to its end and the next time', async () => {
  const asked = { identifierValue: SHOWCASE_MOBILE, limit: 3 };
  const each = await everyStep(walkFrom(asked, { inOrder: true }));
  const walk = walkFrom(asked, { inOrder: true });
  const first: WalkStep[] = [];
  for await (const step of walk.steps()) {
    first.push(step);
    if (first.length === 2) break;
  }
  const pages: (readonly WalkStep[])[] = [];
  for await (const steps of walk.stepsOfPages()) pages.push(steps);
  const said = (steps: readonly WalkStep[]) =>
    steps.map((step) => (step.kind === 'customer' ? step.number : step.kind));
  expect(said([...first, ...pages.flat()])).toEqual(said(each));
  for (const steps of pages)
    expect(steps.findIndex(({ kind }) => kind === 'progress')).toBe(steps.length - 1);
});

describe('a walk that is stopped', () => {
  test('stops asking at once, and is continued where it stopped', async () => {
    const walk = walkFrom({ identifierValue: SHOWCASE_MOBILE, limit: 3 });
    const controller = new AbortController();
    const first: WalkStep[] = [];
    for await (const step of walk.steps(controller.signal)) {
      first.push(step);
      if (first.length === 7) controller.abort();
    }
    expect(first).toHaveLength(7);
    expect(walk.unread).toBeGreaterThan(0);
    const second = await everyStep(walk);
    const met = [...first, ...second].filter(
      (step): step is StepOf<'customer'> => step.kind === 'customer',
    );
    expect(met.map(({ customer }) => customer.userId ?? '').sort()).toEqual(
      [...below(indexOf(SHOWCASE_MOBILE))].sort(),
    );
  });

  test('ends the requests that are under way', async () => {
    const asked = gate();
    const closed = gate();
    const origin = await serve((request) => {
      request.socket.once('close', () => closed.open());
      asked.open();
    });
    const controller = new AbortController();
    const { client } = newClient();
    const steps = everyStep(walkFrom({}, {}, client, connectionTo(origin)), controller.signal);
    await asked.opened;
    controller.abort();
    expect(await steps).toEqual([]);
    await closed.opened;
  });

  test('by whoever reads its steps, too', async () => {
    const closed = gate();
    const arrived = gate();
    const row = (userId: number) => ({
      profiles: [{ userId, identifiers: [{ type: 'mobile', value: `9000${userId}` }] }],
    });
    const pages = new Map([['parent', { entity: { customers: [1, 2].map(row) } }]]);
    const origin = await serve((request, response) => {
      const asked = new URL(request.url ?? '', 'http://x').searchParams;
      const value = asked.get('associationEntityIdentifierValue') ?? '';
      if (value === '90002') {
        request.socket.once('close', () => closed.open());
        arrived.open();
        return;
      }
      void (value === '90001' ? arrived.opened : Promise.resolve()).then(() =>
        response.end(asked.get('offset') === '0' ? JSON.stringify(pages.get(value)) : EMPTY_PAGE),
      );
    });
    const { client } = newClient();
    const walk = walkFrom({ identifierValue: 'parent' }, {}, client, connectionTo(origin));
    for await (const step of walk.steps()) if (step.kind === 'levelFailed') break;
    await closed.opened;
    expect(walk.unread).toBeGreaterThan(0);
  });
});

describe('on a bad day', () => {
  /** A walk over a sandbox of its own, where something goes wrong. */
  async function walkWith(fault: Injection, limit = 100) {
    const box = await startSandbox({ customers: CUSTOMERS, roles: ROLES, seed: SEED });
    onTestFinished(() => box.close());
    box.inject(fault);
    const to = connectionTo(box.origin, 'oauth');
    const asked = { identifierValue: SHOWCASE_MOBILE, limit };
    const walk = walkFrom(asked, {}, clientOf(box).client, to);
    return everyStep(walk);
  }
  const everyone = () => [...below(indexOf(SHOWCASE_MOBILE))].sort();
  const met = (steps: readonly WalkStep[]) =>
    ofKind(steps, 'customer').map(({ customer }) => customer.userId ?? '');

  test.each([
    { fault: 'expiring-tokens', requests: 8 },
    { fault: 'short-pages', divisor: 40 },
    { fault: 'duplicate-rows', rows: 1 },
    { fault: 'server-error', times: 2 },
    { fault: 'reset', times: 2 },
  ])('$fault, everyone is met all the same', async (fault) => {
    const steps = await walkWith(fault);
    expect(ofKind(steps, 'levelFailed')).toEqual([]);
    expect(met(steps).sort()).toEqual(everyone());
  });

  test('a hierarchy in a circle has an end', async () => {
    const steps = await walkWith({ fault: 'circle' });
    expect(ofKind(steps, 'cycle').length + ofKind(steps, 'duplicate').length).toBeGreaterThan(0);
    expect(new Set(met(steps)).size).toBe(met(steps).length);
  });

  test('30,000 children are met, each once', async () => {
    const steps = await walkWith({ fault: 'thirty-thousand' }, 1000);
    expect(new Set(met(steps)).size).toBe(30_000);
    expect(met(steps)).toHaveLength(30_000);
  });
});

test('asks in the background, so that people go first, and tells of the wait that ends first', async () => {
  const waits: (Waiting | undefined)[] = [];
  const options: (boolean | undefined)[] = [];
  const wait = (until: number): Waiting => ({
    kind: 'retry' as const,
    why: { kind: 'timeout', seconds: 1 },
    attempt: 2,
    tries: 3,
    until,
  });
  const { client } = newClient();
  const origin = await serve((_request, response) => response.end(EMPTY_PAGE));
  const api: CustomersApi = {
    page: (to, asked, given) => {
      options.push(given?.background);
      given?.waiting?.(wait(5));
      given?.waiting?.(undefined);
      return client.page(to, asked, given);
    },
  };
  await everyStep(walkFrom({}, { waiting: (one) => waits.push(one) }, api, connectionTo(origin)));
  expect(options).toEqual([true]);
  expect(waits).toEqual([wait(5), undefined]);
});
