import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { onTestFinished } from 'vitest';
import { CustomersClient, type ClientSettings } from '../../../src/api/client';
import type { Connection, Credentials, SignInKind } from '../../../src/api/connection';
import type { AnsweredRequest } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import type { RetryTiming } from '../../../src/api/retry';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server of the test's own, on loopback; closed when the test is over. */
export async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** A server below HTTP: what it does with a connection is up to the test. */
export async function serveSockets(connected: (socket: Socket) => void): Promise<string> {
  const server = createSocketServer(connected);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${await listen(server)}`;
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Answers every request with this, as JSON unless told otherwise. */
export function always(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body);
  };
}

/** Gives out tokens `token-1`, `token-2`, …; everything else goes to the handler. */
export function withTokens(handler: Handler, ttlSeconds = 300): Handler & { given(): number } {
  let given = 0;
  const withEndpoint: Handler = (request, response) => {
    if (request.url !== '/v3/oauth/token/generate') {
      handler(request, response);
      return;
    }
    given++;
    const accessToken = `${TOKEN_CANARY}-${given}`;
    const body = { data: { accessToken, ttlSeconds }, errors: null };
    response.end(JSON.stringify(body));
  };
  return Object.assign(withEndpoint, { given: () => given });
}

export const TOKEN_CANARY = 'canary-token';
export const KEY_CANARY = 'canary-key';
export const SECRET_CANARY = 'canary-secret';
export const MD5_CANARY = '8a16a6b70505eb1f1ff7cdc0cd5559a7';

const credentialsOf: Readonly<Record<SignInKind, Credentials>> = {
  oauth: { kind: 'oauth', key: KEY_CANARY, secret: SECRET_CANARY },
  basic: { kind: 'basic', till: 'store.server', passwordMd5: MD5_CANARY },
  token: { kind: 'token', token: TOKEN_CANARY },
};

export function connectionTo(origin: string, signIn: SignInKind = 'token'): Connection {
  return { id: `to ${origin}`, name: 'Test', origin, signIn };
}

/**
 * A client whose settings can be changed; disposed of when the test is over. It does not wait before
 * it tries again, unless told how to.
 */
export function newClient(
  settings: Partial<ClientSettings> = {},
  credentials: (connection: Connection) => Promise<Credentials | undefined> = (connection) =>
    Promise.resolve(credentialsOf[connection.signIn]),
  ready?: (connection: Connection) => Promise<Connection>,
  retryTiming?: RetryTiming,
) {
  const pauses: number[] = [];
  const atOnce: RetryTiming = {
    random: () => 0.5,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  const records: AnsweredRequest[] = [];
  const lines: string[] = [];
  const current: { -readonly [Name in keyof ClientSettings]: ClientSettings[Name] } = {
    timeoutSeconds: 10,
    requestsPerMinute: 10_000,
    concurrentRequests: 50,
    maxResponseMegabytes: 64,
    ...settings,
  };
  const client = new CustomersClient({
    credentials: { read: credentials },
    ...(ready && { ready }),
    settings: () => ({ ...current }),
    answered: (record) => records.push(record),
    noted: (line) => lines.push(line),
    retryTiming: retryTiming ?? atOnce,
  });
  onTestFinished(() => client.dispose());
  return { client, records, lines, settings: current, pauses };
}

export const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: 'INSTORE',
  limit: 10,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

export const EMPTY_PAGE =
  '{"entity":{"customers":[],"count":0,"errors":[],"warnings":[]},"warnings":[],"errors":[],"success":true}';

/** A promise and the function that settles it: lets a server and a test wait for each other. */
export function gate<Value = void>(): {
  readonly opened: Promise<Value>;
  readonly open: (value: Value) => void;
} {
  let open: (value: Value) => void = () => undefined;
  const opened = new Promise<Value>((resolve) => (open = resolve));
  return { opened, open: (value) => open(value) };
}
