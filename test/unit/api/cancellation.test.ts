import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import {
  connectionTo,
  EMPTY_PAGE,
  gate,
  newClient,
  query,
  serve,
  withTokens,
  type Handler,
} from './loopback';

/** What the server is in the middle of when the request is cancelled. */
const moments: readonly {
  readonly name: string;
  readonly signIn: 'oauth' | 'token';
  readonly respond: (response: ServerResponse) => void;
}[] = [
  { name: 'waits for the head of the answer', signIn: 'token', respond: () => undefined },
  {
    name: 'reads the body',
    signIn: 'token',
    respond: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write(EMPTY_PAGE.slice(0, 20));
    },
  },
  { name: 'waits for a token', signIn: 'oauth', respond: () => undefined },
  {
    name: 'reads a token',
    signIn: 'oauth',
    respond: (response) => {
      response.write('{"data":');
    },
  },
];

test.each(moments)(
  'cancelled while it $name, a request closes its connection',
  async ({ signIn, respond }) => {
    const under = gate();
    const closed = gate();
    const origin = await serve((request, response) => {
      request.socket.once('close', () => closed.open());
      respond(response);
      under.open();
    });
    const { client, records } = newClient();
    const controller = new AbortController();
    const answer = client.page(connectionTo(origin, signIn), query, { signal: controller.signal });
    await under.opened;
    controller.abort();
    expect(await answer).toEqual({ kind: 'cancelled' });
    await closed.opened;
    expect(records).toEqual([]);
  },
);

test('cancelled while it waits for its turn, a request is never sent, and the others go on', async () => {
  const answerNow = gate();
  const asked: (string | undefined)[] = [];
  const first = gate();
  const origin = await serve((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://x').searchParams.get('offset') ?? undefined);
    first.open();
    void answerNow.opened.then(() => response.end(EMPTY_PAGE));
  });
  const { client } = newClient({ concurrentRequests: 1 });
  const connection = connectionTo(origin);
  const controller = new AbortController();
  const page = (offset: number, signal?: AbortSignal) =>
    client.page(connection, { ...query, offset }, { signal });
  const answers = [page(0), page(1, controller.signal), page(2)];
  await first.opened;
  controller.abort();
  expect(await answers[1]).toEqual({ kind: 'cancelled' });
  answerNow.open();
  expect((await answers[0])?.kind).toBe('page');
  expect((await answers[2])?.kind).toBe('page');
  expect(asked).toEqual(['0', '2']);
});

test('one who does not need the token any more does not take it from the others', async () => {
  const answerNow = gate();
  const asked = gate();
  const tokens = withTokens((_request, response) => response.end(EMPTY_PAGE));
  const handler: Handler = (request, response) => {
    asked.open();
    void answerNow.opened.then(() => tokens(request, response));
  };
  const { client } = newClient();
  const connection = connectionTo(await serve(handler), 'oauth');
  const controller = new AbortController();
  const given = client.page(connection, query, { signal: controller.signal });
  const kept = client.page(connection, query);
  await asked.opened;
  controller.abort();
  expect(await given).toEqual({ kind: 'cancelled' });
  answerNow.open();
  expect((await kept).kind).toBe('page');
  expect(tokens.given()).toBe(1);
});
