import type {
  CommunicationChannel,
  Customer,
  Identifier,
  JsonValue,
  Profile,
} from '../api/customer';
import type { ApiError, ApiIssue } from '../api/errors';
import type { Page, Waiting } from '../api/page';
import type { ChildrenQuery, CustomersRequest } from '../api/query';
import type { CommandTarget } from '../inspector/commandTarget';

/**
 * What the customers view shows, as plain values: nothing here knows how a row looks. Rows carry the
 * fields of `CommandTarget`, so that every command can be called on every row that it makes sense for.
 * `request` and `answer` of rows with a level below them are read when asked for: they follow what
 * has been loaded since the row was made.
 */
interface RowOf<Kind extends string> extends CommandTarget {
  readonly kind: Kind;
  /** `connection/parent path/kind/key`: unique in the view, and the same after a refresh. */
  readonly id: string;
}

/** An inspected parent: a customer or a company, as it was asked for. */
export interface RootRow extends RowOf<'root'> {
  readonly parent?: undefined;
  /** What the user asked for; `request` is what was, or will be, sent first. */
  readonly asked: CustomersRequest;
}

/**
 * `child`: an ordinary row. `queried`: the customer that was asked about, which its own answer lists.
 * `alreadyAbove`: one of its own ancestors, shown and not followed.
 */
export type Standing = 'child' | 'queried' | 'alreadyAbove';

export interface CustomerRow extends RowOf<'customer'> {
  readonly parent: LevelRow;
  readonly customer: Customer;
  /** The page that it came with. */
  readonly page: Page;
  readonly standing: Standing;
}

/** The children of a customer; `request` is missing when there is no identifier to ask by. */
export interface ChildrenRow extends RowOf<'children'> {
  readonly parent: CustomerRow;
}

/** A row whose children are asked from the API, page by page. */
export type LevelRow = RootRow | ChildrenRow;

export interface ProfileRow extends RowOf<'profile'> {
  readonly parent: CustomerRow;
  readonly profile: Profile;
}

export type GroupName =
  | 'identifiers'
  | 'identifiersAll'
  | 'commChannels'
  | 'fields'
  | 'conflictingProfileList'
  | 'extendedFields'
  | 'parentCustomer';

/** Part of a customer or of a profile that has a name of its own in the documentation. */
export interface GroupRow extends RowOf<'group'> {
  readonly parent: CustomerRow | ProfileRow | RootRow;
  readonly group: GroupName;
  readonly place: JsonPlace;
  readonly content: JsonValue;
  /** Entries in it. */
  readonly count: number;
}

export interface IdentifierRow extends RowOf<'identifier'> {
  readonly parent: GroupRow;
  readonly identifier: Identifier;
  readonly place: JsonPlace;
  readonly content: JsonValue;
  readonly value: string;
}

export interface ChannelRow extends RowOf<'channel'> {
  readonly parent: GroupRow;
  readonly channel: Omit<CommunicationChannel, 'json'>;
  readonly place: JsonPlace;
  readonly content: JsonValue;
  readonly value: string;
}

/** Fields of a customer or a profile that hold nothing, kept together at the end. */
export interface BlankRow extends RowOf<'blank'> {
  readonly parent: CustomerRow | ProfileRow;
  readonly fields: readonly (readonly [name: string, content: JsonValue])[];
  readonly place: JsonPlace;
}

/** Any other field of the answer, under the name that the API gave it; entries of arrays as `[0]`. */
export interface FieldRow extends RowOf<'field'> {
  readonly parent:
    CustomerRow | ProfileRow | GroupRow | BlankRow | IdentifierRow | ChannelRow | FieldRow;
  readonly name: string;
  readonly place: JsonPlace;
  readonly content: JsonValue;
  /** The value with every digit as it came; objects and arrays as JSON on one line. */
  readonly text: string;
}

/** An error or a warning that came together with customers. */
export interface IssueRow extends RowOf<'issue'> {
  readonly parent: LevelRow;
  readonly issue: ApiIssue;
}

export interface LoadingRow extends RowOf<'loading'> {
  readonly parent: LevelRow;
  /** The last try failed, and the next one is to come. */
  readonly waiting?: Waiting;
}

interface EmptyRow extends RowOf<'empty'> {
  readonly parent: LevelRow;
}

export interface MoreRow extends RowOf<'more'> {
  readonly parent: LevelRow;
  /**
   * `page`: there is more. `perhaps`: the last page was shorter than asked for, which may or may not
   * be the end. `stuck`: the last page had nothing new, and that cannot be the end.
   * `first`: nothing was loaded, because the user stopped it.
   */
  readonly more: 'page' | 'perhaps' | 'stuck' | 'first';
  /** Customers to expect from the next request, at the most. */
  readonly next: number;
  /** Customers shown in this level. */
  readonly shown: number;
  /** Customers that there are, as far as the API told. */
  readonly total?: number;
  /** Rows of the last page, and how many were asked for. */
  readonly lastPage?: { readonly received: number; readonly asked: number };
}

export interface ErrorRow extends RowOf<'error'> {
  readonly parent: LevelRow;
  readonly error: ApiError;
}

/** One thing that is known of an error; `value` is what the API wrote. */
export interface FactRow extends RowOf<'fact'> {
  readonly parent: ErrorRow;
  readonly fact: 'said' | 'requestId';
  /** The API's own. */
  readonly code?: number;
}

/** Something to know about a level that nothing is asked for by itself. */
interface NoteRow extends RowOf<'note'> {
  readonly parent: LevelRow;
  /** `hostBefore`: what is shown was answered by a host that is not the connection's any more. */
  readonly note: 'connectionRemoved' | 'noIdentifier' | 'hostBefore';
}

export type Row =
  | RootRow
  | CustomerRow
  | ChildrenRow
  | ProfileRow
  | GroupRow
  | BlankRow
  | IdentifierRow
  | ChannelRow
  | FieldRow
  | IssueRow
  | LoadingRow
  | EmptyRow
  | MoreRow
  | ErrorRow
  | FactRow
  | NoteRow;

/** Where a value is in its answer. */
export interface JsonPlace {
  /** Has the whole text as received. */
  readonly answer: Pick<Page, 'text'>;
  readonly pointer: string;
  /** Wire text of the customer around it, so that no one has to search a large answer for each digit. */
  readonly around: { readonly pointer: string; readonly text: () => string | undefined };
}

/** `key` is unique among the siblings of the kind; left out where there is at most one. */
export function rowId(parent: Row, kind: Row['kind'], key?: string): string {
  const id = `${parent.id}/${kind}`;
  return key === undefined ? id : `${id}/${encoded(key)}`;
}

interface ParentReference {
  readonly connectionId: string;
  readonly query: Pick<
    ChildrenQuery,
    'associationEntityType' | 'identifierType' | 'identifierValue'
  > & {
    readonly source?: string | undefined;
    readonly accountId?: string | undefined;
  };
}

/** Id of a root: two questions about the same parent have the same one, however they are sorted. */
export function rootId({ connectionId, query }: ParentReference): string {
  const asked = [
    query.associationEntityType,
    query.identifierType,
    query.identifierValue,
    query.source ?? '',
    query.accountId ?? '',
  ];
  return `${encoded(connectionId)}/root/${asked.map(encoded).join('&')}`;
}

/** By way of UTF-8: half a surrogate pair has no URI encoding, and would throw. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

export function rootOf(row: Row): RootRow {
  return row.kind === 'root' ? row : rootOf(row.parent);
}

/** The row whose level the row belongs to, or is; undefined for rows inside a customer. */
export function levelRowOf(row: Row): LevelRow | undefined {
  switch (row.kind) {
    case 'root':
    case 'children':
      return row;
    case 'loading':
    case 'empty':
    case 'more':
    case 'error':
    case 'note':
    case 'issue':
      return row.parent;
    case 'customer':
    case 'profile':
    case 'group':
    case 'blank':
    case 'identifier':
    case 'channel':
    case 'field':
    case 'fact':
      return undefined;
  }
}

/** The customer that the row is, or is about. */
export function customerRowOf(row: Row): CustomerRow | undefined {
  if (row.kind === 'customer') return row;
  return row.kind === 'root' ? undefined : customerRowOf(row.parent);
}
