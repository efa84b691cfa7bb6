import type { CustomersClient } from '../../../src/api/client';
import type { ApiError } from '../../../src/api/errors';
import type { Answer } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { Walk } from '../../../src/api/walk';
import { Forest } from '../../../src/customers/forest';
import type { LevelRow, Row } from '../../../src/customers/rows';
import { fieldsOf } from '../../../src/inspector/fields';
import { InspectorSession } from '../../../src/inspector/session';
import type { Fault } from '../../../src/sandbox/fault';
import { SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import type { World } from './world';

export type OperationName =
  | 'first page'
  | 'later page'
  | 'expansion'
  | 'token'
  | 'walk'
  | 'inspector run'
  | 'connection test';

/** What came of it: the error, where there was one. */
export interface Result {
  readonly error: ApiError | undefined;
  /** It knows that it has not got everybody, and offers to read again. */
  readonly stuck?: boolean;
}

/** One operation that has begun well, and is about to meet a fault. */
interface Trial {
  /** With the fault on. */
  perform(): Promise<Result>;
  /** The way that a person tries it again; without the fault. */
  again(): Promise<Result>;
  /** What is on screen. */
  shown(): readonly string[];
  /** What is wrong with whom it has met so far, where the fault changes nobody. */
  wrong?(): string | undefined;
}

export interface Operation {
  readonly name: OperationName;
  /** Requests under way at a time. */
  readonly atOnce: number;
  begin(world: World, client: CustomersClient, fault: Fault): Promise<Trial>;
}

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: SHOWCASE_MOBILE,
  source: 'ALL',
  limit: 5,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};
const identifierPreference = ['mobile', 'email', 'externalId', 'cardnumber'];

export const operations: readonly Operation[] = [
  {
    name: 'first page',
    atOnce: 1,
    begin: async (world, client, fault) => {
      const tree = await plantedTree(world, client);
      return levelTrial(world, fault, tree, tree.root);
    },
  },
  {
    name: 'later page',
    atOnce: 1,
    begin: async (world, client, fault) => {
      const tree = await plantedTree(world, client);
      await tree.forest.level(tree.root).show();
      return levelTrial(world, fault, tree, tree.root);
    },
  },
  {
    name: 'expansion',
    atOnce: 1,
    begin: async (world, client, fault) => {
      const tree = await plantedTree(world, client);
      await tree.forest.level(tree.root).show();
      const customer = tree.forest
        .children(tree.root)
        .find((row) => row.kind === 'customer' && (row.customer.noOfChildren ?? 0) > 0);
      if (customer?.kind !== 'customer') throw new Error('Nobody has children.');
      const below = tree.forest.childrenRow(customer);
      if (below === undefined) throw new Error('That customer cannot be expanded.');
      return levelTrial(world, fault, tree, below);
    },
  },
  {
    name: 'token',
    atOnce: 1,
    begin: async (world, client, fault) => {
      await signIn(world, client);
      const ask = async () => {
        client.forgetTokens(world.connection.id);
        return resultOf(await client.page(world.connection, query));
      };
      return {
        perform: () => {
          world.breakIt(fault, 'token');
          return ask();
        },
        again: ask,
        shown: () => [],
      };
    },
  },
  { name: 'walk', atOnce: 4, begin: beginWalk },
  { name: 'inspector run', atOnce: 1, begin: beginInspector },
  {
    name: 'connection test',
    atOnce: 1,
    begin: async (world, client, fault) => {
      await signIn(world, client);
      const test = async (): Promise<Result> => {
        const outcome = await client.test(world.connection);
        return { error: outcome.kind === 'works' ? undefined : outcome };
      };
      return {
        perform: () => {
          world.breakIt(fault, 'bulk');
          return test();
        },
        again: test,
        shown: () => [],
      };
    },
  },
];

/** Faults in the answer are then not met by asking for a token. */
async function signIn(world: World, client: CustomersClient): Promise<void> {
  const outcome = await client.test(world.connection);
  if (outcome.kind !== 'works') throw new Error(`It does not work to begin with: ${outcome.kind}`);
}

interface Tree {
  readonly forest: Forest;
  readonly root: LevelRow;
}

async function plantedTree(world: World, client: CustomersClient): Promise<Tree> {
  await signIn(world, client);
  const forest = new Forest({
    ask: (request, options) => client.page(world.connection, request.query, options),
    connection: () => world.connection,
    pageSize: () => query.limit,
    identifierPreference: () => identifierPreference,
    changed: () => undefined,
    working: () => undefined,
  });
  return { forest, root: forest.plant({ connectionId: world.connection.id, query }) };
}

/** The next page of a level of the tree; its row says why there is none, and Retry asks again. */
function levelTrial(world: World, fault: Fault, { forest, root }: Tree, row: LevelRow): Trial {
  const level = forest.level(row);
  const result = (): Result => {
    const { state } = level;
    const error = state.phase === 'failed' ? state.error : undefined;
    return { error, stuck: level.stuck };
  };
  return {
    perform: async () => {
      world.breakIt(fault, 'bulk');
      await level.more();
      return result();
    },
    again: async () => {
      await (level.state.phase === 'failed' ? level.retry() : level.refresh());
      if (level.stuck) throw new Error('It does not get on.');
      return result();
    },
    shown: () => customersIn(forest, root),
  };
}

/** Everybody below a row that was opened. */
function customersIn(forest: Forest, row: LevelRow): readonly string[] {
  const listed = forest.begunLevel(row)?.state.listing.customers ?? [];
  const rows: readonly Row[] = listed.length === 0 ? [] : forest.children(row);
  return rows.flatMap((one) => {
    if (one.kind !== 'customer') return [];
    const below = forest.childrenRow(one);
    const opened = below === undefined ? [] : customersIn(forest, below);
    return [one.id, ...opened];
  });
}

/** With these, other people are listed than without. */
const LISTS_OTHERS: ReadonlySet<string> = new Set(['thirty-thousand', 'circle', 'big-numbers']);

function difference(expected: readonly string[], met: readonly string[]): string | undefined {
  const missing = expected.filter((one) => !met.includes(one)).length;
  const twice = met.length - new Set(met).size;
  const others = met.filter((one) => !expected.includes(one)).length;
  if (missing + twice + others === 0) return undefined;
  return `${missing} of ${expected.length} not met, ${twice} met twice, ${others} others met`;
}

/** Meets the fault after its first page; faults in what is listed, and the largest, from the start. */
async function beginWalk(world: World, client: CustomersClient, fault: Fault): Promise<Trial> {
  await signIn(world, client);
  const limit = fault.id === 'thirty-thousand' ? 100 : query.limit;
  const options = { concurrentRequests: 4, identifierPreference };
  // lists whom it asks about, too, and so says how many there are to be
  const asked: ChildrenQuery = { ...query, associationEntityType: 'parentChildCustomer', limit };
  const walk = new Walk(client, world.connection, asked, options);
  const met: string[] = [];
  const everybody: string[] = [];
  for await (const step of new Walk(client, world.connection, asked, options).steps())
    if (step.kind === 'customer') everybody.push(step.customer.userId ?? '');
  let isBroken = false;
  const breakOnce = () => {
    if (isBroken) return;
    isBroken = true;
    world.breakIt(fault, 'bulk', 5);
  };
  const go = async (): Promise<Result> => {
    let error: ApiError | undefined;
    let stuck = false;
    for await (const step of walk.steps()) {
      if (step.kind === 'customer') met.push(step.customer.userId ?? '');
      if (step.kind === 'levelFailed') error ??= step.error;
      if (step.kind === 'levelStuck') stuck = true;
      if (step.kind === 'progress') breakOnce();
    }
    if (error === undefined && !stuck && walk.unread > 0)
      throw new Error('The walk ended too early.');
    return { error, stuck };
  };
  return {
    perform: () => {
      if (fault.group === 'rows') breakOnce();
      return go();
    },
    again: go,
    shown: () => [...met],
    ...(!LISTS_OTHERS.has(fault.id) && { wrong: () => difference(everybody, met) }),
  };
}

async function beginInspector(world: World, client: CustomersClient, fault: Fault): Promise<Trial> {
  const nothing = { ok: true, facts: [], announcement: '', issues: [] };
  const request = {
    method: 'GET',
    url: '',
    origin: '',
    path: '',
    parameters: [],
    headers: [],
    facts: [],
    tries: [],
    responseHeaders: [],
    curl: '',
  };
  const fields = fieldsOf({ connectionId: world.connection.id, query });
  const session = new InspectorSession(
    {
      ask: (request, options) => client.page(world.connection, request.query, options),
      post: () => undefined,
      setup: () => ({ kind: 'form', fields, fill: 1 }),
      words: {
        strip: () => nothing,
        failure: () => ({ sentence: '', actions: [], strip: nothing }),
        body: () => undefined,
        missingConnection: () => ({ sentence: '', actions: [], strip: nothing }),
        request: () => request,
        noRequest: () => request,
        asking: () => '',
        cancelled: () => '',
        waiting: () => ({ why: '', again: '', note: '', milliseconds: 0, announcement: '' }),
        departures: () => ({ label: '', groups: [] }),
        notShown: () => '',
      },
      pieces: ({ text }) => [text],
      breathe: () => Promise.resolve(),
      notShown: (error) => {
        throw error;
      },
    },
    { fields, layout: { tab: 'json', formOpen: true } },
  );
  await session.run(fields);
  const result = (): Result => ({ error: session.failure?.error });
  return {
    perform: async () => {
      world.breakIt(fault, 'bulk');
      await session.run({ ...fields, offset: '5' });
      return result();
    },
    again: async () => {
      await session.retry();
      return result();
    },
    shown: () => (session.page === undefined ? [] : [`offset ${session.page.query.offset}`]),
  };
}

function resultOf(answer: Answer): Result {
  return { error: answer.kind === 'page' ? undefined : answer };
}
