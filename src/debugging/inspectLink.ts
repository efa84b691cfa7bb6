import { identifierProblem } from '../api/identifiers';
import {
  associationEntityTypes,
  queryProblems,
  sortOrders,
  type ChildrenQuery,
} from '../api/query';
import { sentence, type Sentence } from '../sentence';

/*
 * Links that lead to a query: `vscode://<extension>/inspect?…`, with the parameters of the endpoint under
 * its own names, and the name of a connection. No host and no secret is ever in one, and whatever else is
 * in one is refused.
 */

export interface LinkedRequest {
  readonly query: ChildrenQuery;
  /** The name of a connection; missing where the active one is meant. */
  readonly connection?: string;
}

export type LinkReading =
  | { readonly kind: 'request'; readonly request: LinkedRequest }
  | { readonly kind: 'problem'; readonly problem: Sentence };

const LINK_PATH = '/inspect';
const CONNECTION = 'connection';
const PARAMETERS = [
  CONNECTION,
  'source',
  'accountId',
  'associationEntityType',
  'associationEntityIdentifierType',
  'associationEntityIdentifierValue',
  'limit',
  'offset',
  'sortBy',
  'sortOrder',
  'includeNoOfChildren',
  'includeCustomerAssociateDetail',
] as const;
type Parameter = (typeof PARAMETERS)[number];

const LONGEST_LINK = 4000;
const LONGEST_VALUE = 300;
/** More rows than any page should have. */
const MOST_ROWS = 1000;

/**
 * Reads a link that came from anywhere: whatever is not wholly understood is refused.
 *
 * @param path as VS Code hands it over
 * @param search what is behind the `?`, which VS Code has decoded once
 * @param rows asked for where the link does not say
 */
export function readLink(path: string, search: string, rows: number): LinkReading {
  if (path !== LINK_PATH)
    return problem(sentence('The link does not lead to anything that this extension can show.'));
  if (search.length > LONGEST_LINK) return problem(sentence('The link is too long.'));
  const given = new Map<Parameter, string>();
  for (const part of search.split('&')) {
    const [name = '', ...rest] = part.split('=');
    const value = decoded(rest.join('='));
    const parameter = PARAMETERS.find((known) => known === name);
    if (parameter === undefined)
      return problem(
        /^[\w.-]{1,40}$/.test(name)
          ? sentence('The link has a parameter that is not known: {name}.', { name })
          : sentence('The link has a parameter that is not known.'),
      );
    if (given.has(parameter))
      return problem(
        sentence('The link has the parameter {name} more than once.', { name: parameter }),
      );
    if (value === undefined || value === '' || value.length > LONGEST_VALUE || isUnseen(value))
      return badValue(parameter);
    given.set(parameter, value);
  }
  return readParameters(given, rows);
}

function readParameters(given: ReadonlyMap<Parameter, string>, rows: number): LinkReading {
  const type = oneOf(associationEntityTypes, given.get('associationEntityType'));
  if (type === 'bad') return badValue('associationEntityType');
  const order = oneOf(sortOrders, given.get('sortOrder'));
  if (order === 'bad') return badValue('sortOrder');
  const identifierType = given.get('associationEntityIdentifierType');
  const identifierValue = given.get('associationEntityIdentifierValue');
  if (identifierType === undefined) return missing('associationEntityIdentifierType');
  if (identifierValue === undefined) return missing('associationEntityIdentifierValue');
  if (identifierProblem(identifierType, identifierValue) !== undefined)
    return badValue('associationEntityIdentifierValue');
  const limit = wholeNumber(given.get('limit'), rows);
  if (limit === undefined || limit < 1 || limit > MOST_ROWS) return badValue('limit');
  const offset = wholeNumber(given.get('offset'), 0);
  if (offset === undefined) return badValue('offset');
  const children = flag(given.get('includeNoOfChildren'));
  if (children === undefined) return badValue('includeNoOfChildren');
  const detail = flag(given.get('includeCustomerAssociateDetail'));
  if (detail === undefined) return badValue('includeCustomerAssociateDetail');
  const text = (name: 'source' | 'accountId' | 'sortBy') => {
    const value = given.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  const query: ChildrenQuery = {
    associationEntityType: type ?? 'parentCustomer',
    identifierType,
    identifierValue,
    ...text('source'),
    ...text('accountId'),
    limit,
    offset,
    ...text('sortBy'),
    ...(order && { sortOrder: order }),
    includeNoOfChildren: children,
    includeCustomerAssociateDetail: detail,
  };
  if (queryProblems(query).length > 0) return badValue('associationEntityIdentifierValue');
  const connection = given.get(CONNECTION);
  return {
    kind: 'request',
    request: { query, ...(connection !== undefined && { connection }) },
  };
}

/**
 * The link to a query. Values are encoded twice: VS Code decodes a link as a whole before it hands it
 * over, and what was encoded once would come apart at an `&`.
 *
 * @param base `scheme://publisher.name`
 */
export function linkTo(base: string, { query, connection }: LinkedRequest): string {
  const parameters: readonly (readonly [Parameter, string | undefined])[] = [
    [CONNECTION, connection],
    ['source', query.source],
    ['accountId', query.accountId],
    ['associationEntityType', query.associationEntityType],
    ['associationEntityIdentifierType', query.identifierType],
    ['associationEntityIdentifierValue', query.identifierValue],
    ['limit', String(query.limit)],
    ['offset', query.offset === 0 ? undefined : String(query.offset)],
    ['sortBy', query.sortBy],
    ['sortOrder', query.sortOrder],
    ['includeNoOfChildren', String(query.includeNoOfChildren)],
    ['includeCustomerAssociateDetail', String(query.includeCustomerAssociateDetail)],
  ];
  const search = parameters.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}=${encodedTwice(value)}`],
  );
  return `${base}${LINK_PATH}?${search.join('&')}`;
}

/** What a confirmation lists of a query, each parameter under the endpoint's own name. */
export function parametersOf(query: ChildrenQuery): readonly (readonly [string, string])[] {
  const { source, accountId, sortBy, sortOrder } = query;
  return [
    ...(source ? [['source', source] as const] : []),
    ...(accountId ? [['accountId', accountId] as const] : []),
    ['associationEntityType', query.associationEntityType],
    ['limit', String(query.limit)],
    ['offset', String(query.offset)],
    ...(sortBy ? [['sortBy', sortBy] as const] : []),
    ...(sortOrder ? [['sortOrder', sortOrder] as const] : []),
    ['includeNoOfChildren', String(query.includeNoOfChildren)],
    ['includeCustomerAssociateDetail', String(query.includeCustomerAssociateDetail)],
  ];
}

function encodedTwice(value: string): string {
  // halves of characters have no encoding, and are in no query that can be sent
  const whole = value.replace(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(encodeURIComponent(whole));
}

/** A `+` is a plus here: it begins a mobile number. Undefined for what no link can hold. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isUnseen(value: string): boolean {
  return /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value);
}

function oneOf<Value extends string>(
  values: readonly Value[],
  given: string | undefined,
): Value | 'bad' | undefined {
  return given === undefined ? undefined : (values.find((value) => value === given) ?? 'bad');
}

function wholeNumber(given: string | undefined, otherwise: number): number | undefined {
  if (given === undefined) return otherwise;
  return /^\d{1,9}$/.test(given) ? Number(given) : undefined;
}

function flag(given: string | undefined): boolean | undefined {
  if (given === undefined || given === 'true') return true;
  return given === 'false' ? false : undefined;
}

function missing(name: Parameter): LinkReading {
  return problem(sentence('The link says nothing for {name}.', { name }));
}

function badValue(name: Parameter): LinkReading {
  return problem(sentence('The link has a value for {name} that cannot be used.', { name }));
}

function problem(what: Sentence): LinkReading {
  return { kind: 'problem', problem: what };
}
