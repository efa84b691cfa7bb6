import { isUtf8 } from 'node:buffer';
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestOverTls, type RequestOptions } from 'node:https';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { readAuthorities } from './certificates';
import type { CertificateCheck } from './connection';
import { asObject, systemCode } from './thrown';

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
  readonly signal?: AbortSignal;
  /** Where the certificate of the host is not checked as usual. */
  readonly certificates?: CertificateCheck;
}

interface Timed {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
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
}

/** An agent, and what to ask by, with options of TLS of their own. */
interface SecureWay {
  readonly kind: 'way';
  readonly agent: HttpsAgent;
  readonly transport: {
    request(options: RequestOptions, answered: (message: IncomingMessage) => void): ClientRequest;
  };
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
  readonly #axios = axios.create({
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
    const timed = () => ({ startedAt, durationMs: performance.now() - started });
    try {
      if (signal?.aborted) cancel();
      const way = await this.#secureWay(outgoing.certificates);
      if (way?.kind === 'unusable')
        return { kind: 'noReply', reason: 'certificateAuthority', code: way.code, ...timed() };
      const response = await this.#request(outgoing, way, controller.signal);
      return { kind: 'reply', ...read(response), ...timed() };
    } catch (error) {
      const why = whyStopped(error, controller.signal.aborted ? stoppedBy : undefined);
      return { kind: 'noReply', ...why, ...partOf(error), ...timed() };
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
    const request: SecureWay['transport']['request'] = (given, answered) =>
      requestOverTls({ ...given, ...options }, answered);
    const way: SecureWay = { kind: 'way', agent, transport: { request } };
    this.#ownWays.set(key, way);
    return way;
  }

  async #request(
    outgoing: Outgoing,
    way: SecureWay | undefined,
    signal: AbortSignal,
  ): Promise<AxiosResponse<Buffer>> {
    const config: AxiosRequestConfig = {
      method: outgoing.method,
      url: outgoing.url,
      headers: outgoing.headers,
      data: outgoing.body,
      maxContentLength: outgoing.maxMegabytes * BYTES_PER_MEGABYTE,
      signal,
      ...(way && { httpsAgent: way.agent, transport: way.transport }),
    };
    try {
      return await this.#axios.request<Buffer>(config);
    } catch (error) {
      // the server closed a kept connection just as it was used again: nobody read this request
      if (signal.aborted || !isStaleConnection(error)) throw error;
      // after a sleep, or a restart of the server, the other kept ones are as dead
      const fresh = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };
      return this.#axios.request<Buffer>({ ...config, ...fresh });
    }
  }
}

function startTimer(seconds: number, elapsed: () => void): NodeJS.Timeout | undefined {
  if (!(seconds > 0)) return undefined;
  return setTimeout(elapsed, Math.min(seconds * 1000, LONGEST_TIMER));
}

function read(response: AxiosResponse<Buffer>) {
  return {
    status: response.status,
    headers: readHeaders(response.headers),
    text: response.data.toString('utf8'),
    ...(!isUtf8(response.data) && { notUtf8: true as const }),
    sizeBytes: response.data.length,
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
  const isTooLarge = typeof message === 'string' && message.startsWith('maxContentLength');
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
