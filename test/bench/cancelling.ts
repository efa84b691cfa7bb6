import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import type { ChildrenQuery } from '../../src/api/query';
import type { Figure } from './figure';

const ROUNDS = 50;

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  limit: 100,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

/**
 * The longest time between Cancel and the end of the connection as the server sees it, in the middle
 * of everything that a request waits for from a server: the head of an answer, its body, a token.
 */
export async function measureCancelling(): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await cancelled('token', () => undefined));
    times.push(
      await cancelled('token', (response) => {
        response.write('{"entity":{"customers":[');
      }),
    );
    times.push(await cancelled('oauth', () => undefined));
  }
  return { name: 'cancel-ms', value: Math.max(...times), unit: 'ms', limit: 100 };
}

/** In milliseconds. */
async function cancelled(
  signIn: 'token' | 'oauth',
  respond: (response: ServerResponse) => void,
): Promise<number> {
  const server = createServer();
  const controller = new AbortController();
  let at = 0;
  const closed = new Promise<number>((resolve) => {
    server.on('request', (request, response: ServerResponse) => {
      request.socket.once('close', () => resolve(performance.now() - at));
      respond(response);
      // what was written is on its way first
      setTimeout(() => {
        at = performance.now();
        controller.abort();
      }, 5);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connection: Connection = {
    id: 'bench',
    name: 'Bench',
    origin: `http://127.0.0.1:${port}`,
    signIn,
  };
  const client = new CustomersClient({
    credentials: {
      read: () =>
        Promise.resolve(
          signIn === 'token'
            ? { kind: 'token', token: 'token-of-the-bench' }
            : { kind: 'oauth', key: 'key-of-the-bench', secret: 'secret-of-the-bench' },
        ),
    },
    settings: () => ({
      timeoutSeconds: 30,
      requestsPerMinute: 1_000_000,
      concurrentRequests: 4,
      maxResponseMegabytes: 64,
    }),
  });
  try {
    const answer = await client.page(connection, query, { signal: controller.signal });
    if (answer.kind !== 'cancelled') throw new Error(`Not cancelled: ${answer.kind}`);
    return await closed;
  } finally {
    client.dispose();
    server.close();
  }
}
