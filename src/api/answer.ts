import type { JsonObject, JsonValue } from './customer';
import { booleanOf, countOf, readCustomer } from './customers';
import { isJsonArray, isJsonObject, parseExactly, scalarText } from './exactJson';
import { refused, type Attempt } from './failures';
import { firstError, readIssues } from './issues';
import type { Exchange } from './exchange';
import { packedText } from './packedText';
import type { Answer, HeldBy, Page } from './page';
import type { ChildrenQuery } from './query';
import { jsonWithoutSecrets } from './repeatedSecrets';
import { exchangeOf } from './request';
import type { TokenOutcome } from './tokens';
import type { Reply } from './transport';

/** The answer of the endpoint: a page when it has customers to show, else why it has none. */
export function readAnswer(query: ChildrenQuery, reply: Reply, attempt: Attempt): Answer {
  const said = parseExactly(reply.text);
  const text = said === undefined ? reply.text : jsonWithoutSecrets(reply.text, attempt.secrets());
  const body = text === reply.text ? said : parseExactly(text);
  const exchange = (): Exchange => ({
    ...exchangeOf(attempt, reply),
    ...(text !== reply.text && { repeatedSecret: true }),
    ...(attempt.timings && { timings: attempt.timings() }),
  });
  const bytes = text === reply.text ? reply.bytes : undefined;
  const page = isSuccess(reply) ? pageOf({ query, text, bytes, exchange }, body) : undefined;
  return page ?? refused(reply, body, attempt);
}

/** The page that was read from this text before; undefined where it is not the text of one. */
export function readPageAgain(
  text: string,
  query: ChildrenQuery,
  exchange: Exchange,
): Page | undefined {
  return pageOf({ query, text, exchange: () => exchange }, parseExactly(text));
}

/**
 * The page that a text makes which something else has: nobody knows what was asked for it.
 * Undefined where it is not the text of one.
 * @param now in milliseconds since 1970
 */
export function readHeldPage(text: string, heldBy: HeldBy, now: number): Page | undefined {
  const query: ChildrenQuery = {
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue: '',
    limit: 50,
    offset: 0,
    includeNoOfChildren: false,
    includeCustomerAssociateDetail: false,
  };
  const exchange: Exchange = {
    request: { method: 'GET', url: '', headers: [], authentication: 'token' },
    startedAt: now,
    durationMs: 0,
    sizeBytes: new TextEncoder().encode(text).length,
  };
  const page = readPageAgain(text, query, exchange);
  if (page === undefined) return undefined;
  const { customers } = page;
  // what nobody asked for cannot be missing, and no limit was passed
  const likely: ChildrenQuery = {
    ...query,
    limit: Math.max(query.limit, customers.length),
    includeNoOfChildren: customers.some(({ noOfChildren }) => noOfChildren !== undefined),
    includeCustomerAssociateDetail: customers.some(({ roleCode }) => roleCode !== undefined),
  };
  return pageWith(page, { query: likely, heldBy });
}

/** The same page with something else known of it; its text is still read when it is wanted. */
export function pageWith(page: Page, known: Partial<Pick<Page, 'query' | 'heldBy'>>): Page {
  const { kind, query, body, customers, count, parentCustomer, issues, exchange, heldBy } = page;
  const rest = { kind, query, body, customers, count, parentCustomer, issues, exchange, heldBy };
  return withTextRead({ ...rest, ...known }, () => page.text);
}

/** @param asked the exchange is looked at last, when everything else is read */
function pageOf(
  asked: Pick<Page, 'query' | 'text'> & {
    /** Of the text, where somebody has them. */
    readonly bytes?: Buffer | undefined;
    readonly exchange: () => Exchange;
  },
  body: JsonValue | undefined,
): Page | undefined {
  const entity = isJsonObject(body) ? body.entity : undefined;
  if (!isJsonObject(body) || !isJsonObject(entity)) return undefined;
  const rows = rowsOf(entity);
  const issues = readIssues(body);
  const isRefusal =
    rows?.length === 0 && (booleanOf(body.success) === false || firstError(issues) !== undefined);
  if (!rows || isRefusal) return undefined;
  const { query, text, bytes, exchange } = asked;
  const read: Omit<Page, 'text'> = {
    kind: 'page',
    query,
    body,
    customers: rows.map((row, index) => readCustomer(row, `/entity/customers/${index}`)),
    count: countOf(entity.count),
    parentCustomer: isJsonObject(entity.parentCustomer) ? entity.parentCustomer : undefined,
    issues,
    exchange: exchange(),
  };
  const packed = packedText(text, bytes);
  // V8 makes a shape for each object with a getter of its own, and that holds on to what the getter does
  // until all of the heap is gone through: of a walk's pages, no text would go when its page does
  return packed === undefined ? { ...read, text } : withTextRead(read, packed);
}

function withTextRead(page: Omit<Page, 'text'>, text: () => string): Page {
  return {
    ...page,
    get text() {
      return text();
    },
  };
}

/** What a header takes as it is: anything else would be sent as another token, or not at all. */
const TOKEN = /^[\x21-\x7e]+$/;

/** The answer of the token endpoint: `{"data":{"accessToken","ttlSeconds"},"errors":null}`. */
export function readToken(reply: Reply, attempt: Omit<Attempt, 'request'>): TokenOutcome {
  const body = parseExactly(reply.text);
  const data = isSuccess(reply) && isJsonObject(body) ? body.data : undefined;
  const value = isJsonObject(data) ? scalarText(data.accessToken)?.trim() : undefined;
  if (!isJsonObject(data) || !value || !TOKEN.test(value))
    return { kind: 'failed', failure: (request) => refused(reply, body, { ...attempt, request }) };
  const seconds = Number(scalarText(data.ttlSeconds));
  return {
    kind: 'token',
    token: seconds > 0 ? { value, expiresAt: reply.startedAt + seconds * 1000 } : { value },
  };
}

export function isSuccess({ status }: Pick<Reply, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** No list at all is an empty one when `count` says so. */
function rowsOf(entity: JsonObject): readonly JsonValue[] | undefined {
  if (isJsonArray(entity.customers)) return entity.customers;
  const isLeftOut = entity.customers === undefined || entity.customers === null;
  return isLeftOut && countOf(entity.count) === 0 ? [] : undefined;
}
