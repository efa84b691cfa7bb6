import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import type { Answer } from './answers';

/** Ways in which an answer does not get onto the wire whole. */
export type Delivery =
  /** Not a byte; the connection stays open. */
  | { readonly kind: 'never' }
  /** Status and headers, then nothing more. */
  | { readonly kind: 'headersOnly' }
  /** Half of the body that the headers announce; then the connection is closed. */
  | { readonly kind: 'cutShort' }
  /** Half of it; then the connection is reset. */
  | { readonly kind: 'reset' }
  /** One byte of the body at a time. */
  | { readonly kind: 'slowly'; readonly milliseconds: number }
  | { readonly kind: 'corruptGzip' }
  /** The body, then white space up to a size, made as it is read; compressed, it is small on the wire. */
  | { readonly kind: 'padded'; readonly bytes: number; readonly compressed: boolean };

/** Below this, compressing costs more than it saves. */
const COMPRESS_FROM_CHARACTERS = 8 * 1024;
/** Enough for whoever asked to read what came before. */
const READ_FIRST_MS = 20;
const PADDING = Buffer.alloc(64 * 1024, ' ');

const compress = promisify(gzip);

/** Writes an answer; resolves when what there is to write has been handed over. */
export async function deliver(
  answer: Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { delivery } = answer;
  if (delivery === undefined) return deliverWhole(answer, incoming, response);
  const body = Buffer.from(answer.body);
  const headers = { ...answer.headers, 'content-length': body.length };
  const half = body.subarray(0, Math.ceil(body.length / 2));
  switch (delivery.kind) {
    case 'never':
      return;
    case 'headersOnly':
      response.writeHead(answer.status, headers);
      response.flushHeaders();
      return;
    case 'cutShort':
      response.writeHead(answer.status, headers);
      response.write(half, () => response.socket?.end());
      return;
    case 'reset':
      response.writeHead(answer.status, headers);
      // who finds half a body and the reset at once takes it for an ordinary end
      response.write(half, () => setTimeout(() => setImmediate(reset, incoming), READ_FIRST_MS));
      return;
    case 'slowly':
      response.writeHead(answer.status, headers);
      drip(body, delivery.milliseconds, response);
      return;
    case 'corruptGzip': {
      const packed = corrupted(await compress(body));
      const encoding = { 'content-encoding': 'gzip', 'content-length': packed.length };
      response.writeHead(answer.status, { ...answer.headers, ...encoding });
      response.end(packed);
      return;
    }
    case 'padded':
      padded(answer, delivery, response);
      return;
  }
}

async function deliverWhole(
  answer: Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isCompressed =
    answer.body.length >= COMPRESS_FROM_CHARACTERS &&
    /\bgzip\b/.test(incoming.headers['accept-encoding'] ?? '');
  const body = isCompressed
    ? await compress(answer.body, { level: constants.Z_BEST_SPEED })
    : Buffer.from(answer.body);
  const encoding = isCompressed ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {};
  response.writeHead(answer.status, {
    ...answer.headers,
    ...encoding,
    'content-length': body.length,
  });
  response.end(body);
}

/** Over TLS there is nothing to reset but what is below it, which Node keeps to itself. */
function reset({ socket }: IncomingMessage): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

function drip(body: Buffer, milliseconds: number, response: ServerResponse): void {
  let sent = 0;
  const next = () => {
    response.write(body.subarray(sent, sent + 1));
    sent++;
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  };
  const timer = setInterval(next, milliseconds);
  response.on('close', () => clearInterval(timer));
}

/** Neither its middle nor its checksum is right any more; what stands before does unpack. */
function corrupted(packed: Buffer): Buffer {
  const damaged = Buffer.from(packed);
  for (const at of [damaged.length >> 1, damaged.length - 8])
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
  return damaged;
}

function padded(
  answer: Answer,
  { bytes, compressed }: Extract<Delivery, { kind: 'padded' }>,
  response: ServerResponse,
): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
  });
  const source = Readable.from(pieces(Buffer.from(answer.body), bytes), { objectMode: false });
  // whoever has had enough closes the connection; that is no failure of the sandbox
  const ended = () => undefined;
  if (compressed) pipeline(source, createGzip(), response, ended);
  else pipeline(source, response, ended);
}

function* pieces(start: Buffer, bytes: number): Generator<Buffer> {
  yield start;
  for (let left = bytes - start.length; left > 0; left -= PADDING.length)
    yield PADDING.subarray(0, Math.min(left, PADDING.length));
}
