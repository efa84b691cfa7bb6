import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestAsSent } from '../../../src/api/exchange';

/** A request as it arrived; each character of the texts is a byte. */
export interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** Names and values in turn, in their order. */
  readonly headers: readonly string[];
}

export interface Echo {
  readonly origin: string;
  /** What has arrived since it was asked last. */
  arrived(): readonly Arrived[];
  close(): Promise<void>;
}

/** The environment that the commands below find, and the header that each variable is for. */
export const credentials = {
  CAPILLARY_TOKEN: 'eyJhbGciOiJub25lIn0.a-b_c.d==',
  CAPILLARY_BASIC: 'dGlsbDptZDU=',
} as const;

/**
 * Listens on loopback and keeps what it is asked.
 * @param movedTo origin that it sends everybody on to, with method and body
 */
export async function startEcho(movedTo?: string): Promise<Echo> {
  const kept: Arrived[] = [];
  const server = createServer(({ method, url, rawHeaders }, answer) => {
    kept.push({ method, url, headers: rawHeaders });
    if (movedTo !== undefined) answer.writeHead(308, { location: `${movedTo}${url}` }).end('moved');
    else if (url === '/redirect') answer.writeHead(302, { location: '/elsewhere' }).end('moved');
    else answer.writeHead(400, { 'content-type': 'application/json' }).end('{"n":1.0}\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: () => kept.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How a request has to arrive whose credentials are those above. */
export function asItArrives({ method, url, headers, authentication }: RequestAsSent): Arrived {
  const { host, origin } = new URL(url);
  return {
    method,
    url: url.slice(origin.length),
    headers: [
      ...['Host', host],
      ...headers.flat(),
      ...(authentication === 'token'
        ? ['X-CAP-API-OAUTH-TOKEN', credentials.CAPILLARY_TOKEN]
        : ['Authorization', `Basic ${credentials.CAPILLARY_BASIC}`]),
    ],
  };
}
