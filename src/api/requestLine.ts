import { withoutIdentifier, withoutSecrets } from './credentials';
import type { RequestAsSent, SignInRequest } from './exchange';
import type { NoReply, Reply } from './transport';

/**
 * What came of a request, as a log line: for example
 * `GET https://eu.api.capillarytech.com/v2/customers/bulk: 200, 512 bytes, 93 ms, request id 7f3a`.
 * Without the query string, which names people, and without what the server repeats in its header.
 *
 * @param identifierValue that was asked by
 */
export function requestLine(
  { method, url }: RequestAsSent | SignInRequest,
  outcome: Reply | NoReply,
  secrets: readonly string[],
  identifierValue = '',
): string {
  const { origin, pathname } = new URL(url);
  const duration = `${Math.round(outcome.durationMs)} ms`;
  const result =
    outcome.kind === 'reply'
      ? `${outcome.status}, ${outcome.sizeBytes} bytes`
      : `no answer (${outcome.reason === 'system' ? outcome.code : outcome.reason})`;
  const requestId = outcome.headers?.requestId;
  const id = requestId && withoutIdentifier(withoutSecrets(requestId, secrets), identifierValue);
  return `${method} ${origin}${pathname}: ${result}, ${duration}${id ? `, request id ${id}` : ''}`;
}
