import type { AnsweredRequest } from '../api/page';

/**
 * A request as a log line: method, host, path and what was asked for except whom, then how it
 * ended. For example `GET eu.api.capillarytech.com/v2/customers/bulk parentCustomer by mobile,
 * limit 50, offset 0: 200 page, 34 ms, 12345 bytes, 12 rows, request id 7f3a`.
 */
export function requestLine({ connection, query, answer }: AnsweredRequest): string {
  const exchange = 'exchange' in answer ? answer.exchange : undefined;
  const code = 'issue' in answer ? answer.issue?.code : 'code' in answer ? answer.code : undefined;
  const asked = [
    `${query.associationEntityType} by ${query.identifierType}`,
    `limit ${query.limit}`,
    `offset ${query.offset}`,
  ];
  const ended = [
    [exchange?.status, answer.kind, code].filter((part) => part !== undefined).join(' '),
    ...(exchange === undefined ? [] : [`${Math.round(exchange.durationMs)} ms`]),
    ...(exchange?.sizeBytes === undefined ? [] : [`${exchange.sizeBytes} bytes`]),
    ...(answer.kind === 'page' ? [`${answer.customers.length} rows`] : []),
    ...(exchange?.requestId === undefined ? [] : [`request id ${exchange.requestId}`]),
  ];
  const address = `${connection.origin.replace(/^\w+:\/\//, '')}/v2/customers/bulk`;
  return `GET ${address} ${asked.join(', ')}: ${ended.join(', ')}`;
}
