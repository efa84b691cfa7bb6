import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import type { ChildrenQuery } from '../../src/api/query';

/*
 * Asks the sandbox for thousands of pages, with a bad day of some kind for many of them, through the
 * client as the extension has it. Runs in an extension host, and in Node by itself.
 */

/** What it does not say of itself in the environment. */
interface Plan {
  readonly origin: string;
  readonly key: string;
  readonly secret: string;
  readonly requests: number;
  /** Requests before the first look at the memory. */
  readonly warmUp: number;
}

const BATCH = 50;
/** Requests between two looks at the memory. */
const LOOK_EVERY = 2000;

/** Those that one server makes by its answers, small and fast enough to have many of. */
const FAULTS: readonly Readonly<Record<string, string | number>>[] = [
  { fault: 'never-answers' },
  { fault: 'headers-then-silence' },
  { fault: 'cut-short' },
  { fault: 'byte-by-byte', milliseconds: 1 },
  { fault: 'reset' },
  { fault: 'corrupt-gzip' },
  { fault: 'invalid-utf8' },
  { fault: 'byte-order-mark' },
  { fault: 'empty-body' },
  { fault: 'html-200' },
  { fault: 'html-502' },
  { fault: 'too-large', megabytes: 3 },
  { fault: 'gzip-bomb', megabytes: 20 },
  { fault: 'not-the-envelope' },
  { fault: 'customers-null' },
  { fault: 'success-false' },
  { fault: 'not-found' },
  { fault: 'busy', code: 461 },
  { fault: 'unauthorised' },
  { fault: 'token-expired-v1' },
  { fault: 'expiring-tokens' },
  { fault: 'server-error', operation: 'token' },
  { fault: 'rate-limited' },
  { fault: 'rate-limited-absurd' },
  { fault: 'server-error' },
  { fault: 'redirect-other-host' },
  { fault: 'thirty-thousand' },
  { fault: 'ignores-offset' },
];

/** Prints `soak-growth-mb`, `soak-unhandled` and `soak-sockets`. */
export async function run(): Promise<void> {
  const plan = readPlan();
  let unhandled = 0;
  const note = () => {
    unhandled++;
  };
  process.on('unhandledRejection', note);
  const socketsBefore = sockets();
  const memory: number[] = [];
  const client = newClient(plan);
  for (let asked = 0; asked < plan.requests; asked += BATCH) {
    if (asked >= plan.warmUp && (asked - plan.warmUp) % LOOK_EVERY === 0)
      memory.push(megabytesInUse());
    await askBatch(client, plan, asked);
  }
  memory.push(megabytesInUse());
  client.dispose();
  const socketsLeft = await settledSockets(socketsBefore);
  process.off('unhandledRejection', note);
  const growth = Math.max(...memory.slice(1)) - (memory[0] ?? 0);
  console.log(`soak-growth-mb ${growth.toFixed(2)}`);
  console.log(`soak-unhandled ${unhandled}`);
  console.log(`soak-sockets ${socketsLeft}`);
}

async function askBatch(client: CustomersClient, plan: Plan, asked: number): Promise<void> {
  const fault = FAULTS[(asked / BATCH) % FAULTS.length];
  const times = Math.floor(Math.random() * 20);
  await setFault(plan.origin, times === 0 ? undefined : { ...fault, times });
  const cancelling = new AbortController();
  const answers = Array.from({ length: BATCH }, (_, place) => {
    const isCancelled = place % 10 === 9;
    const to = connection(place % 25 === 24 ? 'http://127.0.0.1:2' : plan.origin);
    const query = { ...QUERY, offset: place % 10 };
    return client.page(to, query, {
      background: place % 2 === 0,
      ...(isCancelled && { signal: cancelling.signal }),
    });
  });
  await answers[0];
  cancelling.abort();
  await Promise.all(answers);
}

const QUERY: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '919800000002',
  source: 'ALL',
  limit: 20,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

function connection(origin: string): Connection {
  return { id: origin, name: 'Soak', origin, signIn: 'oauth' };
}

function newClient({ key, secret }: Plan): CustomersClient {
  return new CustomersClient({
    credentials: { read: () => Promise.resolve({ kind: 'oauth', key, secret }) },
    settings: () => ({
      timeoutSeconds: 0.5,
      requestsPerMinute: 1_000_000,
      concurrentRequests: 8,
      maxResponseMegabytes: 1,
    }),
    answered: () => undefined,
    noted: () => undefined,
    // as it is, but for the length of the pauses
    retryTiming: {
      random: Math.random,
      pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
    },
  });
}

async function setFault(origin: string, fault: object | undefined): Promise<void> {
  await send(origin, 'DELETE');
  if (fault !== undefined) await send(origin, 'POST', JSON.stringify(fault));
}

function send(origin: string, method: string, body?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(
      `${origin}/_sandbox/faults`,
      { method, headers, agent: false },
      (reply) => {
        reply.resume();
        reply.on('end', () => {
          if (reply.statusCode !== undefined && reply.statusCode < 300) resolve();
          else reject(new Error(`The fault was not taken: ${body ?? method}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** After garbage was collected. */
function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}

/** How many more there are than before, once those that are being closed are closed. */
async function settledSockets(before: number): Promise<number> {
  const deadline = Date.now() + 5000;
  while (sockets() > before && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return Math.max(0, sockets() - before);
}

function readPlan(): Plan {
  const { SOAK_ORIGIN = '', SOAK_KEY = '', SOAK_SECRET = '', SOAK_REQUESTS = '' } = process.env;
  const requests = Number(SOAK_REQUESTS);
  if (!SOAK_ORIGIN || !(requests > 0)) throw new Error('There is no plan in the environment.');
  return {
    origin: SOAK_ORIGIN,
    key: SOAK_KEY,
    secret: SOAK_SECRET,
    requests,
    warmUp: requests / 5,
  };
}
