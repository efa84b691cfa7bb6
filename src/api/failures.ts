import { withoutSecrets } from './credentials';
import type { JsonValue } from './customer';
import type { ApiError, ApiIssue } from './errors';
import { isJsonObject } from './exactJson';
import { firstError, readIssues } from './issues';
import type { QueryProblem } from './query';
import { jsonWithoutSecrets } from './repeatedSecrets';
import { exchangeOf, type Sending } from './request';
import { systemCode } from './thrown';
import type { Timings } from './timings';
import type { NoReply, Reply } from './transport';

/*
 * The one place that makes `ApiError`s: out of what never was sent, of what got no answer, and of
 * answers that say no.
 */

/** What a failure is about. */
export interface Attempt extends Sending {
  readonly timeoutSeconds: number;
  readonly maxMegabytes: number;
  /** Where the time went up to now; a page has it, since nothing is added to one that is made. */
  readonly timings?: () => Timings;
}

type AnsweredKind = Extract<ApiError, { text: string }>['kind'];

export function cancelled(): ApiError {
  return { kind: 'cancelled' };
}

export function invalidQuery(problems: readonly QueryProblem[]): ApiError {
  return { kind: 'invalidQuery', problems };
}

export function notSignedIn(): ApiError {
  return { kind: 'notSignedIn' };
}

export function secretsUnreadable(error: unknown): ApiError {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'secretsUnreadable', message };
}

/** A failure that nothing foresaw, on this side of the wire. */
export function unforeseen(error: unknown): ApiError {
  return { kind: 'unreachable', cause: 'network', code: systemCode(error) };
}

/** There was no whole answer. */
export function unanswered(outcome: NoReply, attempt: Attempt): ApiError {
  const exchange = exchangeOf(attempt, outcome);
  const { code } = outcome;
  switch (outcome.reason) {
    case 'cancelled':
      return cancelled();
    case 'timeout':
      return { kind: 'timeout', seconds: attempt.timeoutSeconds, exchange };
    case 'tooLarge': {
      const { announcedBytes: sizeBytes } = outcome;
      const size = sizeBytes === undefined ? {} : { sizeBytes };
      return { kind: 'tooLarge', limitMegabytes: attempt.maxMegabytes, ...size, exchange };
    }
    case 'certificateAuthority': {
      const certificateAuthorityFile = attempt.request.certificates?.certificateAuthorityFile ?? '';
      return { kind: 'tls', code, certificateAuthorityFile, exchange };
    }
    case 'system':
      return isTlsCode(code)
        ? { kind: 'tls', code, exchange }
        : { kind: 'unreachable', cause: causeOf(code), code, exchange };
  }
}

/** The answer says no, or says nothing that can be shown as customers (or as a token). */
export function refused(reply: Reply, body: JsonValue | undefined, attempt: Attempt): ApiError {
  const issues = isJsonObject(body) ? readIssues(body) : [];
  const found = firstError(issues) ?? issues.find(({ severity }) => severity === 'error');
  const secrets = attempt.secrets();
  const issue = found && issueWithout(found, secrets);
  const answered = {
    exchange: exchangeOf(attempt, reply),
    ...(issue ? { issue } : {}),
    text: errorText(reply, body, issue, attempt.signingIn !== undefined, secrets),
  };
  const kind = kindOf(reply, body, issue, attempt.signingIn !== undefined);
  switch (kind) {
    case 'redirected':
      return { kind, location: withoutSecrets(reply.headers.location ?? '', secrets), ...answered };
    case 'signInRefused':
      return { kind, expired: isExpired(reply, issue), ...answered };
    case 'rateLimited': {
      const retryAfterSeconds = retryAfter(reply.headers);
      return {
        kind,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...answered,
      };
    }
    default:
      return { kind, ...answered };
  }
}

/** Codes of the API's own that mean the same whatever the HTTP status is (400 and 200 both occur). */
const KINDS_BY_CODE: ReadonlyMap<number, AnsweredKind> = new Map([
  [401, 'signInRefused'],
  [498, 'signInRefused'],
  [4000, 'forbidden'],
  [429, 'rateLimited'],
  [461, 'serverFailed'],
  [500, 'serverFailed'],
  [502, 'serverFailed'],
  [503, 'serverFailed'],
  [504, 'serverFailed'],
  [521, 'serverFailed'],
  [4001, 'serverFailed'],
  ...[8013, 8015, 8065, 8069, 8109, 1625, 1703, 1704, 1705, 1708].map(
    (code) => [code, 'notFound'] as const,
  ),
  ...[8003, 8011, 8012, 8045, 1609, 1610, 1615, 1616, 1060].map(
    (code) => [code, 'rejected'] as const,
  ),
]);

function kindOf(
  reply: Reply,
  body: JsonValue | undefined,
  issue: ApiIssue | undefined,
  isSigningIn: boolean,
): AnsweredKind {
  const { status } = reply;
  if (status >= 300 && status < 400) return 'redirected';
  const byCode = issue?.code === undefined ? undefined : kindOfCode(issue.code, issue);
  if (isSigningIn) return signInKind(status, byCode, body, issue);
  return byCode ?? kindOfStatus(status, reply.text, body) ?? shapeKind(status, body, issue);
}

function kindOfCode(code: number, { message }: ApiIssue): AnsweredKind | undefined {
  // 403 in a body is also "Mandatory field is missing. Field {x} is mandatory"
  if (code === 403) return /mandatory/i.test(message ?? '') ? 'rejected' : 'forbidden';
  return KINDS_BY_CODE.get(code);
}

function kindOfStatus(
  status: number,
  text: string,
  body: JsonValue | undefined,
): AnsweredKind | undefined {
  if (status === 401 || status === 498) return 'signInRefused';
  if (status === 429) return 'rateLimited';
  if (status >= 500) return 'serverFailed';
  // a page of HTML with status 403 comes from a CDN or a proxy, not from the API
  if (status === 403 && (body !== undefined || text.trim() === '')) return 'forbidden';
  return undefined;
}

function shapeKind(
  status: number,
  body: JsonValue | undefined,
  issue: ApiIssue | undefined,
): AnsweredKind {
  if (body === undefined) return 'notJson';
  return issue === undefined && status < 400 ? 'unexpectedShape' : 'rejected';
}

/** The token endpoint has codes of its own (320001): any no of it is about the credentials. */
function signInKind(
  status: number,
  byCode: AnsweredKind | undefined,
  body: JsonValue | undefined,
  issue: ApiIssue | undefined,
): AnsweredKind {
  if (status === 429 || byCode === 'rateLimited') return 'rateLimited';
  if (status === 401 || status === 498) return 'signInRefused';
  if (status >= 500 || byCode === 'serverFailed') return 'serverFailed';
  if (body === undefined) return 'notJson';
  if (status === 404 || status === 405) return 'rejected';
  return issue === undefined && status < 400 ? 'unexpectedShape' : 'signInRefused';
}

function isExpired(reply: Reply, issue: ApiIssue | undefined): boolean {
  return reply.status === 498 || issue?.code === 498 || /expired/i.test(issue?.message ?? '');
}

/** `Retry-After`: seconds, or a date, which is one of the server's clock, as `Date` is. */
function retryAfter({ retryAfter: value, date }: Reply['headers']): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(date ?? '');
  const now = Number.isNaN(serverNow) ? Date.now() : serverNow;
  return Math.max(0, Math.ceil((until - now) / 1000));
}

function causeOf(code: string): Extract<ApiError, { kind: 'unreachable' }>['cause'] {
  // zlib's codes
  if (code.startsWith('Z_')) return 'damaged';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
    case 'EAI_NODATA':
    case 'ENODATA':
      return 'unknownHost';
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return 'reset';
    default:
      return 'network';
  }
}

/** OpenSSL's reasons to refuse a certificate have no prefix in common. */
function isTlsCode(code: string): boolean {
  return /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_CERT_|ERROR_IN_CRL_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|EPROTO$)/.test(
    code,
  );
}

/** The body as received; nothing of what the token endpoint said without an error: it may hold a token. */
function errorText(
  { status, text }: Reply,
  body: JsonValue | undefined,
  issue: ApiIssue | undefined,
  isSigningIn: boolean,
  secrets: readonly string[],
): string {
  if (isSigningIn && status < 300 && issue === undefined) return '';
  return body === undefined ? withoutSecrets(text, secrets) : jsonWithoutSecrets(text, secrets);
}

function issueWithout(issue: ApiIssue, secrets: readonly string[]): ApiIssue {
  return issue.message === undefined
    ? issue
    : { ...issue, message: withoutSecrets(issue.message, secrets) };
}
