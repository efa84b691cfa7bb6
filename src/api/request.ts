import { certificateCheck } from './certificates';
import type { Connection } from './connection';
import type { Exchange, RequestAsSent } from './exchange';
import { queryPath, type ChildrenQuery } from './query';
import type { NoReply, Reply } from './transport';

/** Sent with every request. Encodings are those that any other client can undo, too. */
export const commonHeaders: RequestAsSent['headers'] = [
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

/** What is known of sending a request, from what came back. */
export function exchangeOf(
  request: RequestAsSent,
  outcome: Reply | NoReply,
  isSigningIn: boolean,
): Exchange {
  return {
    request,
    ...(isSigningIn ? { signingIn: true } : {}),
    startedAt: outcome.startedAt,
    durationMs: outcome.durationMs,
    status: outcome.status,
    requestId: outcome.headers?.requestId,
    contentType: outcome.headers?.contentType,
    sizeBytes: outcome.kind === 'reply' ? outcome.sizeBytes : undefined,
  };
}
