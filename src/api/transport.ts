import { isUtf8 } from 'node:buffer';
import {
  Agent as HttpAgent,
  request as requestOverTcp,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as requestOverTls, type RequestOptions } from 'node:https';
import type { Readable } from 'node:stream';
import { Axios, AxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { readAuthorities } from './certificates';
import type { CertificateCheck } from './connection';
import { asObject, systemCode } from './thrown';
import type { Stopwatch } from './timings';
import { takePacking, TOO_LONG, unpacked, type Packing } from './unpacking';
import { watchRequest } from './requestPhases';

/** A request with everything that goes over the wire, its secret header too. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole request, from sent to the last byte; 0 or less means no limit. */
  readonly timeoutSeconds: number;
  /** Larger bodies (after decompression) are refused. */
  readonly maxMegabytes: number;
  /**
   * Takes the body of an answer that says yes, decompressed, piece by piece and whatever its size;
   * the text of the reply is empty then. What it throws ends the request.
   */
  readonly receive?: (bytes: Uint8Array) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Where the certificate of the host is not checked as usual. */
  readonly certificates?: CertificateCheck;
  /** Told what the request is doing. */
  readonly watch?: Stopwatch;
}

interface Timed {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Names and values in turn, as received; missing where none came. */
  readonly rawHeaders?: readonly string[];
}

/** What the server said, whatever its status. */
export interface Reply extends Timed {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: ReplyHeaders;
  /** The body, decompressed and decoded, and otherwise exactly as received. */
  readonly text: string;
  /** Bytes that UTF-8 does not have are U+FFFD in the text. */
  readonly notUtf8?: true;
  /** What the text was decoded from, where it was: the body, decompressed. */
  readonly bytes?: Buffer;
  /** Of the decompressed body, in bytes. */
  readonly sizeBytes: number;
}

/** The headers that somebody reads. */
interface ReplyHeaders {
  readonly requestId?: string;
  readonly contentType?: string;
  readonly location?: string;
  readonly retryAfter?: string;
  /** The server's clock. */
  readonly date?: string;
}

/** There is no (whole) answer; with status and headers when it got that far. */
export interface NoReply extends Timed {
  readonly kind: 'noReply';
  readonly reason: 'cancelled' | 'timeout' | 'tooLarge' | 'certificateAuthority' | 'system';
  /** The system's or OpenSSL's code, such as ECONNREFUSED; `CA_FILE_NOT_PEM`. */
  readonly code: string;
  readonly status?: number;
  readonly headers?: ReplyHeaders;
  /** Of the whole body, as it announced itself; missing where nobody knows by its headers. */
  readonly announcedBytes?: number;
}

/** An agent, and what to ask by, with options of TLS of their own. */
interface SecureWay {
  readonly kind: 'way';
  readonly agent: HttpsAgent;
  readonly request: Send;
}
/** Sends a request, and says when its answer begins. */
type Send = (
  options: RequestOptions,
  answered: (message: IncomingMessage) => void,
) => ClientRequest;
/** To axios, which goes through plain objects of what it is given, and copies them, this is a value. */
class AxiosTransport {
  constructor(readonly request: Send) {}
}
/** What ends a request, and who is told that its answer begins. */
interface Course {
  readonly signal: AbortSignal;
  readonly begun: (message: IncomingMessage) => void;
}
interface UnusableAuthority {
  readonly kind: 'unusable';
  readonly code: string;
}

const BYTES_PER_MEGABYTE = 1_000_000;
const LONGEST_TIMER = 2 ** 31 - 1;
/** A timer that fires this much too late was held up by a sleep of the computer, not by a server. */
const SLEEP_MS = 5000;

/**
 * Sends requests over connections that it keeps open. Goes through node's http and https, so that
 * VS Code's proxy and certificate settings apply; follows no redirect, since those would carry the
 * secret header along. What axios throws holds that header, and so never leaves this file.
 */
export class Transport {
  readonly #httpAgent = new HttpAgent({ keepAlive: true });
  readonly #httpsAgent = new HttpsAgent({ keepAlive: true });
  /** Those for one way each of checking certificates: no connection made unchecked serves another. */
  readonly #ownWays = new Map<string, SecureWay>();
  readonly #underWay = new Set<AbortController>();
  /** Without axios' own defaults: they are gone through for each request, and nothing here needs one. */
  readonly #axios = new Axios({
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    httpAgent: this.#httpAgent,
    httpsAgent: this.#httpsAgent,
    responseType: 'arraybuffer',
    transformRequest: [],
    transformResponse: [],
    decompress: true,
    validateStatus: null,
  });

  /** Never rejects. */
  async send(outgoing: Outgoing): Promise<Reply | NoReply> {
    const { signal } = outgoing;
    const startedAt = Date.now();
    const started = performance.now();
    const controller = new AbortController();
    let stoppedBy: 'cancelled' | 'timeout' | 'sleep' = 'cancelled';
    const cancel = () => controller.abort();
    const timer = startTimer(outgoing.timeoutSeconds, () => {
      const isOnTime = Date.now() - startedAt < outgoing.timeoutSeconds * 1000 + SLEEP_MS;
      stoppedBy = isOnTime ? 'timeout' : 'sleep';
      controller.abort();
    });
    signal?.addEventListener('abort', cancel, { once: true });
    this.#underWay.add(controller);
    let rawHeaders: readonly string[] | undefined;
    let announcedBytes: number | undefined;
    const timed = () => ({
      startedAt,
      durationMs: performance.now() - started,
      ...(rawHeaders && { rawHeaders }),
    });
    outgoing.watch?.begin('prepare');
    try {
      if (signal?.aborted) cancel();
      const way = await this.#secureWay(outgoing.certificates);
      if (way?.kind === 'unusable')
        return { kind: 'noReply', reason: 'certificateAuthority', code: way.code, ...timed() };
      const { receive } = outgoing;
      const course: Course = {
        signal: controller.signal,
        begun: (message) => {
          ({ rawHeaders } = message);
          announcedBytes = announced(message);
        },
      };
      const response = await (receive === undefined
        ? this.#request(outgoing, way, course)
        : this.#received(outgoing, way, receive, course));
      return { kind: 'reply', ...response, ...timed() };
    } catch (error) {
      const why = whyStopped(error, controller.signal.aborted ? stoppedBy : undefined);
      const size = announcedBytes === undefined ? {} : { announcedBytes };
      return { kind: 'noReply', ...why, ...partOf(error), ...size, ...timed() };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      this.#underWay.delete(controller);
    }
  }

  dispose(): void {
    for (const controller of this.#underWay) controller.abort();
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
    for (const { agent } of this.#ownWays.values()) agent.destroy();
  }

  /** Reads the file of authorities each time, so that a corrected one counts at once. */
  async #secureWay(
    check: CertificateCheck = {},
  ): Promise<SecureWay | UnusableAuthority | undefined> {
    const { certificateAuthorityFile: file, verifyCertificate } = check;
    if (verifyCertificate === false) return this.#ownWay({ rejectUnauthorized: false });
    if (file === undefined) return undefined;
    const read = await readAuthorities(file);
    return read.kind === 'unusable' ? read : this.#ownWay({ ca: read.pem });
  }

  #ownWay(options: Pick<RequestOptions, 'ca' | 'rejectUnauthorized'>): SecureWay {
    const key = JSON.stringify(options);
    const known = this.#ownWays.get(key);
    if (known !== undefined) return known;
    const agent = new HttpsAgent({ keepAlive: true, ...options });
    // VS Code puts an agent of its own in the place of this one where a proxy may be needed
    const request: Send = (given, answered) => requestOverTls({ ...given, ...options }, answered);
    const way: SecureWay = { kind: 'way', agent, request };
    this.#ownWays.set(key, way);
    return way;
  }

  async #request(outgoing: Outgoing, way: SecureWay | undefined, course: Course) {
    const body: { packing?: Packing | undefined } = {};
    const begun = (message: IncomingMessage) => {
      course.begun(message);
      body.packing = takePacking(message);
    };
    const response = await this.#answered<Buffer>(outgoing, way, { ...course, begun });
    const { packing } = body;
    if (packing === undefined) return read(response, response.data);
    const most = outgoing.maxMegabytes * BYTES_PER_MEGABYTE;
    const bytes = await unpacked(response.data, packing, most).catch((error: unknown) => {
      // with the status and the headers, as any other error of an answer
      throw AxiosError.from(error, undefined, undefined, response.request, response);
    });
    course.signal.throwIfAborted();
    return read(response, bytes);
  }

  /** What says no is read as usual: it is short. */
  async #received(
    outgoing: Outgoing,
    way: SecureWay | undefined,
    receive: (bytes: Uint8Array) => Promise<void>,
    course: Course,
  ) {
    const response = await this.#answered<Readable>(outgoing, way, course, {
      responseType: 'stream',
      maxContentLength: -1,
    });
    const { status, headers, data: body } = response;
    const isWanted = status >= 200 && status < 300;
    const most = outgoing.maxMegabytes * BYTES_PER_MEGABYTE;
    const kept: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      sizeBytes += piece.length;
      if (isWanted) await receive(piece);
      else if (sizeBytes <= most) kept.push(piece);
    }
    const text = Buffer.concat(kept).toString('utf8');
    return { status, headers: readHeaders(headers), text, sizeBytes };
  }

  async #answered<Body>(
    outgoing: Outgoing,
    way: SecureWay | undefined,
    course: Course,
    more: AxiosRequestConfig = {},
  ): Promise<AxiosResponse<Body>> {
    const { signal } = course;
    const isSecure = outgoing.url.startsWith('https:');
    const send: Send = way?.request ?? (isSecure ? requestOverTls : requestOverTcp);
    const request: Send = (options, answered) => {
      const made = send(options, (message) => {
        outgoing.watch?.begin('body');
        course.begun(message);
        answered(message);
      });
      if (outgoing.watch) watchRequest(made, isSecure, outgoing.watch);
      return made;
    };
    const config: AxiosRequestConfig = {
      method: outgoing.method,
      url: outgoing.url,
      headers: outgoing.headers,
      data: outgoing.body,
      maxContentLength: outgoing.maxMegabytes * BYTES_PER_MEGABYTE,
      signal,
      transport: new AxiosTransport(request),
      ...(way && { httpsAgent: way.agent }),
      ...more,
    };
    try {
      return await this.#axios.request<Body>(config);
    } catch (error) {
      // the server closed a kept connection just as it was used again: nobody read this request
      if (signal.aborted || !isStaleConnection(error)) throw error;
      outgoing.watch?.begin('prepare');
      // after a sleep, or a restart of the server, the other kept ones are as dead
      const fresh = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };
      return this.#axios.request<Body>({ ...config, ...fresh });
    }
  }
}

/**
 * How long the body is going to be: node reads no more of it, and no less without an error. Where it is
 * compressed, the header counts other bytes than those that would be shown.
 */
function announced({ headers }: IncomingMessage): number | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  const length = headers['content-length'] ?? '';
  if (encoding.toLowerCase() !== 'identity' || !/^\d{1,15}$/.test(length)) return undefined;
  return Number(length);
}

function startTimer(seconds: number, elapsed: () => void): NodeJS.Timeout | undefined {
  if (!(seconds > 0)) return undefined;
  return setTimeout(elapsed, Math.min(seconds * 1000, LONGEST_TIMER));
}

/** Several times as fast as a buffer's own decoding in later versions of Node, and no slower in earlier ones. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function read({ status, headers }: AxiosResponse, bytes: Buffer) {
  return {
    status,
    headers: readHeaders(headers),
    text: decoder.decode(bytes),
    ...(isUtf8(bytes) ? { bytes } : { notUtf8: true as const }),
    sizeBytes: bytes.length,
  };
}

function readHeaders(headers: Readonly<Record<string, unknown>>): ReplyHeaders {
  return {
    requestId: headerText(headers['x-cap-requestid']),
    contentType: headerText(headers['content-type']),
    location: headerText(headers.location),
    retryAfter: headerText(headers['retry-after']),
    date: headerText(headers.date),
  };
}

function headerText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function whyStopped(
  error: unknown,
  stoppedBy: 'cancelled' | 'timeout' | 'sleep' | undefined,
): Pick<NoReply, 'reason' | 'code'> {
  // a connection does not outlive a sleep, whether or not the system has noticed by now
  if (stoppedBy === 'sleep') return { reason: 'system', code: 'ECONNRESET' };
  const code = systemCode(error);
  if (stoppedBy !== undefined) return { reason: stoppedBy, code };
  const message = asObject(error)?.message;
  const isTooLarge =
    code === TOO_LONG || (typeof message === 'string' && message.startsWith('maxContentLength'));
  return { reason: isTooLarge ? 'tooLarge' : 'system', code };
}

function isStaleConnection(error: unknown): boolean {
  const request = asObject(asObject(error)?.request);
  const code = systemCode(error);
  return (
    request?.reusedSocket === true &&
    asObject(request.res) === undefined &&
    (code === 'ECONNRESET' || code === 'EPIPE')
  );
}

/** Status and headers of an answer whose body did not arrive whole. */
function partOf(error: unknown): { status?: number; headers?: ReplyHeaders } {
  const response = asObject(asObject(asObject(error)?.request)?.res);
  if (typeof response?.statusCode !== 'number') return {};
  return {
    status: response.statusCode,
    headers: readHeaders(asObject(response.headers) ?? {}),
  };
}
