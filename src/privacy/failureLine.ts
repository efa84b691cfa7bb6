import { withoutIdentifier } from '../api/credentials';
import type { AnsweredRequest } from '../api/page';

/**
 * Why a request gave no page, as a log line, and what was asked except about whom. For example
 * `notFound 8015 for parentCustomer by mobile, limit 50, offset 0, request id 7f3a`. Undefined for a
 * page, for what the user cancelled, and for a test that found what it looked for: the line that the
 * client writes says all of it.
 */
export function failureLine({ query, answer, test }: AnsweredRequest): string | undefined {
  if (answer.kind === 'page' || answer.kind === 'cancelled') return undefined;
  if (test?.kind === 'works') return undefined;
  const code = 'issue' in answer ? answer.issue?.code : 'code' in answer ? answer.code : undefined;
  const requestId = 'exchange' in answer ? answer.exchange?.requestId : undefined;
  return [
    `${answer.kind}${code === undefined ? '' : ` ${code}`}`,
    ` for ${query.associationEntityType} by ${query.identifierType}`,
    `, limit ${query.limit}, offset ${query.offset}`,
    requestId === undefined
      ? ''
      : `, request id ${withoutIdentifier(requestId, query.identifierValue)}`,
  ].join('');
}
