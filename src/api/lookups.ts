import type { Connection } from './connection';
import type { Customer, Identifier, JsonObject, JsonValue } from './customer';
import { countOf, readCustomer } from './customers';
import type { ApiError } from './errors';
import { isJsonArray, isJsonObject, parseExactly, scalarText } from './exactJson';
import type { Exchange } from './exchange';
import { refused, type Attempt } from './failures';
import { firstError, readIssues } from './issues';
import type { PageOptions } from './page';
import { jsonWithoutSecrets } from './repeatedSecrets';
import { exchangeOf } from './request';
import type { Reply } from './transport';

/*
 * What is asked beside the children of a customer: who is above one, and who there is by a name or a
 * part of an identifier. Documented on the pages of customer lookup and customer search.
 */

/** Whose parent is asked for. */
export interface ParentQuery {
  readonly identifier: Identifier;
  /** Mandatory here. */
  readonly source: string;
  readonly accountId?: string;
}

export interface SearchQuery {
  /** A name, or a part of an identifier. */
  readonly text: string;
  readonly limit: number;
  /** From 0. */
  readonly offset: number;
}

/** What the answer about a customer says of who is above. */
export interface ParentAnswer {
  readonly kind: 'parent';
  /** `none`: there is nobody above. `untold`: the answer has no word about it. */
  readonly parent: Customer | 'none' | 'untold';
  readonly exchange: Exchange;
}

export interface SearchAnswer {
  readonly kind: 'found';
  readonly customers: readonly Customer[];
  /** Of all that match, where the answer says so. */
  readonly total?: number;
  readonly exchange: Exchange;
}

/** Never rejects: every failure is an `ApiError`. */
export interface CustomerLookups {
  parent(
    connection: Connection,
    query: ParentQuery,
    options?: PageOptions,
  ): Promise<ParentAnswer | ApiError>;
  search(
    connection: Connection,
    query: SearchQuery,
    options?: PageOptions,
  ): Promise<SearchAnswer | ApiError>;
}

/** Path and query string, percent-encoded. */
export function parentPath({ identifier, source, accountId }: ParentQuery): string {
  const parameters = new URLSearchParams({ source });
  if (accountId) parameters.set('accountId', accountId);
  parameters.set('identifierName', identifier.type);
  parameters.set('identifierValue', identifier.value);
  parameters.set('embed', 'fleetParentDetails');
  return `/v2/customers/lookup/customerDetails?${parameters.toString()}`;
}

export function searchPath({ text, limit, offset }: SearchQuery): string {
  const parameters = new URLSearchParams({
    q: text,
    limit: String(limit),
    offset: String(offset),
  });
  return `/v2/customers/search?${parameters.toString()}`;
}

export function readParentAnswer(reply: Reply, attempt: Attempt): ParentAnswer | ApiError {
  const { body, exchange } = read(reply, attempt);
  return body === undefined
    ? refused(reply, parseExactly(reply.text), attempt)
    : { kind: 'parent', parent: parentIn(body), exchange };
}

export function readSearchAnswer(reply: Reply, attempt: Attempt): SearchAnswer | ApiError {
  const { body, exchange } = read(reply, attempt);
  if (body === undefined || !isJsonArray(body.data))
    return refused(reply, parseExactly(reply.text), attempt);
  const total = isJsonObject(body.pagination) ? countOf(body.pagination.total) : undefined;
  return {
    kind: 'found',
    customers: body.data.map((row, index) => foundCustomer(row, `/data/${index}`)),
    ...(total !== undefined && { total }),
    exchange,
  };
}

/** The body of an answer that says yes; undefined for any other. */
function read(
  reply: Reply,
  attempt: Attempt,
): { readonly body: JsonObject | undefined; readonly exchange: Exchange } {
  const text = jsonWithoutSecrets(reply.text, attempt.secrets());
  const body = parseExactly(text);
  const isYes =
    reply.status >= 200 &&
    reply.status < 300 &&
    isJsonObject(body) &&
    firstError(readIssues(body)) === undefined;
  return {
    body: isYes ? body : undefined,
    exchange: {
      ...exchangeOf(attempt, reply),
      ...(attempt.timings && { timings: attempt.timings() }),
    },
  };
}

/** Its id is beside the profiles, which may be without. */
function foundCustomer(row: JsonValue, pointer: string): Customer {
  const customer = readCustomer(row, pointer);
  const id = isJsonObject(row) ? scalarText(row.userId ?? row.id) : undefined;
  return customer.userId === undefined && id !== undefined ? { ...customer, userId: id } : customer;
}

/** Names that the parent goes by: that of what is asked for, and that of the table of fields. */
const PARENT_FIELDS = ['fleetParentDetails', 'parentCustomer'] as const;

/** The shape of the embed is unpublished: it is looked for wherever it can be, in every likely one. */
function parentIn(body: JsonObject): Customer | 'none' | 'untold' {
  const places: readonly (readonly [JsonObject, string])[] = [
    [body, ''],
    ...(isJsonObject(body.entity) ? ([[body.entity, '/entity']] as const) : []),
    ...(isJsonObject(body.embed) ? ([[body.embed, '/embed']] as const) : []),
  ];
  let isTold = false;
  for (const [place, pointer] of places)
    for (const field of PARENT_FIELDS) {
      if (!(field in place)) continue;
      isTold = true;
      const parent = asCustomer(place[field], `${pointer}/${field}`);
      if (parent !== undefined) return parent;
    }
  return isTold ? 'none' : 'untold';
}

function asCustomer(value: JsonValue | undefined, pointer: string): Customer | undefined {
  if (isJsonArray(value))
    return value.length === 0 ? undefined : asCustomer(value[0], `${pointer}/0`);
  if (!isJsonObject(value)) return undefined;
  if (isJsonArray(value.profiles)) return foundCustomer(value, pointer);
  if (isJsonObject(value.parentCustomer))
    return asCustomer(value.parentCustomer, `${pointer}/parentCustomer`);
  // one that is a profile itself
  return isJsonArray(value.identifiers) ? foundCustomer({ profiles: [value] }, pointer) : undefined;
}

/** The parent that an answer tells of a customer that it lists. */
export function toldParent(customer: Customer): Customer | undefined {
  return asCustomer(customer.parentCustomer, `${customer.pointer}/parentCustomer`);
}
