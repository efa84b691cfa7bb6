import type { AnsweredRequest } from '../api/page';
import { maskingWhile } from '../privacy/masking';
import type { RequestMade } from './extensionApi';

/** What other extensions are told of a request; undefined where none was made. */
export function requestMade(
  { connection, answer, background = false }: AnsweredRequest,
  isMasked: boolean,
): RequestMade | undefined {
  const exchange = 'exchange' in answer ? answer.exchange : undefined;
  if (exchange === undefined) return undefined;
  const { request, signingIn, startedAt, durationMs, status, sizeBytes, requestId } = maskingWhile(
    () => isMasked,
  ).exchange(exchange);
  const { method, url } = signingIn ?? request;
  return {
    connectionId: connection.id,
    connectionName: connection.name,
    method,
    url,
    isMasked,
    startedAt,
    durationMs,
    ...(status !== undefined && { status }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(requestId !== undefined && { requestId }),
    ...(answer.kind === 'page' ? { rows: answer.customers.length } : { failure: answer.kind }),
    isBackground: background,
  };
}
