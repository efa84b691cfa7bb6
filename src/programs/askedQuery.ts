import * as v from 'valibot';
import type { Connection } from '../api/connection';
import { identifierProblem, recognisedIdentifier, tidyIdentifier } from '../api/identifiers';
import { associationEntityTypes, sortOrders, type ChildrenQuery } from '../api/query';
import type { CustomersSettings } from '../customers/room';
import { DOT } from '../privacy/maskValue';

/** How a program describes a query; what it leaves out is as in a query that a person begins. */
export const queryFields = {
  associationEntityType: v.optional(v.picklist(associationEntityTypes), 'parentCustomer'),
  identifierType: v.optional(v.string()),
  identifierValue: v.string(),
  source: v.optional(v.string()),
  accountId: v.optional(v.string()),
  limit: v.optional(v.number()),
  offset: v.optional(v.number(), 0),
  sortBy: v.optional(v.string()),
  sortOrder: v.optional(v.picklist(sortOrders)),
  includeNoOfChildren: v.optional(v.boolean(), true),
  includeCustomerAssociateDetail: v.optional(v.boolean(), true),
};
const schema = v.object(queryFields);
type Described = v.InferOutput<typeof schema>;

export type QueryReading =
  | { readonly kind: 'query'; readonly query: ChildrenQuery }
  /** An English sentence; without the value that it is about. */
  | { readonly kind: 'problem'; readonly sentence: string };

/** Reads what a program described; the client checks the query itself once more. */
export function readQuery(
  given: unknown,
  connection: Connection,
  settings: Pick<CustomersSettings, 'defaultSource' | 'pageSize'>,
): QueryReading {
  const read = v.safeParse(schema, given);
  return read.success
    ? queryOf(read.output, connection, settings)
    : { kind: 'problem', sentence: schemaProblem(read.issues) };
}

/** What is wrong with an argument, without what it was: that may be somebody's number. */
export function schemaProblem(issues: readonly [v.BaseIssue<unknown>, ...unknown[]]): string {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  const message = issue.message.replace(/ but received .*$/s, '');
  return path === null ? `${message}.` : `${path}: ${message}.`;
}

function queryOf(
  described: Described,
  connection: Connection,
  settings: Pick<CustomersSettings, 'defaultSource' | 'pageSize'>,
): QueryReading {
  const identifier = identifierOf(described);
  if (identifier.kind === 'problem') return identifier;
  const { type: identifierType, value: identifierValue } = identifier;
  const { associationEntityType, limit, offset, sortBy, sortOrder } = described;
  const source = described.source ?? connection.defaultSource ?? settings.defaultSource;
  // the default account belongs to the default source, and to no other
  const accountId =
    described.accountId ??
    (described.source === undefined ? connection.defaultAccountId : undefined);
  return {
    kind: 'query',
    query: {
      associationEntityType,
      identifierType,
      identifierValue,
      ...(source !== '' && { source }),
      ...(accountId && { accountId }),
      limit: limit ?? settings.pageSize,
      offset,
      ...(sortBy && { sortBy }),
      ...(sortOrder && { sortOrder }),
      includeNoOfChildren: described.includeNoOfChildren,
      includeCustomerAssociateDetail: described.includeCustomerAssociateDetail,
    },
  };
}

function identifierOf({
  identifierType,
  identifierValue,
}: Described):
  | { readonly kind: 'identifier'; readonly type: string; readonly value: string }
  | { readonly kind: 'problem'; readonly sentence: string } {
  if (identifierValue.includes(DOT))
    return {
      kind: 'problem',
      sentence:
        'identifierValue is a masked value, which only shows a shape: nobody can be asked for by it. Name a listed customer by its parent and its row, or ask the user for the identifier.',
    };
  if (identifierType === undefined) {
    const found = recognisedIdentifier(identifierValue);
    return found === undefined
      ? { kind: 'problem', sentence: 'identifierType: the value does not show it, so name it.' }
      : { kind: 'identifier', ...found };
  }
  const value = tidyIdentifier(identifierType, identifierValue);
  const problem = identifierProblem(identifierType, value);
  return problem === undefined
    ? { kind: 'identifier', type: identifierType, value }
    : { kind: 'problem', sentence: `identifierValue: ${problem}` };
}
