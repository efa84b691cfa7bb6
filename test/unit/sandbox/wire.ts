import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { basicHeaderValue } from '../../../src/sandbox/signIn';
import type { Sandbox } from '../../../src/sandbox/sandbox';

/** One request and what comes back for it, byte by byte. */
export interface Wire {
  readonly socket: Socket;
  /** What has come so far. */
  received(): Buffer;
  /** Resolves when this much of the body has come. */
  bodyOf(bytes: number): Promise<Buffer>;
  /** Resolves when the head is there, with status and headers, lower case. */
  head(): Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }>;
  /** How the server ended the connection. */
  readonly ended: Promise<'closed' | 'reset'>;
}

const PARENT =
  '/v2/customers/bulk?source=ALL&associationEntityType=parentCustomer' +
  '&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=';

/** The sandbox's own first parent, unless another mobile number is given. */
export function childrenPath(more: Readonly<Record<string, string | number>> = {}): string {
  const { mobile = '919800000001', ...rest } = more;
  const search = Object.entries(rest).map(([name, value]) => `&${name}=${value}`);
  return `${PARENT}${mobile}${search.join('')}`;
}

/** Asks for children over a socket of its own, signed in with Basic. */
export function askOverWire(sandbox: Sandbox, path = childrenPath()): Wire {
  const { hostname, port } = new URL(sandbox.origin);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const chunks: Buffer[] = [];
  const received = () => Buffer.concat(chunks);
  const watchers = new Set<() => void>();
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    for (const look of [...watchers]) look();
  });
  const ended = new Promise<'closed' | 'reset'>((resolve, reject) => {
    socket.on('end', () => resolve('closed'));
    socket.on('error', (error) =>
      'code' in error && error.code === 'ECONNRESET' ? resolve('reset') : reject(error),
    );
  });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\n` +
      `Authorization: Basic ${basicHeaderValue(sandbox.credentials.basic)}\r\n\r\n`,
  );
  const bodyStart = () => received().indexOf('\r\n\r\n') + 4;
  return {
    socket,
    received,
    ended,
    bodyOf: (bytes) =>
      until(() => {
        const body = received().subarray(bodyStart());
        return bodyStart() >= 4 && body.length >= bytes ? body : undefined;
      }),
    head: () =>
      until(() => {
        if (bodyStart() < 4) return undefined;
        const [first = '', ...lines] =
          received().toString('latin1').split('\r\n\r\n')[0]?.split('\r\n') ?? [];
        const headers = lines.map((line) => line.split(': ') as [string, string]);
        return {
          status: Number(first.split(' ')[1]),
          headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
        };
      }),
  };
}
