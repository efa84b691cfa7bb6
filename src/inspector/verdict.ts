import type { Connection } from '../api/connection';
import { identifierHint } from '../api/identifiers';
import { queryPath, type ChildrenQuery } from '../api/query';
import type { Masking } from '../privacy/masking';
import { fieldProblems, requestOf } from './fields';
import { isBrokenShape } from './shownFields';
import { missingConnectionSentence } from './views';
import type { FieldName, FieldProblem, FormFields, Verdict } from './wire';
import { brokenShapeSentence, unseenSentence } from './words';

/** What is to be said of a form as it stands, before it is run. */
export function verdictOf(
  draft: number,
  fields: FormFields,
  connection: Connection | undefined,
  masking: Masking,
): Verdict {
  const { query } = requestOf(fields);
  const isMissing = connection === undefined && fields.connectionId !== '';
  const problems: readonly FieldProblem[] = [
    ...(isMissing ? [error('connectionId', missingConnectionSentence())] : []),
    ...(isBrokenShape(fields) ? [error('identifierValue', brokenShapeSentence())] : []),
    ...fieldProblems(fields, (shown) => unseenSentence(masking.value(shown))),
  ];
  return {
    draft,
    ...(isSendable(query) && {
      url: masking.url(`${connection?.origin ?? ''}${queryPath(query)}`),
    }),
    problems,
    identifierHint: identifierHint(query.identifierType),
  };
}

function error(field: FieldName, reason: string): FieldProblem {
  return { field, reason, severity: 'error' };
}

function isSendable({ limit, offset }: ChildrenQuery): boolean {
  return Number.isSafeInteger(limit) && Number.isSafeInteger(offset);
}
