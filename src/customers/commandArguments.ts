import * as v from 'valibot';
import { associationEntityTypes, sortOrders, type CustomersRequest } from '../api/query';

/**
 * What the commands of the view may be called with: nothing, a row, or an object that somebody wrote
 * into keybindings.json or a test. Unknown fields are let through: rows have many.
 */
const question = {
  associationEntityType: v.optional(v.picklist(associationEntityTypes), 'parentCustomer'),
  identifierType: v.pipe(v.string(), v.trim(), v.minLength(1)),
  identifierValue: v.pipe(v.string(), v.trim(), v.minLength(1)),
  source: v.optional(v.string()),
  accountId: v.optional(v.string()),
  sortBy: v.optional(v.string()),
  sortOrder: v.optional(v.picklist(sortOrders)),
  includeNoOfChildren: v.optional(v.boolean(), true),
  includeCustomerAssociateDetail: v.optional(v.boolean(), true),
};
const parent = v.object({ connectionId: v.optional(v.string()), ...question });
const request = v.object({ connectionId: v.string(), query: v.object(question) });
const onlyConnection = v.object({ connectionId: v.optional(v.string()) });
const rowReference = v.object({
  rowId: v.optional(v.string()),
  /** What rows call it. */
  id: v.optional(v.string()),
  request: v.optional(request),
});
const identifier = v.object({
  identifierType: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
  identifierValue: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
});

export type ParentQuestion = v.InferOutput<typeof parent>;

export type Read<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: string };

export type InspectArgument =
  | { readonly kind: 'ask'; readonly connectionId?: string }
  | { readonly kind: 'question'; readonly question: ParentQuestion };

/** A whole question needs no prompt; a connection alone is where the prompts begin. */
export function readInspectArgument(given: unknown): Read<InspectArgument> {
  if (given === undefined || given === null) return value({ kind: 'ask' });
  if (isRecord(given) && given.request !== undefined) {
    const read = v.safeParse(v.object({ request }), given);
    if (!read.success) return problem(read.issues);
    const { connectionId, query } = read.output.request;
    return value({ kind: 'question', question: { connectionId, ...query } });
  }
  if (
    isRecord(given) &&
    given.identifierValue === undefined &&
    given.identifierType === undefined
  ) {
    const read = v.safeParse(onlyConnection, given);
    if (!read.success) return problem(read.issues);
    const { connectionId } = read.output;
    return value({ kind: 'ask', ...(connectionId !== undefined && { connectionId }) });
  }
  const read = v.safeParse(parent, given);
  return read.success ? value({ kind: 'question', question: read.output }) : problem(read.issues);
}

export interface RowReference {
  readonly rowId?: string;
  readonly request?: Pick<CustomersRequest, 'connectionId'> & {
    readonly query: v.InferOutput<typeof request>['query'];
  };
}

/** The row that a command is about; neither of the fields where nothing was given. */
export function readRowReference(given: unknown): Read<RowReference> {
  if (given === undefined || given === null) return value({});
  const read = v.safeParse(rowReference, given);
  if (!read.success) return problem(read.issues);
  const { id, request: asked, rowId = id } = read.output;
  if (rowId !== undefined) return value({ rowId });
  return asked === undefined ? { kind: 'problem', problem: 'rowId' } : value({ request: asked });
}

export function readIdentifier(
  given: unknown,
): Read<{ readonly identifierType?: string; readonly identifierValue?: string }> {
  if (given === undefined || given === null) return value({});
  const read = v.safeParse(identifier, given);
  if (!read.success) return problem(read.issues);
  const { identifierType, identifierValue } = read.output;
  return value({
    ...(identifierType !== undefined && { identifierType }),
    ...(identifierValue !== undefined && { identifierValue }),
  });
}

function value<Value>(read: Value): Read<Value> {
  return { kind: 'value', value: read };
}

function problem(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): {
  readonly kind: 'problem';
  readonly problem: string;
} {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  if (path !== null && issue.message.startsWith('Invalid key'))
    return { kind: 'problem', problem: `${path} is missing` };
  // what was received may be somebody's number
  const message = issue.message.replace(/ but received .*$/s, '');
  return { kind: 'problem', problem: path === null ? message : `${path}: ${message}` };
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null;
}
