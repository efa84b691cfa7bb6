import { createServer, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import axios from 'axios';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import { tokenHeader } from '../../src/api/credentials';
import type { ChildrenQuery } from '../../src/api/query';
import { requestAsSent } from '../../src/api/request';
import { startSandbox } from '../../src/sandbox/sandbox';
import { median, type Figure } from './figure';

const ROWS = 100;
const WARM_UP_ROUNDS = 20;
const ROUNDS = 40;
const TURNS_PER_ROUND = 21;

interface Asker {
  /** Asks once; returns the number of customers. */
  readonly ask: () => Promise<number>;
  close(): void;
}

/**
 * What a page of 100 customers costs through the client, over axios and `JSON.parse` alone. The body
 * is one of the sandbox's, served from memory, so that the making of it weighs on neither side.
 */
export async function measurePageOverhead(): Promise<Figure> {
  const body = await recordedPage();
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connection: Connection = {
    id: 'bench',
    name: 'Bench',
    origin: `http://127.0.0.1:${port}`,
    signIn: 'token',
  };
  const bare = bareAxios(connection);
  const client = throughClient(connection);
  try {
    return { name: 'page-overhead', value: await ratio(client, bare), unit: 'ratio', limit: 1.5 };
  } finally {
    bare.close();
    client.close();
    server.close();
  }
}

/** Both take turns, and each round gives a ratio: a slower moment of the machine meets both. */
async function ratio(client: Asker, bare: Asker): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const clientTimes: number[] = [];
    const bareTimes: number[] = [];
    for (let turn = 0; turn < TURNS_PER_ROUND; turn++) {
      clientTimes.push(await timeOne(client));
      bareTimes.push(await timeOne(bare));
    }
    if (round >= WARM_UP_ROUNDS) ratios.push(median(clientTimes) / median(bareTimes));
  }
  return median(ratios);
}

/** In milliseconds. */
async function timeOne(asker: Asker): Promise<number> {
  const started = performance.now();
  const rows = await asker.ask();
  const time = performance.now() - started;
  if (rows !== ROWS) throw new Error(`Expected ${ROWS} customers, got ${rows}.`);
  return time;
}

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: 'INSTORE',
  limit: ROWS,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

function bareAxios(connection: Connection): Asker {
  const agent = new Agent({ keepAlive: true });
  const instance = axios.create({
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    httpAgent: agent,
    responseType: 'text',
    transformResponse: [],
  });
  const { url, headers } = requestAsSent(connection, query);
  const [name, value] = tokenHeader('token-of-the-bench');
  const sent = { ...Object.fromEntries(headers), [name]: value };
  return {
    ask: async () => {
      const { data } = await instance.get<string>(url, { headers: sent });
      const parsed = JSON.parse(data) as { entity: { customers: readonly unknown[] } };
      return parsed.entity.customers.length;
    },
    close: () => agent.destroy(),
  };
}

function throughClient(connection: Connection): Asker {
  const client = new CustomersClient({
    credentials: { read: () => Promise.resolve({ kind: 'token', token: 'token-of-the-bench' }) },
    settings: () => ({
      timeoutSeconds: 30,
      requestsPerMinute: 1_000_000,
      concurrentRequests: 4,
      maxResponseMegabytes: 64,
    }),
  });
  return {
    ask: async () => {
      const answer = await client.page(connection, query);
      if (answer.kind !== 'page') throw new Error(`No page: ${answer.kind}`);
      return answer.customers.length;
    },
    close: () => client.dispose(),
  };
}

/** A body of exactly 100 customers, made by the sandbox. */
async function recordedPage(): Promise<string> {
  const sandbox = await startSandbox();
  const client = new CustomersClient({
    credentials: { read: () => Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }) },
    settings: () => ({
      timeoutSeconds: 30,
      requestsPerMinute: 1000,
      concurrentRequests: 1,
      maxResponseMegabytes: 64,
    }),
  });
  const connection: Connection = {
    id: 'sandbox',
    name: 'Sandbox',
    origin: sandbox.origin,
    signIn: 'oauth',
  };
  try {
    for (const { associationEntityType, identifierType, identifierValue } of sandbox.parents) {
      const asked = { ...query, associationEntityType, identifierType, identifierValue };
      const answer = await client.page(connection, asked);
      if (answer.kind === 'page' && answer.customers.length === ROWS) return answer.text;
    }
    throw new Error(`No parent of the sandbox has ${ROWS} children.`);
  } finally {
    client.dispose();
    await sandbox.close();
  }
}
