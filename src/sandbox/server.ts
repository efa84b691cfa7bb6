import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { problemAnswer, type Answer, type ApiRequest } from './answers';

/** The API takes one small JSON body, the token's; more than this is refused. */
const MAXIMUM_BODY_BYTES = 64 * 1024;
/** Below this, compressing costs more than it saves. */
const COMPRESS_FROM_CHARACTERS = 8 * 1024;

const compress = promisify(gzip);

/** A server that reads requests whole, has them answered, and writes the answers. */
export function createApiServer(handle: (request: ApiRequest) => Answer): Server {
  const server = createServer((incoming, response) => {
    answerOne(handle, incoming, response).catch(() => incoming.destroy());
  });
  // longer than clients keep idle sockets, so that none is closed just as it is used again
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answerOne(
  handle: (request: ApiRequest) => Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const answer = request.kind === 'request' ? answerTo(handle, request.value) : request.answer;
  await write(answer, incoming, response);
}

/** A fault of the sandbox itself is told, as the API tells its own, and ends nothing. */
function answerTo(handle: (request: ApiRequest) => Answer, request: ApiRequest): Answer {
  try {
    return handle(request);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problemAnswer(500, { code: 500, message: `The sandbox failed: ${reason}` });
  }
}

type ReadRequest =
  | { readonly kind: 'request'; readonly value: ApiRequest }
  | { readonly kind: 'refused'; readonly answer: Answer };

async function readRequest(incoming: IncomingMessage): Promise<ReadRequest> {
  const { method = 'GET', url = '/', headers } = incoming;
  const [, path = '/', search = ''] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BODY_BYTES) {
      const answer = problemAnswer(413, { code: 413, message: 'The request body is too large' });
      return {
        kind: 'refused',
        answer: { ...answer, headers: { ...answer.headers, connection: 'close' } },
      };
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString();
  const query = new URLSearchParams(search);
  return { kind: 'request', value: { method, path, query, headers, body } };
}

async function write(
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
