import { sentence } from '../sentence';

/**
 * What can be asked of `GET /v2/customers/bulk`, as a plain value. Transport, tree, inspector,
 * history and snippets all read this value; nothing else builds the endpoint's URL.
 */

export const associationEntityTypes = ['parentCustomer', 'company', 'parentChildCustomer'] as const;
/** Whose customers are listed: children of a customer, all of a company, or a customer with its children. */
export type AssociationEntityType = (typeof associationEntityTypes)[number];

/** Documented values of `source`; others exist, so free text is allowed beside them. */
export const documentedSources = [
  'INSTORE',
  'ALL',
  'ECOMMERCE',
  'FACEBOOK',
  'JD',
  'LINE',
  'MAPP_SDK',
  'MARTJACK',
  'MOBILE_APP',
  'OTHERS',
  'TAOBAO',
  'TMALL',
  'WEB_ENGAGE',
  'WEBSITE',
  'WECHAT',
  'WHATSAPP',
] as const;

/** Values of `sortBy`, spelt as the 2022 edition of the documentation spells them. */
export const documentedSortFields = ['createdon', 'lastUpdatedOn'] as const;

export const sortOrders = ['ASC', 'DESC'] as const;
export type SortOrder = (typeof sortOrders)[number];

export interface ChildrenQuery {
  readonly associationEntityType: AssociationEntityType;
  /** `associationEntityIdentifierType`: a documented type or free text. */
  readonly identifierType: string;
  /** `associationEntityIdentifierValue`, as the user gave it. */
  readonly identifierValue: string;
  /** Left out of the request when undefined. */
  readonly source?: string;
  readonly accountId?: string;
  /** Rows asked for; the server may send fewer. Always sent, since its default is undocumented. */
  readonly limit: number;
  /** Rows to skip, from 0. */
  readonly offset: number;
  readonly sortBy?: string;
  readonly sortOrder?: SortOrder;
  readonly includeNoOfChildren: boolean;
  readonly includeCustomerAssociateDetail: boolean;
}

/** A query and the connection that answers it: enough to ask again, from anywhere. */
export interface CustomersRequest {
  readonly connectionId: string;
  readonly query: ChildrenQuery;
}

/** A field of the query that cannot be sent as it is, and why; `reason` is a whole English sentence. */
export interface QueryProblem {
  readonly field: keyof ChildrenQuery;
  readonly reason: string;
}

/** Control characters, and halves of characters, which no URL can carry. */
const UNSENDABLE_CHARACTER = /[\p{Cc}\p{Cs}]/u;

/** Everything that keeps a query from being sent; empty when it can be. */
export function queryProblems(query: ChildrenQuery): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  const text = (field: keyof ChildrenQuery, value: string | undefined, required: boolean) => {
    if (required && !value?.trim()) problems.push({ field, reason: sentence('Enter a value.') });
    else if (value !== undefined && UNSENDABLE_CHARACTER.test(value))
      problems.push({
        field,
        reason: sentence('Remove the control characters (line breaks, tabs).'),
      });
  };
  text('identifierType', query.identifierType, true);
  text('identifierValue', query.identifierValue, true);
  text('source', query.source, false);
  text('accountId', query.accountId, false);
  text('sortBy', query.sortBy, false);
  if (!Number.isSafeInteger(query.limit) || query.limit < 1)
    problems.push({ field: 'limit', reason: sentence('Enter a whole number of at least 1.') });
  if (!Number.isSafeInteger(query.offset) || query.offset < 0)
    problems.push({ field: 'offset', reason: sentence('Enter a whole number of at least 0.') });
  return problems;
}

/** Of the endpoint. */
export const QUERY_PATH = '/v2/customers/bulk';

/** Path and query string of the request, percent-encoded; parameters in the documentation's order. */
export function queryPath(query: ChildrenQuery): string {
  const parameters = new URLSearchParams();
  if (query.source) parameters.set('source', query.source);
  if (query.accountId) parameters.set('accountId', query.accountId);
  parameters.set('associationEntityType', query.associationEntityType);
  parameters.set('associationEntityIdentifierType', query.identifierType);
  parameters.set('associationEntityIdentifierValue', query.identifierValue);
  parameters.set('limit', String(query.limit));
  parameters.set('offset', String(query.offset));
  if (query.sortBy) parameters.set('sortBy', query.sortBy);
  if (query.sortOrder) parameters.set('sortOrder', query.sortOrder);
  if (query.includeNoOfChildren) parameters.set('includeNoOfChildren', 'true');
  if (query.includeCustomerAssociateDetail)
    parameters.set('includeCustomerAssociateDetail', 'true');
  return `${QUERY_PATH}?${parameters.toString()}`;
}

/** What path and query string of an address ask for. */
export type AddressReading =
  | {
      readonly kind: 'query';
      readonly query: ChildrenQuery;
      /** Names of parameters that a query does not have; they are not part of it. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'otherEndpoint' }
  /** Something is missing or cannot be sent. */
  | { readonly kind: 'unusable' };

const PARAMETERS: ReadonlySet<string> = new Set([
  ...['source', 'accountId', 'associationEntityType', 'associationEntityIdentifierType'],
  ...['associationEntityIdentifierValue', 'limit', 'offset', 'sortBy', 'sortOrder'],
  ...['includeNoOfChildren', 'includeCustomerAssociateDetail'],
]);

/**
 * Reads what `queryPath` writes, and what others write for the same endpoint.
 * @param rows asked for where the address has no `limit`, whose default is undocumented
 */
export function readQueryPath(address: string, rows: number): AddressReading {
  const [path = '', search = ''] = address.split(/[?](.*)/s);
  if (path.replace(/\/$/, '') !== QUERY_PATH) return { kind: 'otherEndpoint' };
  const parameters = new URLSearchParams(search);
  const of = (name: string) => parameters.get(name) ?? '';
  const type = associationEntityTypes.find((known) => known === of('associationEntityType'));
  if (type === undefined) return { kind: 'unusable' };
  const order = sortOrders.find((known) => known === of('sortOrder').toUpperCase());
  const isOn = (name: string) => of(name).toLowerCase() === 'true';
  const query: ChildrenQuery = {
    associationEntityType: type,
    identifierType: of('associationEntityIdentifierType'),
    identifierValue: of('associationEntityIdentifierValue'),
    ...(of('source') !== '' && { source: of('source') }),
    ...(of('accountId') !== '' && { accountId: of('accountId') }),
    limit: numberIn(of('limit'), rows),
    offset: numberIn(of('offset'), 0),
    ...(of('sortBy') !== '' && { sortBy: of('sortBy') }),
    ...(order !== undefined && { sortOrder: order }),
    includeNoOfChildren: isOn('includeNoOfChildren'),
    includeCustomerAssociateDetail: isOn('includeCustomerAssociateDetail'),
  };
  const unknown = [...new Set(parameters.keys())].filter((name) => !PARAMETERS.has(name));
  return queryProblems(query).length > 0 ? { kind: 'unusable' } : { kind: 'query', query, unknown };
}

/** NaN for what is no number: no query takes it. */
function numberIn(text: string, otherwise: number): number {
  if (text.trim() === '') return otherwise;
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
