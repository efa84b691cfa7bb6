import { certificateCheck } from './certificates';
import type { Connection } from './connection';
import { withoutSecrets } from './credentials';
import type { Exchange, RequestAsSent, SignInRequest } from './exchange';
import { queryPath, type ChildrenQuery } from './query';
import { withoutSecretValues } from './responseHeaders';
import type { NoReply, Reply } from './transport';

/** Sent with every request. Encodings are those that any other client can undo, too. */
const commonHeaders: RequestAsSent['headers'] = [
  ['Accept', 'application/json'],
  ['Accept-Encoding', 'gzip, deflate'],
  ['User-Agent', 'customer-hierarchy-inspector'],
];

/** The request that a query becomes, without sending it and without its secret. */
export function requestAsSent(connection: Connection, query: ChildrenQuery): RequestAsSent {
  return requestFor(connection, queryPath(query));
}

/** @param path with its query string, percent-encoded */
export function requestFor(connection: Connection, path: string): RequestAsSent {
  const certificates = certificateCheck(connection);
  return {
    method: 'GET',
    url: connection.origin + path,
    headers: commonHeaders,
    authentication: connection.signIn === 'basic' ? 'basic' : 'token',
    ...(certificates && { certificates }),
  };
}

/** The request for a token of a connection that signs in by OAuth. */
export function signInRequest(connection: Connection): SignInRequest {
  return {
    method: 'POST',
    url: `${connection.origin}/v3/oauth/token/generate`,
    headers: [...commonHeaders, ['Content-Type', 'application/json']],
  };
}

/** What was sent, and with which secrets. */
export interface Sending {
  readonly request: RequestAsSent;
  /** The request for a token, where that failed: it was made for the sake of `request`. */
  readonly signingIn?: SignInRequest;
  /** What must not appear in any value, should the server repeat it. */
  readonly secrets: () => readonly string[];
}

/** What is known of sending a request, from what came back; holds none of its secrets. */
export function exchangeOf(
  { request, signingIn, secrets }: Sending,
  outcome: Reply | NoReply,
): Exchange {
  const known = secrets();
  const { rawHeaders } = outcome;
  const { requestId, contentType } = headersWithout(outcome.headers, known);
  return {
    request,
    ...(signingIn && { signingIn }),
    startedAt: outcome.startedAt,
    durationMs: outcome.durationMs,
    status: outcome.status,
    requestId,
    contentType,
    sizeBytes: outcome.kind === 'reply' ? outcome.sizeBytes : undefined,
    ...(rawHeaders && { responseHeaders: withoutSecretValues(rawHeaders, known) }),
    ...(outcome.kind === 'reply' && outcome.notUtf8 && { notUtf8: outcome.notUtf8 }),
  };
}

/** The headers that are shown, without what a server may repeat in them. */
function headersWithout(
  headers: Reply['headers'] = {},
  secrets: readonly string[],
): Pick<Exchange, 'requestId' | 'contentType'> {
  const clean = (value: string | undefined) => value && withoutSecrets(value, secrets);
  return { requestId: clean(headers.requestId), contentType: clean(headers.contentType) };
}
