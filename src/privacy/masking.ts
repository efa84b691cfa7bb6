import { withoutIdentifier } from '../api/credentials';
import { readCustomer } from '../api/customers';
import type { Customer, Identifier, JsonObject, JsonValue } from '../api/customer';
import type { ApiError, ApiIssue } from '../api/errors';
import type { Exchange, RequestAsSent } from '../api/exchange';
import { isJsonArray, isJsonObject, parseExactly } from '../api/exactJson';
import type { HeldBy, Page } from '../api/page';
import type { ChildrenQuery, CustomersRequest } from '../api/query';
import type { ResponseHeader } from '../api/responseHeaders';
import { maskCode, maskedPieces, maskJson } from './maskJson';
import { maskCustomerJson } from './maskTree';
import { DOT, maskMessage, maskValue } from './maskValue';

/**
 * What of an answer, a question or an error is shown, copied and written into documents: all of it,
 * or, while personal data is masked, the same with values in shape. Requests always go out with what
 * is behind the mask. Masking twice changes nothing, so whoever is not sure may mask again.
 */
export interface Masking {
  readonly isOn: boolean;
  value(text: string): string;
  /** A sentence that somebody else wrote, such as the API or a check of what was typed. */
  message(text: string): string;
  url(url: string): string;
  /** A type, a source or another value that says nothing about anybody where it is what it should be. */
  code(text: string): string;
  /**
   * The text of an answer in pieces, for one that is too large to be masked at once.
   * @param identifier that was asked for, which messages may repeat
   */
  pieces(text: string, identifier?: string): Iterable<string>;
  issues(page: Page): readonly ApiIssue[];
  page(page: Page): Page;
  /** One customer of an answer, as the masked page has it: nobody waits for all the others. */
  customer(customer: Customer): Customer;
  error(error: ApiError): ApiError;
  heldBy(holder: HeldBy): HeldBy;
  identifier(identifier: Identifier): Identifier;
  asked(request: CustomersRequest): CustomersRequest;
  request(request: RequestAsSent): RequestAsSent;
  exchange(exchange: Exchange): Exchange;
}

/** Masks while `isOn` says so; a page is masked once, however often it is shown. */
export function maskingWhile(isOn: () => boolean): Masking {
  const pages = new WeakMap<Page, Page>();
  const errors = new WeakMap<ApiError, ApiError>();
  const either =
    <Value>(mask: (value: Value) => Value) =>
    (value: Value): Value =>
      isOn() ? mask(value) : value;
  const once =
    <Value extends object>(known: WeakMap<Value, Value>, mask: (value: Value) => Value) =>
    (value: Value): Value => {
      const masked = known.get(value) ?? mask(value);
      known.set(value, masked);
      return masked;
    };
  return {
    get isOn() {
      return isOn();
    },
    value: either(maskValue),
    message: either((text) => maskMessage(text)),
    url: either(maskedUrl),
    code: either(maskCode),
    pieces: (text, identifier) => (isOn() ? maskedPieces(text, identifier) : [text]),
    issues: (whole) => (isOn() ? maskedIssues(whole) : whole.issues),
    page: either(once(pages, maskedPage)),
    customer: either(maskedCustomer),
    error: either(once(errors, maskedError)),
    heldBy: either(maskedHolder),
    identifier: either(maskedIdentifier),
    asked: either(maskedAsked),
    request: either(maskedRequest),
    exchange: either(maskedExchange),
  };
}

/** The page as if the masked text had come over the wire: rows at the same indices and pointers. */
export function maskedPage(page: Page): Page {
  const { identifierValue } = page.query;
  const text = maskJson(page.text, identifierValue);
  const body = parseExactly(text);
  const entity = entityOf(body);
  const { count, parentCustomer, heldBy } = page;
  return {
    kind: 'page',
    query: maskedQuery(page.query),
    text,
    body: isJsonObject(body) ? body : {},
    customers: readAgain(page, entity),
    ...(count !== undefined && { count }),
    ...(parentCustomer !== undefined && {
      parentCustomer: isJsonObject(entity.parentCustomer) ? entity.parentCustomer : {},
    }),
    issues: maskedIssues(page),
    exchange: maskedExchange(page.exchange),
    ...(heldBy !== undefined && { heldBy: maskedHolder(heldBy) }),
  };
}

function maskedCustomer({ json, pointer }: Customer): Customer {
  return readCustomer(maskCustomerJson(json), pointer);
}

function readAgain({ customers }: Page, entity: JsonObject): readonly Customer[] {
  const rows = isJsonArray(entity.customers) ? entity.customers : [];
  return customers.map(({ pointer }, index) => readCustomer(rows[index] ?? {}, pointer));
}

function entityOf(body: JsonValue | undefined): JsonObject {
  return isJsonObject(body) && isJsonObject(body.entity) ? body.entity : {};
}

/** The error without what its texts say of anybody. */
export function maskedError(error: ApiError): ApiError {
  const exchange =
    'exchange' in error && error.exchange !== undefined
      ? { exchange: maskedExchange(error.exchange) }
      : {};
  switch (error.kind) {
    case 'cancelled':
    case 'invalidQuery':
    case 'notSignedIn':
    case 'secretsUnreadable':
      return error;
    case 'unreachable':
    case 'tls':
    case 'timeout':
    case 'tooLarge':
      return { ...error, ...exchange };
    default: {
      const asked = identifierIn(error.exchange.request.url);
      return {
        ...error,
        ...exchange,
        text: maskJson(error.text, asked),
        ...(error.issue !== undefined && { issue: maskedIssue(error.issue, asked) }),
        ...(error.kind === 'redirected' && { location: maskedUrl(error.location) }),
      };
    }
  }
}

/** A file may be called after whom it is about. */
function maskedHolder({ kind, name }: HeldBy): HeldBy {
  if (kind !== 'file') return { kind, name };
  const [ending = ''] = /\.\w{1,8}$/.exec(name) ?? [];
  return { kind, name: maskMessage(name.slice(0, name.length - ending.length)) + ending };
}

function maskedIssues({ issues, query }: Page): readonly ApiIssue[] {
  return issues.map((issue) => maskedIssue(issue, query.identifierValue));
}

function maskedIssue(issue: ApiIssue, asked: string): ApiIssue {
  const { message } = issue;
  return message === undefined ? issue : { ...issue, message: maskMessage(message, asked) };
}

function maskedIdentifier({ type, value }: Identifier): Identifier {
  return { type, value: maskValue(value) };
}

function maskedQuery(query: ChildrenQuery): ChildrenQuery {
  return { ...query, identifierValue: maskValue(query.identifierValue) };
}

function maskedAsked({ connectionId, query }: CustomersRequest): CustomersRequest {
  return { connectionId, query: maskedQuery(query) };
}

/** Also where the server repeats in a header whom it was asked about. */
function maskedExchange(exchange: Exchange): Exchange {
  const asked = identifierIn(exchange.request.url);
  const { requestId, contentType, responseHeaders } = exchange;
  return {
    ...exchange,
    request: maskedRequest(exchange.request),
    requestId: requestId && withoutIdentifier(requestId, asked),
    contentType: contentType && withoutIdentifier(contentType, asked),
    ...(responseHeaders && {
      responseHeaders: responseHeaders.map((header) => maskedHeader(header, asked)),
    }),
  };
}

/** Headers of an answer that say nothing about a person, whatever host they come from. */
const OPEN_HEADERS: ReadonlySet<string> = new Set([
  'accept-ranges',
  'age',
  'alt-svc',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'keep-alive',
  'pragma',
  'retry-after',
  'server',
  'strict-transport-security',
  'transfer-encoding',
  'vary',
  'via',
  'x-cap-requestid',
  'x-content-type-options',
  'x-frame-options',
]);

/** One that nobody knows may hold anything: a name, a number, who is asked about. */
function maskedHeader([name, value]: ResponseHeader, asked: string): ResponseHeader {
  if (OPEN_HEADERS.has(name.toLowerCase())) return [name, withoutIdentifier(value, asked)];
  return [name, name.toLowerCase() === 'location' ? maskedUrl(value) : maskValue(value)];
}

function maskedRequest(request: RequestAsSent): RequestAsSent {
  return { ...request, url: maskedUrl(request.url) };
}

/** The parameters that say who is asked about: for children, in a lookup, and in a search. */
const IDENTIFIERS = ['associationEntityIdentifierValue', 'identifierValue', 'q'];
/** Those that say nothing about a person. */
const OPEN_PARAMETERS: ReadonlySet<string> = new Set([
  'source',
  'accountId',
  'associationEntityType',
  'associationEntityIdentifierType',
  'limit',
  'offset',
  'sortBy',
  'sortOrder',
  'includeNoOfChildren',
  'includeCustomerAssociateDetail',
]);

/** The address with its parameters in shape, dots unencoded: it is there to be read, not to be asked. */
export function maskedUrl(url: string): string {
  const [address = '', query, ...more] = url.split('?');
  const path = address.replace(/[^/]*(?:\d{4}|@|%40)[^/]*(?=\/|$)/gi, (step, at: number) =>
    // the host and its port are before the third slash
    at < originLength(address) ? step : maskValue(decoded(step)),
  );
  if (query === undefined) return path;
  const parameters = [query, ...more]
    .join('?')
    .split('&')
    .map((parameter) => maskedParameter(parameter));
  return `${path}?${parameters.join('&')}`;
}

function originLength(address: string): number {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(address)?.[0].length ?? 0;
}

function maskedParameter(parameter: string): string {
  const [name = '', ...rest] = parameter.split('=');
  if (rest.length === 0 || OPEN_PARAMETERS.has(name)) return parameter;
  const shape = encodeURIComponent(maskValue(decoded(rest.join('='))));
  return `${name}=${shape.replaceAll('%20', '+').replaceAll(encodeURIComponent(DOT), DOT)}`;
}

function identifierIn(url: string): string {
  if (!URL.canParse(url)) return '';
  const { searchParams } = new URL(url);
  return IDENTIFIERS.map((name) => searchParams.get(name)).find((value) => value !== null) ?? '';
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}
