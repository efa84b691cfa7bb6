import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How it answers; `echo` repeats the request in an error, `echoHtml` in a page, `echoPage` in an answer. */
export const moods = [
  'good',
  'echo',
  'echoHtml',
  'echoPage',
  'redirect',
  'forbidden',
  'expired',
  'failing',
  'closed',
] as const;
export type Mood = (typeof moods)[number];

/** An API that believes everyone, tells everything, and has a mood. */
export async function startOwnApi(accessToken: string) {
  let mood: Mood = 'good';
  /** The secret headers and token requests that arrived: the proof that the canaries were sent. */
  const heard: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { authorization, 'x-cap-api-oauth-token': token } = request.headers;
      heard.push(body, authorization ?? '', String(token ?? ''));
      answer(mood, accessToken, request, body, response);
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    become: async (next: Mood): Promise<void> => {
      if (next === 'closed') await close();
      else if (!server.listening) await listen(port);
      mood = next;
    },
    close,
  };
}

function answer(
  mood: Mood,
  accessToken: string,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const send = (status: number, type: string, content: string, more = {}) => {
    response.writeHead(status, { 'content-type': type, 'x-cap-requestid': 'r-1', ...more });
    response.end(content);
  };
  const json = (status: number, value: unknown) =>
    send(status, 'application/json', JSON.stringify(value));
  const echo = `You sent ${request.rawHeaders.join(' ')} ${body}`;
  const error = (code: number, message: string) => ({
    errors: [{ status: false, code, message }],
    warnings: [],
    headers: request.headers,
    body,
  });
  switch (mood) {
    case 'good':
      if (request.method === 'POST')
        json(200, { data: { accessToken, ttlSeconds: 300 }, errors: null });
      else json(200, people());
      return;
    case 'echo':
      json(401, error(401, echo));
      return;
    case 'echoHtml':
      send(502, 'text/html', `<html><body><h1>Bad gateway</h1><p>${echo}</p></body></html>`);
      return;
    case 'echoPage':
      json(200, { ...people(), warnings: [{ code: 1, message: echo }], headers: request.headers });
      return;
    case 'redirect': {
      const { authorization = '', 'x-cap-api-oauth-token': token = '' } = request.headers;
      const query = new URLSearchParams({ authorization, token: String(token), body });
      send(302, 'text/plain', echo, { location: `https://elsewhere.example/?${query}` });
      return;
    }
    case 'forbidden':
      json(403, error(4000, echo));
      return;
    case 'expired':
      json(498, error(498, `Token expired. ${echo}`));
      return;
    case 'failing':
      json(500, error(500, echo));
      return;
    case 'closed':
      return;
  }
}

function people() {
  const customers = ['Asha Rao', 'Ben Okoro'].map((firstName, at) => ({
    profiles: [
      {
        firstName,
        lastName: '',
        userId: at + 1,
        source: 'INSTORE',
        identifiers: [{ type: 'mobile', value: `91893344557${at}` }],
      },
    ],
    extendedFields: {},
    noOfChildren: 2,
  }));
  const entity = { customers, count: customers.length, errors: [], warnings: [] };
  return { entity, warnings: [], errors: [], success: true };
}
