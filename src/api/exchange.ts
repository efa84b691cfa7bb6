import type { CertificateCheck } from './connection';
import type { ApiError } from './errors';
import type { ResponseHeader } from './responseHeaders';
import type { Timings } from './timings';

/** One request as it was sent, without its secret: history, snippets and the Request tab read this. */
export interface RequestAsSent {
  readonly method: 'GET';
  /** Absolute URL, percent-encoded. */
  readonly url: string;
  /** Headers that hold no secret, in the order sent; without Host and Connection. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The header that held the secret: a token (`X-CAP-API-OAUTH-TOKEN`) or Basic (`Authorization`). */
  readonly authentication: 'token' | 'basic';
  /** How the host's certificate was checked, where not as usual. */
  readonly certificates?: CertificateCheck;
}

/** A request for a token as it was sent, without its body: that is the key and its secret. */
export interface SignInRequest {
  readonly method: 'POST';
  /** Absolute URL. */
  readonly url: string;
  readonly headers: RequestAsSent['headers'];
}

/** A try that failed in a way that may pass, after which the request was made again. */
export interface EarlierTry {
  /** When it was sent, in milliseconds since 1970; missing where it never was. */
  readonly startedAt?: number;
  readonly durationMs?: number;
  readonly error: ApiError['kind'];
  readonly status?: number;
  /** The API's own code (461), or the system's (ECONNRESET). */
  readonly code?: string;
  readonly requestId?: string;
  /** From its end to the next try, in milliseconds. */
  readonly waitedMs: number;
}

/** What is known of one exchange with the server; fields are missing when it did not get that far. */
export interface Exchange {
  readonly request: RequestAsSent;
  /**
   * Present when signing in failed: what follows is then about asking the host for a token by this
   * request, and `request` itself was not sent.
   */
  readonly signingIn?: SignInRequest;
  /** How often it was sent, where it was more than once; the rest is about the last time. */
  readonly tries?: number;
  /** Those before the last one, the first of them first. */
  readonly earlierTries?: readonly EarlierTry[];
  /** Where the time of the last try went. */
  readonly timings?: Timings;
  /** When it was sent, in milliseconds since 1970. */
  readonly startedAt: number;
  /** From sent to whole answer (or failure), in milliseconds. */
  readonly durationMs: number;
  readonly status?: number;
  /** `X-Cap-Requestid`: what the platform's support asks for. */
  readonly requestId?: string;
  readonly contentType?: string;
  /** As received, in their order, without what is secret in them. */
  readonly responseHeaders?: readonly ResponseHeader[];
  /** The body had bytes that UTF-8 does not have: they are U+FFFD in the text. */
  readonly notUtf8?: true;
  /** The body of a page repeated what signed the request: it is taken out of the text. */
  readonly repeatedSecret?: true;
  /** Size of the answer's body after decompression, in bytes. */
  readonly sizeBytes?: number;
}
