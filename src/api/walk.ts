import { queryOfChildren, typeAbove } from './childrenQuery';
import type { Connection } from './connection';
import type { Customer, Identifier } from './customer';
import {
  havingIdentifier,
  identifierKey,
  provingIdentifier,
  queriedAmong,
  userIdsOf,
  userIdsOfParent,
} from './customerIdentity';
import { isAboutConnection, type ApiError } from './errors';
import { expansionIdentifier } from './identifiers';
import type { CustomersApi, Page, PageOptions, Waiting } from './page';
import { PagesAhead } from './pagesAhead';
import { customerKey, readPage } from './paging';
import type { ChildrenQuery } from './query';
import { soonestWait } from './soonestWait';
import { walkMemory, type LevelKeys, type WalkMemory } from './walkMemory';
import type { Below, LevelRead, LevelToRead, WalkPlace, WalkStep } from './walkSteps';

export interface WalkOptions {
  /** Pages that are read at a time; the client has its own limit besides. */
  readonly concurrentRequests: number;
  readonly identifierPreference: readonly string[];
  /** Levels to read, 1 for those of the query alone; all where it is left out. */
  readonly depthLimit?: number;
  /** Told of the wait that ends first, should requests wait before they are tried again. */
  readonly waiting?: (wait: Waiting | undefined) => void;
  /**
   * Says everything in the order of the hierarchy, whichever answers come first, so that two walks of
   * the same hierarchy say the same; and asks for pages of a long level before those in front of them
   * have come. Otherwise what comes first is said first.
   */
  readonly inOrder?: boolean;
  /** Its own, where it is left out. */
  readonly memory?: WalkMemory;
  /** Where a walk was that left off; its memory is that of before. */
  readonly from?: WalkPosition;
}

export interface WalkPosition {
  readonly customers: number;
  readonly pages: number;
  /** That was begun, and is not read to its end. */
  readonly level?: Pick<LevelRead, 'level' | 'offset'>;
  /** How many levels there are so far. */
  readonly levels: number;
}

/** A list of customers that is read page by page. */
export interface WalkLevel {
  toRead: LevelToRead;
  /** The customer that the walk began with, where its own answer lists it. */
  queried?: Customer;
  /** Customers that it should have, where that is known. */
  announced?: number;
  offset: number;
  /** The last page was a full one. */
  isFull: boolean;
  /** Of the customers read so far. */
  keys: LevelKeys;
  /** Of those that were said when the level was read before. */
  said: readonly LevelKeys[];
}

/** When so many levels in a row fail for no reason of their own, the others would, too. */
const MOST_FAILURES = 8;

/**
 * Reads all of the hierarchy below a query, the upper levels first, and says what it finds in small
 * steps; of what it has said it keeps no more than the userIds. What failed, and what was not read
 * because it was stopped, is read when `steps` is called again.
 */
export class Walk {
  readonly #begun: ChildrenQuery;
  readonly #memory: WalkMemory;
  /** The customer that the walk began with, where its identifier proves who somebody is. */
  readonly #isTop: ((customer: Customer) => boolean) | undefined;
  /** Levels of which pages are read, in the order of the hierarchy. */
  readonly #open = new Set<WalkLevel>();
  /** Those that are read when `steps` is called again. */
  readonly #failed: WalkLevel[] = [];
  #unsaid: WalkStep[] = [];
  #said = 0;
  #customers = 0;
  #pages = 0;
  #levels = 1;
  #failuresInARow = 0;

  constructor(
    private readonly api: CustomersApi,
    private readonly connection: Connection,
    query: ChildrenQuery,
    private readonly options: WalkOptions,
  ) {
    // the number of children spares a request for each customer that has none
    this.#begun = { ...query, includeNoOfChildren: true };
    this.#memory = options.memory ?? walkMemory();
    const top = provingIdentifier(query);
    this.#isTop = top && havingIdentifier(top);
    const { from } = options;
    if (from === undefined) {
      this.#open.add(this.#levelOf({ number: 0, above: [[]] }));
      return;
    }
    this.#customers = from.customers;
    this.#pages = from.pages;
    this.#levels = from.levels;
    if (from.level !== undefined)
      this.#open.add({ ...this.#levelOf(from.level.level), offset: from.level.offset });
  }

  /** Levels that are known of and not read to their end: 0 once the walk is complete. */
  get unread(): number {
    return this.unended + this.#failed.length;
  }

  /** Levels that neither were read to their end nor failed: some are left where it was cut off. */
  get unended(): number {
    return this.#open.size + this.#memory.waiting;
  }

  /** Ends with the hierarchy, at once when it is aborted, and when the host fails for good. */
  steps(signal?: AbortSignal): AsyncGenerator<WalkStep, void, void> {
    return this.#told(() => this.#nextUnsaid(), signal);
  }

  /** The same, all that is said of a page at once: whoever is told of each by itself waits for each. */
  stepsOfPages(signal?: AbortSignal): AsyncGenerator<readonly WalkStep[], void, void> {
    return this.#told(() => this.#allUnsaid(), signal);
  }

  async *#told<Told>(
    unsaid: () => Told | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Told, void, void> {
    const ending = new AbortController();
    for (const level of this.#failed.splice(0)) this.#open.add(level);
    this.#failuresInARow = 0;
    const newWait = soonestWait(this.options.waiting);
    const ahead = new PagesAhead<WalkLevel>({
      most: this.options.concurrentRequests,
      inOrder: this.options.inOrder === true,
      rows: this.#begun.limit,
      open: this.#open,
      next: async () => {
        const toRead = await this.#memory.take();
        return toRead && this.#levelOf(toRead);
      },
      nextAtOnce: () => {
        const toRead = this.#memory.takeAtOnce();
        return toRead && this.#levelOf(toRead);
      },
      ask: (level, offset, stop) => {
        const asked: PageOptions = { signal: stop, background: true, waiting: newWait() };
        return this.api.page(this.connection, this.#queryOf(level, offset), asked);
      },
    });
    const end = () => {
      ending.abort();
      ahead.end();
    };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    try {
      while (!ending.signal.aborted) {
        const told = unsaid();
        if (told !== undefined) {
          yield told;
          continue;
        }
        if (this.#failuresInARow < MOST_FAILURES) await ahead.begin();
        const came = await ahead.come(ending.signal);
        if (came === undefined || came.answer.kind === 'cancelled') return;
        const { level, answer } = came;
        if (answer.kind === 'page') this.#read(level, answer);
        else this.#fail(level, answer);
        ahead.goOn(level);
      }
    } finally {
      signal?.removeEventListener('abort', end);
      end();
    }
  }

  #nextUnsaid(): WalkStep | undefined {
    const step = this.#unsaid[this.#said];
    if (step === undefined) {
      this.#unsaid = [];
      this.#said = 0;
    } else this.#said++;
    return step;
  }

  #allUnsaid(): readonly WalkStep[] | undefined {
    const steps = this.#unsaid.slice(this.#said);
    this.#unsaid = [];
    this.#said = 0;
    return steps.length > 0 ? steps : undefined;
  }

  #levelOf(toRead: LevelToRead): WalkLevel {
    const { announced } = toRead;
    const keys = this.#memory.keysOf(toRead);
    return { toRead, announced, offset: 0, isFull: false, keys, said: [] };
  }

  #read(level: WalkLevel, page: Page): void {
    this.#failuresInARow = 0;
    this.#pages++;
    const isRoot = level.toRead.askedBy === undefined;
    if (isRoot && level.offset === 0 && level.keys.size === 0) this.#meetRoot(level, page);
    const { limit } = this.#begun;
    const { fresh, ending } = readPage(level.keys, page, limit, level.announced);
    level.offset += page.customers.length;
    level.isFull = page.customers.length >= limit;
    const place = placeBelow(level.toRead);
    for (const customer of queriedFirst(fresh, level.queried)) {
      const wasSaid = level.said.some((said) => said.has(customerKey(customer)));
      if (!wasSaid) this.#unsaid.push(this.#meet(customer, level, place));
    }
    if (ending === 'complete') this.#open.delete(level);
    const read = {
      level: level.toRead,
      offset: level.offset,
      isOver: ending === 'complete' || ending === 'stuck',
      page,
    };
    if (ending === 'stuck') this.#leave(level, page);
    this.#unsaid.push(this.#progress(read));
  }

  /** What is missing may be anywhere in the level: another time it is read from its start. */
  #leave(level: WalkLevel, { query }: Page): void {
    const { toRead, keys, announced } = level;
    this.#unsaid.push({
      kind: 'levelStuck',
      place: placeBelow(toRead),
      query,
      ...(announced !== undefined && { announced }),
      received: keys.size,
    });
    level.said = [...level.said, keys];
    level.keys = this.#memory.keysOf(toRead);
    level.offset = 0;
    this.#open.delete(level);
    this.#failed.push(level);
  }

  #fail(level: WalkLevel, error: ApiError): void {
    this.#failuresInARow = isAboutConnection(error) ? this.#failuresInARow + 1 : 0;
    this.#open.delete(level);
    this.#failed.push(level);
    const { toRead, offset } = level;
    this.#unsaid.push(
      {
        kind: 'levelFailed',
        place: placeBelow(toRead),
        query: this.#queryOf(level, offset),
        error,
      },
      this.#progress({ level: toRead, offset, isOver: true }),
    );
  }

  /** The first page may tell more of the customer that the walk began with. */
  #meetRoot(level: WalkLevel, page: Page): void {
    if (this.#begun.associationEntityType === 'company') return;
    const queried = queriedAmong(this.#begun, page.customers);
    const userIds = queried === undefined ? userIdsOfParent(page) : userIdsOf(queried);
    level.toRead = {
      ...level.toRead,
      above: [userIds],
      // whoever is listed goes first
      ...(queried !== undefined && { parent: 1 }),
    };
    level.queried = queried;
    if (queried?.noOfChildren === undefined) return;
    level.announced = queried.noOfChildren + 1;
    level.toRead = { ...level.toRead, announced: level.announced };
  }

  #meet(customer: Customer, level: WalkLevel, place: WalkPlace): WalkStep {
    const { toRead } = level;
    if (customer === level.queried) {
      if (customer.userId !== undefined) this.#memory.meet(customer.userId, toRead);
      const top = { depth: 0, path: [] };
      return {
        kind: 'customer',
        place: top,
        number: ++this.#customers,
        customer,
        below: 'toBeRead',
      };
    }
    if (this.#isAbove(customer, toRead)) return { kind: 'cycle', place, customer };
    // most customers have a userId, and nobody below: then it does not matter what they are asked by
    const identifier =
      customer.userId !== undefined && customer.noOfChildren === 0
        ? undefined
        : expansionIdentifier(
            customer,
            toRead.askedBy?.type ?? typeAbove(this.#begun),
            this.options.identifierPreference,
          );
    if (!this.#isNew(customer, identifier, toRead)) return { kind: 'duplicate', place, customer };
    const number = ++this.#customers;
    const below = this.#below(customer, identifier, place.depth);
    if (below === 'toBeRead' && identifier !== undefined)
      this.#memory.put({
        number: this.#levels++,
        above: [...toRead.above, userIdsOf(customer)],
        parent: number,
        askedBy: identifier,
        ...(customer.noOfChildren !== undefined && { announced: customer.noOfChildren }),
      });
    return { kind: 'customer', place, number, customer, below };
  }

  #isNew({ userId }: Customer, identifier: Identifier | undefined, level: LevelToRead): boolean {
    // of customers without a userId, nothing else tells them apart
    const key = userId ?? (identifier && `identifier ${identifierKey(identifier)}`);
    return key === undefined || this.#memory.meet(key, level);
  }

  #isAbove(customer: Customer, { above }: LevelToRead): boolean {
    const isListed = (userId: string) => above.some((ancestor) => ancestor.includes(userId));
    return (
      customer.profiles.some(({ userId }) => userId !== undefined && isListed(userId)) ||
      this.#isTop?.(customer) === true
    );
  }

  #below(customer: Customer, identifier: Identifier | undefined, depth: number): Below {
    if (customer.noOfChildren === 0) return 'leaf';
    if (depth >= (this.options.depthLimit ?? Infinity)) return 'tooDeep';
    return identifier === undefined ? 'noIdentifier' : 'toBeRead';
  }

  #queryOf({ toRead: { askedBy } }: WalkLevel, offset: number): ChildrenQuery {
    const query =
      askedBy === undefined ? this.#begun : queryOfChildren(this.#begun, this.connection, askedBy);
    return { ...query, offset };
  }

  #progress(read: LevelRead): WalkStep {
    return {
      kind: 'progress',
      customers: this.#customers,
      pages: this.#pages,
      unread: this.unread,
      read,
    };
  }
}

function queriedFirst(
  customers: readonly Customer[],
  queried: Customer | undefined,
): readonly Customer[] {
  if (queried === undefined || !customers.includes(queried)) return customers;
  return [queried, ...customers.filter((customer) => customer !== queried)];
}

function placeBelow({ above, parent }: LevelToRead): WalkPlace {
  return {
    // the one above those of the walk's own level is not one of them
    depth: above.length,
    path: above.flatMap(([userId]) => userId ?? []),
    parentUserId: above.at(-1)?.[0],
    ...(parent !== undefined && { parent }),
  };
}
