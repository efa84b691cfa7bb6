import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractReport } from '../../../src/api/contract';
import { prettyPrint } from '../../../src/api/json';
import { createHistory } from '../../../src/history/history';
import { connectionTo, newClient, query, serve } from './loopback';
import { answerWith, compact, rawValue, whiteSpace } from './rawJson';

const encodings = {
  identity: (body: Buffer) => body,
  gzip: (body: Buffer) => gzipSync(body),
  deflate: (body: Buffer) => deflateSync(body),
} as const;

/** As one of them arrives. */
async function arrived(encoding: string, packed: Buffer) {
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': encoding }).end(packed);
  });
  return newClient().client.page(connectionTo(origin), query);
}

/** Cuts anywhere, also inside a character. */
function chunksOf(body: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const at = cuts.map((cut) => Math.floor(cut * body.length)).sort((one, other) => one - other);
  return [...at, body.length].map((end, index) => body.subarray(at[index - 1] ?? 0, end));
}

/** Each chunk is one of its own on the wire: the next one follows when it has been handed over. */
async function send(response: ServerResponse, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) {
    if (chunk.length === 0) continue;
    await new Promise<void>((resolve) => response.write(chunk, () => setImmediate(resolve)));
  }
  response.end();
}

test('the text of an answer is what was sent, however it is cut and compressed, and so is what each door shows', async () => {
  let next: { readonly encoding: keyof typeof encodings; readonly chunks: readonly Buffer[] } = {
    encoding: 'identity',
    chunks: [],
  };
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': next.encoding });
    void send(response, next.chunks);
  });
  const { client, records } = newClient();
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.constantFrom('', '\ufeff'), whiteSpace, rawValue, whiteSpace),
      fc.constantFrom('identity', 'gzip', 'deflate'),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
      async ([mark, before, value, after], encoding, cuts) => {
        const text = mark + before + answerWith(value) + after;
        const bytes = Buffer.from(text);
        next = { encoding, chunks: chunksOf(encodings[encoding](bytes), cuts) };
        const answer = await client.page(connectionTo(origin), query);
        if (answer.kind !== 'page') throw new Error(answer.kind);
        expect(Buffer.from(answer.text).equals(bytes)).toBe(true);
        expect(answer.exchange.sizeBytes).toBe(bytes.length);
        expect(compact(prettyPrint(answer.text))).toBe(compact(text));
        // what the history keeps, opens and copies
        const record = records.at(-1);
        if (record === undefined) throw new Error('Nobody was told of the request.');
        const entry = createHistory({ entries: () => 1, textLength: 0 }).add(record, 0);
        expect(entry?.answer).toBe(answer);
        expect(entry?.json).toEqual({ text, pointer: '' });
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  // of servers that leave out the format's own frame
  ['deflate', deflateRawSync],
] as const)('is unpacked, whatever its size: %s', async (encoding, pack) => {
  // as text, that takes a third more than it takes packed; zeros take next to nothing
  const noise = [randomBytes(20), randomBytes(200_000), Buffer.alloc(3_000_000)];
  for (const bytes of noise) {
    const text = answerWith(`"${bytes.toString('base64')}"`);
    expect(await arrived(encoding, pack(Buffer.from(text)))).toMatchObject({
      kind: 'page',
      text,
      exchange: { sizeBytes: text.length },
    });
  }
});

test('a packed body without its end is as good as what there is of it', async () => {
  const text = answerWith('1');
  const packed = gzipSync(text);
  // the checksum and the length that come last
  expect(await arrived('gzip', packed.subarray(0, -8))).toMatchObject({ kind: 'page', text });
});

test('a packed body that is none is one of no customers', async () => {
  expect(await arrived('gzip', Buffer.alloc(0))).toMatchObject({ kind: 'notJson', text: '' });
});

test('a character that is cut in two between chunks arrives whole', async () => {
  const text = answerWith('"👩‍👩‍👧 नमस्ते 𝒳"');
  const body = Buffer.from(text);
  const origin = await serve((_request, response) => {
    // every byte by itself
    void send(
      response,
      [...body.keys()].map((at) => body.subarray(at, at + 1)),
    );
  });
  const answer = await newClient().client.page(connectionTo(origin), query);
  expect(answer).toMatchObject({ kind: 'page', text });
});

test('bytes that are no text are pointed out, and hide nothing else', async () => {
  const text = answerWith('"caf\u00e9"');
  const bytes = Buffer.from(text, 'utf8');
  // the é loses its second byte
  const damaged = Buffer.concat([
    bytes.subarray(0, bytes.indexOf(0xc3) + 1),
    bytes.subarray(bytes.indexOf(0xc3) + 2),
  ]);
  let body = bytes;
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
  });
  const { client } = newClient();
  const kinds = async () => {
    const answer = await client.page(connectionTo(origin), query);
    if (answer.kind !== 'page') throw new Error(answer.kind);
    expect(answer.text).toBe(body === bytes ? text : text.replace('\u00e9', '\ufffd'));
    return contractReport(answer).departures.map(({ kind }) => kind);
  };
  expect(await kinds()).not.toContain('notUtf8');
  body = damaged;
  expect(await kinds()).toContain('notUtf8');
});
