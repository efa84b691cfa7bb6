import { certificateCheck } from './certificates';
import type { Connection } from './connection';
import type { Exchange, RequestAsSent, SignInRequest } from './exchange';
import type { Attempt } from './failures';
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
  const certificates = certificateCheck(connection);
  return {
    method: 'GET',
    url: connection.origin + queryPath(query),
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

/** What is known of sending a request, from what came back; holds none of the attempt's secrets. */
export function exchangeOf(
  { request, signingIn, secrets }: Pick<Attempt, 'request' | 'signingIn' | 'secrets'>,
  outcome: Reply | NoReply,
): Exchange {
  const { rawHeaders } = outcome;
  return {
    request,
    ...(signingIn && { signingIn }),
    startedAt: outcome.startedAt,
    durationMs: outcome.durationMs,
    status: outcome.status,
    requestId: outcome.headers?.requestId,
    contentType: outcome.headers?.contentType,
    sizeBytes: outcome.kind === 'reply' ? outcome.sizeBytes : undefined,
    ...(rawHeaders && { responseHeaders: withoutSecretValues(rawHeaders, secrets) }),
    ...(outcome.kind === 'reply' && outcome.notUtf8 && { notUtf8: outcome.notUtf8 }),
  };
}
