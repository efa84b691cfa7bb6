import { identifierProblem } from '../api/identifiers';
import { queryProblems, type ChildrenQuery, type CustomersRequest } from '../api/query';
import { visibleText } from '../privacy/displayText';
import { translated, type Translation } from '../sentence';
import type { FieldProblem, FormFields } from './wire';

/** The form that asks this request. */
export function fieldsOf({ connectionId, query }: CustomersRequest): FormFields {
  return {
    connectionId,
    sortBy: query.sortBy ?? '',
    sortOrder: query.sortOrder ?? '',
    limit: String(query.limit),
    offset: String(query.offset),
    associationEntityType: query.associationEntityType,
    identifierType: query.identifierType,
    identifierValue: query.identifierValue,
    source: query.source ?? '',
    accountId: query.accountId ?? '',
    includeNoOfChildren: query.includeNoOfChildren,
    includeCustomerAssociateDetail: query.includeCustomerAssociateDetail,
  };
}

/** The request that this form asks; a limit or offset that is no number becomes NaN. */
export function requestOf(fields: FormFields): CustomersRequest {
  const query: ChildrenQuery = {
    associationEntityType: fields.associationEntityType,
    identifierType: fields.identifierType.trim(),
    identifierValue: fields.identifierValue.trim(),
    ...(fields.source.trim() !== '' && { source: fields.source.trim() }),
    ...(fields.accountId.trim() !== '' && { accountId: fields.accountId.trim() }),
    limit: wholeNumber(fields.limit),
    offset: wholeNumber(fields.offset),
    ...(fields.sortBy.trim() !== '' && { sortBy: fields.sortBy.trim() }),
    ...(fields.sortOrder !== '' && { sortOrder: fields.sortOrder }),
    includeNoOfChildren: fields.includeNoOfChildren,
    includeCustomerAssociateDetail: fields.includeCustomerAssociateDetail,
  };
  return { connectionId: fields.connectionId, query };
}

/** Fields that may hold any text. */
const textFields = ['identifierType', 'identifierValue', 'source', 'accountId', 'sortBy'] as const;

/** What is wrong with the form, one problem for a field; the identifier is judged by its type. */
export function fieldProblems(
  fields: FormFields,
  l10n: Translation,
  unseenSentence: (shown: string) => string,
): readonly FieldProblem[] {
  const { query } = requestOf(fields);
  const errors = queryProblems(query).map(({ field, reason }): FieldProblem => ({
    field,
    reason: translated(l10n, reason),
    severity: 'error',
  }));
  const unseen = textFields
    .filter((field) => !errors.some((problem) => problem.field === field))
    .map((field) => ({
      field,
      shown: visibleText(fields[field].trim()),
      sent: fields[field].trim(),
    }))
    .filter(({ shown, sent }) => shown !== sent)
    .map(({ field, shown }): FieldProblem => ({
      field,
      reason: unseenSentence(shown),
      severity: 'warning',
    }));
  const problems = [...errors, ...unseen];
  if (problems.some(({ field }) => field === 'identifierValue')) return problems;
  // only a warning: what the server does with an odd identifier may be just what is to be seen
  const reason = identifierProblem(query.identifierType, query.identifierValue);
  if (reason === undefined) return problems;
  return [
    ...problems,
    { field: 'identifierValue', reason: translated(l10n, reason), severity: 'warning' },
  ];
}

function wholeNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}
