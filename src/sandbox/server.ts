import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { problemAnswer, type Answer, type ApiRequest } from './answers';
import type { Certificates } from './certificates';
import { deliver } from './delivery';
import type { BadCertificate } from './fault';

/** The API takes small JSON bodies; more than this is refused. */
const MAXIMUM_BODY_BYTES = 64 * 1024;
/** Longer than clients keep idle sockets, so that none is closed just as it is used again. */
const KEEP_ALIVE_MS = 65_000;
/** First byte of a TLS handshake; no method of HTTP begins with it. */
const TLS_HANDSHAKE = 0x16;

/** What the server needs in order to speak https too. */
export interface SecureDoors {
  readonly certificates: Certificates;
  /** The certificate to show to who connects now. */
  readonly certificate: () => BadCertificate | 'good';
}

/**
 * A server that reads requests whole, has them answered, and writes the answers. Its one port speaks
 * http, and https to whoever begins with a TLS handshake.
 */
export class ApiServer {
  readonly #plain: Server;
  readonly #front = createSocketServer((socket) => this.#connected(socket));
  readonly #sockets = new Set<Socket>();
  readonly #secureSockets = new Set<Socket>();
  #secure: { readonly server: SecureServer; shows: BadCertificate | 'good' } | undefined;

  constructor(
    private readonly handle: (request: ApiRequest) => Answer,
    private readonly doors: SecureDoors,
  ) {
    this.#plain = createServer((incoming, response) => this.#answer(incoming, response));
    this.#plain.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  /**
   * Listens on 127.0.0.1.
   * @returns the port
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#front.once('error', reject);
      this.#front.listen(port, '127.0.0.1', resolve);
    });
    return (this.#front.address() as AddressInfo).port;
  }

  /** Open connections. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Ends connections that saw another certificate: a kept one would never see the new one. */
  certificateChanged(): void {
    if (this.#secure?.shows === this.doors.certificate()) return;
    for (const socket of this.#secureSockets) socket.destroy();
  }

  /** Stops listening and ends all connections at once. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#front.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // a connection that breaks is nothing unusual; who reads it learns of it
    socket.on('error', () => socket.destroy());
    const look = () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) {
        // woken by the end alone
        if (socket.readableEnded || socket.destroyed) socket.destroy();
        else socket.once('readable', look);
        return;
      }
      socket.unshift(first);
      if (first[0] === TLS_HANDSHAKE) this.#secured(socket);
      else this.#plain.emit('connection', socket);
    };
    socket.once('readable', look);
  }

  #secured(socket: Socket): void {
    this.#secureSockets.add(socket);
    socket.on('close', () => this.#secureSockets.delete(socket));
    this.#secureServer().emit('connection', socket);
  }

  #secureServer(): SecureServer {
    const { certificates, certificate } = this.doors;
    const shows = certificate();
    if (this.#secure === undefined) {
      const server = createSecureServer(certificates.certificate(shows), (incoming, response) =>
        this.#answer(incoming, response),
      );
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      this.#secure = { server, shows };
    } else if (this.#secure.shows !== shows) {
      this.#secure.server.setSecureContext(certificates.certificate(shows));
      this.#secure.shows = shows;
    }
    return this.#secure.server;
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    answerOne(this.handle, incoming, response).catch(() => incoming.destroy());
  }
}

async function answerOne(
  handle: (request: ApiRequest) => Answer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const answer = request.kind === 'request' ? answerTo(handle, request.value) : request.answer;
  await deliver(answer, incoming, response);
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
