import type { Connection } from '../api/connection';
import type { Customer, Identifier } from '../api/customer';
import { expansionIdentifier } from '../api/identifiers';
import { toldParent, type ParentQuery } from '../api/lookups';
import type { CustomersRequest } from '../api/query';
import type { QuestionDoors } from './questions';
import { rootOf, type CustomerRow, type LevelRow, type RootRow } from './rows';

/** How to get to the parent of a customer. */
export type WayUp =
  /** The row of the parent is in the tree. */
  | { readonly kind: 'row'; readonly row: RootRow | CustomerRow }
  /** The answer that lists the customer tells who it is. */
  | { readonly kind: 'told'; readonly parent: Customer }
  /** The API has to be asked. */
  | { readonly kind: 'ask'; readonly identifier: Identifier }
  | { readonly kind: 'noIdentifier' }
  /** A company is above customers, and below nobody. */
  | { readonly kind: 'company' };

/** @param askedBy the identifier that the customer's own children are asked by */
export function wayUp(
  row: RootRow | CustomerRow,
  askedBy: (row: CustomerRow) => Identifier | undefined,
): WayUp {
  if (row.kind === 'root') {
    const { associationEntityType, identifierType, identifierValue } = row.asked.query;
    if (associationEntityType === 'company') return { kind: 'company' };
    return { kind: 'ask', identifier: { type: identifierType, value: identifierValue } };
  }
  const told = toldParent(row.customer);
  if (told !== undefined) return { kind: 'told', parent: told };
  const above = row.standing === 'queried' ? undefined : parentRow(row.parent);
  if (above !== undefined) return { kind: 'row', row: above };
  const identifier = askedBy(row);
  return identifier === undefined ? { kind: 'noIdentifier' } : { kind: 'ask', identifier };
}

/** Whose children a level has; undefined for a company's customers, who have parents of their own. */
function parentRow(level: LevelRow): RootRow | CustomerRow | undefined {
  if (level.kind === 'children') return level.parent;
  return level.asked.query.associationEntityType === 'company' ? undefined : level;
}

/** A customer whose parent is asked for, and how customers around are asked for. */
export interface Around {
  readonly connection: Connection;
  readonly source?: string | undefined;
  readonly accountId?: string | undefined;
}

export function parentQuery(
  identifier: Identifier,
  { connection, source, accountId }: Around,
  defaultSource: string,
): ParentQuery {
  const account = accountId ?? (source === undefined ? connection.defaultAccountId : undefined);
  return {
    identifier,
    // it is mandatory here, and this one leaves nobody out
    source: source ?? connection.defaultSource ?? (defaultSource === '' ? 'ALL' : defaultSource),
    ...(account && { accountId: account }),
  };
}

/** What is asked to have a customer as an inspected parent; undefined without an identifier to ask by. */
export function requestForParent(
  parent: Customer,
  typeBelow: string,
  { connection, source, accountId }: Around,
  doors: Pick<QuestionDoors, 'pageSize' | 'identifierPreference'> & { defaultSource(): string },
): CustomersRequest | undefined {
  const identifier = expansionIdentifier(parent, typeBelow, doors.identifierPreference());
  if (identifier === undefined) return undefined;
  const asked = source ?? connection.defaultSource ?? doors.defaultSource();
  const account = accountId ?? (source === undefined ? connection.defaultAccountId : undefined);
  return {
    connectionId: connection.id,
    query: {
      associationEntityType: 'parentCustomer',
      identifierType: identifier.type,
      identifierValue: identifier.value,
      ...(asked !== '' && { source: asked }),
      ...(account && { accountId: account }),
      limit: doors.pageSize(),
      offset: 0,
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    },
  };
}

/** Source and account that a row's customers are asked by. */
export function aroundRow(row: RootRow | CustomerRow, connection: Connection): Around {
  const { source, accountId } = rootOf(row).asked.query;
  return { connection, source, accountId };
}
