import { queryOfChildren, typeAbove } from './childrenQuery';
import type { Connection } from './connection';
import type { Customer, Identifier } from './customer';
import {
  hasIdentifier,
  identifierKey,
  provingIdentifier,
  queriedAmong,
  userIdsOf,
  userIdsOfParent,
} from './customerIdentity';
import { isAboutConnection, type ApiError } from './errors';
import { expansionIdentifier } from './identifiers';
import type { Answer, CustomersApi, Page, PageOptions, Waiting } from './page';
import { customerKey, readPage } from './paging';
import type { ChildrenQuery } from './query';
import { soonestWait } from './soonestWait';

/** Where in the hierarchy a customer was found. */
interface WalkPlace {
  /** 1 for the customers of the query's own level; 0 for the one asked about, where it is listed. */
  readonly depth: number;
  /** userIds of the customers above, the topmost first, as far as they are known. */
  readonly path: readonly string[];
  /** The parent's userId, where it is known. */
  readonly parentUserId?: string;
}

/**
 * What becomes of the level below a customer: `leaf` has none, `tooDeep` is below the depth limit,
 * and with `noIdentifier` there is nothing to ask by.
 */
type Below = 'toBeRead' | 'leaf' | 'tooDeep' | 'noIdentifier';

export type WalkStep =
  /** A customer that was not met before. */
  | {
      readonly kind: 'customer';
      readonly place: WalkPlace;
      readonly customer: Customer;
      readonly below: Below;
    }
  /** One that was met before, under another parent; what is below it is not read again. */
  | { readonly kind: 'duplicate'; readonly place: WalkPlace; readonly customer: Customer }
  /** One of its own ancestors; following it would never end. */
  | { readonly kind: 'cycle'; readonly place: WalkPlace; readonly customer: Customer }
  /** A page could not be read; `place` is that of the customers which it would have listed. */
  | {
      readonly kind: 'levelFailed';
      readonly place: WalkPlace;
      readonly query: ChildrenQuery;
      readonly error: ApiError;
    }
  /**
   * The last page of a level had nothing new, although fewer customers came than were announced, or it
   * was a full one. The level is left unread: when `steps` is called again, it is read from its start.
   */
  | {
      readonly kind: 'levelStuck';
      readonly place: WalkPlace;
      /** That brought nothing new. */
      readonly query: ChildrenQuery;
      readonly announced?: number;
      readonly received: number;
    }
  | {
      readonly kind: 'progress';
      /** Customers met so far. */
      readonly customers: number;
      /** Pages read so far. */
      readonly pages: number;
      /** Levels that are known of and not read to their end. */
      readonly unread: number;
    };

export interface WalkOptions {
  /** Levels that are read at a time; the client has its own limit besides. */
  readonly concurrentRequests: number;
  readonly identifierPreference: readonly string[];
  /** Levels to read, 1 for those of the query alone; all where it is left out. */
  readonly depthLimit?: number;
  /** Told of the wait that ends first, should requests wait before they are tried again. */
  readonly waiting?: (wait: Waiting | undefined) => void;
}

/** Somebody whose children are listed, and, through `parent`, everyone above. */
interface Ancestor {
  readonly depth: number;
  readonly userIds: readonly string[];
  /** Of the customer that the walk began with, where it proves who somebody is. */
  readonly identifier?: Identifier;
  /** That customer, where its own answer lists it. */
  readonly queried?: Customer;
  readonly parent?: Ancestor;
}

/** A list of customers that is read page by page. */
interface WalkLevel {
  above: Ancestor;
  /** Missing for the level that the walk begins with. */
  readonly askedBy?: Identifier;
  /** Customers that it should have, where that is known. */
  announced?: number;
  offset: number;
  /** Of the customers read so far. */
  keys: Set<string>;
  /** Of those that were said when the level was read before. */
  said: ReadonlySet<string>;
}

type UnderWay = Map<WalkLevel, Promise<{ readonly level: WalkLevel; readonly answer: Answer }>>;

/** When so many levels in a row fail for no reason of their own, the others would, too. */
const MOST_FAILURES = 8;

/**
 * Reads all of the hierarchy below a query, the upper levels first, and says what it finds in small
 * steps; of what it has said it keeps no more than the userIds. What failed, and what was not read
 * because it was stopped, is read when `steps` is called again.
 */
export class Walk {
  readonly #begun: ChildrenQuery;
  readonly #unread = new Set<WalkLevel>();
  /** Those that are read when `steps` is called again. */
  readonly #failed: WalkLevel[] = [];
  readonly #unsaid: WalkStep[] = [];
  readonly #metUserIds = new Set<string>();
  /** Identifiers of customers without a userId, which nothing else tells apart. */
  readonly #metIdentifiers = new Set<string>();
  #customers = 0;
  #pages = 0;
  #failuresInARow = 0;

  constructor(
    private readonly api: CustomersApi,
    private readonly connection: Connection,
    query: ChildrenQuery,
    private readonly options: WalkOptions,
  ) {
    // the number of children spares a request for each customer that has none
    this.#begun = { ...query, includeNoOfChildren: true };
    const above: Ancestor = { depth: 0, userIds: [], identifier: provingIdentifier(query) };
    this.#unread.add({ above, offset: 0, keys: new Set(), said: new Set() });
  }

  /** Levels that are known of and not read to their end: 0 once the walk is complete. */
  get unread(): number {
    return this.#unread.size + this.#failed.length;
  }

  /** Ends with the hierarchy, at once when it is aborted, and when the host fails for good. */
  async *steps(signal?: AbortSignal): AsyncGenerator<WalkStep, void, void> {
    const ending = new AbortController();
    const end = () => ending.abort();
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
    for (const level of this.#failed.splice(0)) this.#unread.add(level);
    this.#failuresInARow = 0;
    const underWay: UnderWay = new Map();
    const newWait = soonestWait(this.options.waiting);
    try {
      while (!ending.signal.aborted) {
        const step = this.#unsaid.shift();
        if (step !== undefined) {
          yield step;
          continue;
        }
        this.#begin(underWay, { signal: ending.signal, background: true }, newWait);
        if (underWay.size === 0) return;
        const { level, answer } = await Promise.race(underWay.values());
        underWay.delete(level);
        if (answer.kind === 'cancelled') return;
        if (answer.kind === 'page') this.#read(level, answer);
        else this.#fail(level, answer);
      }
    } finally {
      signal?.removeEventListener('abort', end);
      end();
    }
  }

  /** As many requests as are wanted at a time, the levels that were begun first. */
  #begin(underWay: UnderWay, options: PageOptions, newWait: () => PageOptions['waiting']): void {
    if (this.#failuresInARow >= MOST_FAILURES) return;
    for (const level of this.#unread) {
      if (underWay.size >= this.options.concurrentRequests) return;
      if (underWay.has(level)) continue;
      const asked = { ...options, waiting: newWait() };
      const answering = this.api.page(this.connection, this.#queryOf(level), asked);
      underWay.set(
        level,
        answering.then((answer) => ({ level, answer })),
      );
    }
  }

  #read(level: WalkLevel, page: Page): void {
    this.#failuresInARow = 0;
    this.#pages++;
    if (level.askedBy === undefined && level.keys.size === 0) this.#meetRoot(level, page);
    const { limit } = this.#begun;
    const { fresh, ending } = readPage(level.keys, page, limit, level.announced);
    level.offset += page.customers.length;
    for (const customer of fresh)
      if (!level.said.has(customerKey(customer))) this.#unsaid.push(this.#meet(customer, level));
    if (ending === 'complete') this.#unread.delete(level);
    if (ending === 'stuck') this.#leave(level, page);
    this.#unsaid.push(this.#progress());
  }

  /** What is missing may be anywhere in the level: another time it is read from its start. */
  #leave(level: WalkLevel, { query }: Page): void {
    const { above, keys, announced } = level;
    const place = placeBelow(above);
    this.#unsaid.push({
      kind: 'levelStuck',
      place,
      query,
      ...(announced !== undefined && { announced }),
      received: keys.size,
    });
    level.said = new Set([...level.said, ...keys]);
    level.keys = new Set();
    level.offset = 0;
    this.#unread.delete(level);
    this.#failed.push(level);
  }

  #fail(level: WalkLevel, error: ApiError): void {
    this.#failuresInARow = isAboutConnection(error) ? this.#failuresInARow + 1 : 0;
    this.#unread.delete(level);
    this.#failed.push(level);
    this.#unsaid.push(
      {
        kind: 'levelFailed',
        place: placeBelow(level.above),
        query: this.#queryOf(level),
        error,
      },
      this.#progress(),
    );
  }

  /** The first page may tell more of the customer that the walk began with. */
  #meetRoot(level: WalkLevel, page: Page): void {
    if (this.#begun.associationEntityType === 'company') return;
    const queried = queriedAmong(this.#begun, page.customers);
    const userIds = queried === undefined ? userIdsOfParent(page) : userIdsOf(queried);
    level.above = { ...level.above, userIds, queried };
    if (queried?.noOfChildren !== undefined) level.announced = queried.noOfChildren + 1;
  }

  #meet(customer: Customer, { above, askedBy }: WalkLevel): WalkStep {
    if (customer === above.queried) {
      this.#customers++;
      if (customer.userId !== undefined) this.#metUserIds.add(customer.userId);
      const place = { depth: 0, path: [] };
      return { kind: 'customer', place, customer, below: 'toBeRead' };
    }
    const place = placeBelow(above);
    if (isAbove(customer, above)) return { kind: 'cycle', place, customer };
    const identifier = expansionIdentifier(
      customer,
      askedBy?.type ?? typeAbove(this.#begun),
      this.options.identifierPreference,
    );
    if (!this.#isNew(customer, identifier)) return { kind: 'duplicate', place, customer };
    this.#customers++;
    const below = this.#below(customer, identifier, place.depth);
    if (below === 'toBeRead' && identifier !== undefined)
      this.#unread.add({
        above: { depth: place.depth, userIds: userIdsOf(customer), parent: above },
        askedBy: identifier,
        announced: customer.noOfChildren,
        offset: 0,
        keys: new Set(),
        said: new Set(),
      });
    return { kind: 'customer', place, customer, below };
  }

  #isNew({ userId }: Customer, identifier: Identifier | undefined): boolean {
    const key = userId ?? (identifier && identifierKey(identifier));
    const met = userId === undefined ? this.#metIdentifiers : this.#metUserIds;
    if (key === undefined) return true;
    if (met.has(key)) return false;
    met.add(key);
    return true;
  }

  #below(customer: Customer, identifier: Identifier | undefined, depth: number): Below {
    if (customer.noOfChildren === 0) return 'leaf';
    if (depth >= (this.options.depthLimit ?? Infinity)) return 'tooDeep';
    return identifier === undefined ? 'noIdentifier' : 'toBeRead';
  }

  #queryOf({ askedBy, offset }: WalkLevel): ChildrenQuery {
    const query =
      askedBy === undefined ? this.#begun : queryOfChildren(this.#begun, this.connection, askedBy);
    return { ...query, offset };
  }

  #progress(): WalkStep {
    return {
      kind: 'progress',
      customers: this.#customers,
      pages: this.#pages,
      unread: this.unread,
    };
  }
}

function placeBelow(above: Ancestor): WalkPlace {
  const path: string[] = [];
  for (let one: Ancestor | undefined = above; one !== undefined; one = one.parent)
    if (one.userIds[0] !== undefined) path.unshift(one.userIds[0]);
  return { depth: above.depth + 1, path, parentUserId: above.userIds[0] };
}

function isAbove(customer: Customer, above: Ancestor): boolean {
  const userIds = userIdsOf(customer);
  for (let one: Ancestor | undefined = above; one !== undefined; one = one.parent) {
    if (one.userIds.some((userId) => userIds.includes(userId))) return true;
    if (one.identifier !== undefined && hasIdentifier(customer, one.identifier)) return true;
  }
  return false;
}
