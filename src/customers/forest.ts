import type { Customer, Identifier } from '../api/customer';
import type { ApiError } from '../api/errors';
import type { Answer, Page, PageOptions } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { queriedAmong } from '../api/customerIdentity';
import { SANDBOX_ID } from '../connections/settingsEntries';
import { placeIn } from '../inspector/commandTarget';
import { standings } from './ancestry';
import { customerDetails, detailsOf, parentCustomerRows } from './detailRows';
import { factRows } from './factRows';
import { Level } from './level';
import { originOf, type Listed, type Listing } from './listing';
import { issueRows, tailRows } from './levelRows';
import { Questions, type QuestionDoors } from './questions';
import {
  rootId,
  rootOf,
  rowId,
  type ChildrenRow,
  type CustomerRow,
  type LevelRow,
  type RootRow,
  type Row,
  type Standing,
} from './rows';

export interface ForestDoors extends QuestionDoors {
  /** Never rejects. */
  ask(request: CustomersRequest, options: PageOptions): Promise<Answer>;
  /**
   * Told when what is below a row, or said of it, is not the same any more.
   * @param goesOn it will be another one again in a moment, page after page
   */
  changed(row: LevelRow, goesOn?: boolean): void;
  /** Told of each piece of work on a row, with the promise of its end. */
  working(row: LevelRow, work: Promise<void>): void;
}

/**
 * The inspected parents and all that was loaded below them. Rows are made when someone looks at them;
 * what has been loaded is kept by row id, so that rows made again find it again.
 */
export class Forest {
  #roots: readonly RootRow[] = [];
  /** Rows that have a level, in their latest making. */
  readonly #levelRows = new Map<string, LevelRow>();
  readonly #levels = new Map<string, Level>();
  readonly #questions: Questions;
  readonly #customerRows = new WeakMap<LevelRow, WeakMap<Customer, CustomerRow>>();
  readonly #details = new WeakMap<Row, readonly Row[]>();
  readonly #childrenRowOf = new WeakMap<CustomerRow, ChildrenRow>();

  constructor(private readonly doors: ForestDoors) {
    this.#questions = new Questions(doors);
  }

  get roots(): readonly RootRow[] {
    return this.#roots;
  }

  /** Puts a parent at the top; one that is there keeps its place and its rows, and is asked anew. */
  plant(asked: CustomersRequest): RootRow {
    const root = this.#rootRow(asked);
    const isThere = this.#roots.some(({ id }) => id === root.id);
    this.#roots = isThere
      ? this.#roots.map((row) => (row.id === root.id ? root : row))
      : [root, ...this.#roots];
    if (isThere) this.#levelRows.set(root.id, root);
    return root;
  }

  /** Takes a parent away, and cancels what is under way for it; the function returned undoes that. */
  remove(root: RootRow): () => void {
    const place = this.#roots.findIndex(({ id }) => id === root.id);
    this.#roots = this.#roots.filter(({ id }) => id !== root.id);
    const levels = [...this.#levels].filter(([id]) => isAtOrBelow(id, root.id));
    const rows = [...this.#levelRows].filter(([id]) => isAtOrBelow(id, root.id));
    this.#forget(root.id);
    return () => {
      if (this.#roots.some(({ id }) => id === root.id)) return;
      this.#roots = this.#roots.toSpliced(Math.max(place, 0), 0, root);
      for (const [id, row] of rows) this.#levelRows.set(id, row);
      for (const [id, level] of levels) this.#levels.set(id, level);
    };
  }

  /** Rows below a row, and loading of what is not there yet begins; without a row, the parents. */
  children(row?: Row): readonly Row[] {
    if (row === undefined) return this.#roots;
    switch (row.kind) {
      case 'root':
      case 'children':
        return this.#levelContent(row);
      case 'customer':
        return this.#cached(row, () => {
          const below = this.childrenRow(row);
          return [...(below === undefined ? [] : [below]), ...customerDetails(row)];
        });
      case 'profile':
      case 'group':
      case 'blank':
      case 'identifier':
      case 'channel':
      case 'field':
        return this.#cached(row, () => detailsOf(row));
      case 'error':
        return this.#cached(row, () => factRows(row));
      case 'issue':
      case 'loading':
      case 'empty':
      case 'more':
      case 'fact':
      case 'note':
        return [];
    }
  }

  /** The row with an id, among those whose parents were looked at. */
  find(id: string, among: readonly Row[] = this.#roots): Row | undefined {
    for (const row of among) {
      if (row.id === id) return row;
      if (isAtOrBelow(id, row.id) && this.#wasOpened(row)) return this.find(id, this.children(row));
    }
    return undefined;
  }

  /** Rows of a customer, below whichever parents it was loaded. */
  customerRows(connectionId: string, userId: string): readonly CustomerRow[] {
    return [...this.#levels].flatMap(([id, level]) => {
      const row = this.#levelRows.get(id);
      if (row === undefined || rootOf(row).asked.connectionId !== connectionId) return [];
      const { customers } = level.state.listing;
      if (!customers.some(({ customer }) => customer.userId === userId)) return [];
      return this.#customersBelow(row, customers).filter(
        ({ customer }) => customer.userId === userId,
      );
    });
  }

  /** Rows of the customers that were loaded in a level; asks for nothing. */
  loadedRows(row: LevelRow): readonly CustomerRow[] {
    const level = this.begunLevel(row);
    return level === undefined ? [] : this.#customersBelow(row, level.state.listing.customers);
  }

  /** Customers that were loaded, level by level. */
  *loadedCustomers(): Generator<readonly Listed[], void> {
    for (const { state } of this.#levels.values()) yield state.listing.customers;
  }

  /** Rows of loaded customers that match, below whichever parents, and of so many at the most. */
  matchingRows(matches: (customer: Customer) => boolean, most: number): readonly CustomerRow[] {
    const found: CustomerRow[] = [];
    for (const [id, level] of this.#levels) {
      const row = this.#levelRows.get(id);
      const { customers } = level.state.listing;
      if (row === undefined || !customers.some(({ customer }) => matches(customer))) continue;
      for (const one of this.#customersBelow(row, customers)) {
        if (found.length === most) return found;
        if (matches(one.customer)) found.push(one);
      }
    }
    return found;
  }

  level(row: LevelRow): Level {
    const { id } = row;
    const known = this.#levels.get(id);
    if (known !== undefined) return known;
    if (!this.#levelRows.has(id)) this.#levelRows.set(id, row);
    // rows are made anew when those above them are read again: always the latest counts
    const latest = () => this.#levelRows.get(id) ?? row;
    const level = new Level({
      ask: (offset, options) => this.#ask(latest(), offset, options),
      isOfHostBefore: (listing) => this.#isOfHostBefore(latest(), listing),
      announced: (customers) => announcedFor(latest(), customers),
      changed: (goesOn) => {
        if (this.#levels.get(id) === level) this.doors.changed(latest(), goesOn);
      },
      working: (work) => this.doors.working(latest(), work),
    });
    this.#levels.set(id, level);
    return level;
  }

  /** The level below a row, where one was begun. */
  begunLevel(row: LevelRow): Level | undefined {
    return this.#levels.get(row.id);
  }

  /** All pages that came, of all levels. */
  pages(): readonly Page[] {
    return [...this.#levels.values()].flatMap(({ state }) => state.listing.pages);
  }

  /** Customers that a level should have, where that is known. */
  announced(row: LevelRow): number | undefined {
    const listed = this.begunLevel(row)?.state.listing.customers ?? [];
    return announcedFor(
      row,
      listed.map(({ customer }) => customer),
    );
  }

  /**
   * The host that answered what is shown in a level, as an origin, where that is not the connection's
   * any more. Below it, all goes by what that host said, whoever answers.
   */
  hostBefore(row: LevelRow): string | undefined {
    const outdated = this.#outdated(row);
    const level = outdated && this.begunLevel(outdated);
    return level && originOf(level.state.listing);
  }

  /** Appends the next page; where the rows are of the host before, asks anew. */
  more(row: LevelRow): Promise<void> {
    const outdated = this.#outdated(row);
    return outdated === undefined ? this.level(row).more() : this.refresh(outdated);
  }

  /**
   * Reads a level again at once, and those below it when they are next looked at; where it is below
   * rows of the host before, those: nobody knows whom the host of now has there.
   */
  refresh(asked: LevelRow): Promise<void> {
    const row = this.#outdated(asked) ?? asked;
    for (const [id, level] of this.#levels) {
      if (id !== row.id && isAtOrBelow(id, row.id)) level.markStale();
    }
    return this.level(row).refresh();
  }

  /** Tries again what failed over a connection, where `concerns` says so of the failure. */
  retryFailed(connectionId: string, concerns: (error: ApiError) => boolean): void {
    for (const [id, level] of this.#levels) {
      const row = this.#levelRows.get(id);
      if (row === undefined || rootOf(row).asked.connectionId !== connectionId) continue;
      if (level.state.phase !== 'failed' || !concerns(level.state.error)) continue;
      // whom the host before had there is nobody to ask the host of now for
      if ((this.#outdated(row) ?? row) !== row) continue;
      void level.retry();
      this.doors.changed(row);
    }
  }

  /** The identifier that a customer's children are asked by; undefined when it has none. */
  askedBy(row: CustomerRow): Identifier | undefined {
    return this.#questions.askedBy(row);
  }

  /** Asks for a customer's children by another identifier, from now on. */
  askBy(row: CustomerRow, identifier: Identifier): ChildrenRow | undefined {
    this.#questions.choose(row, identifier);
    const below = this.childrenRow(row);
    if (below !== undefined) this.#forget(below.id);
    return below;
  }

  /** The level of a customer's children, where it can have any that are worth following. */
  childrenRow(parent: CustomerRow): ChildrenRow | undefined {
    const { standing, customer } = parent;
    if (standing !== 'child' || customer.noOfChildren === 0) return undefined;
    const known = this.#childrenRowOf.get(parent);
    if (known !== undefined) return known;
    const made = this.#madeChildrenRow(parent);
    this.#childrenRowOf.set(parent, made);
    return made;
  }

  #levelContent(row: LevelRow): readonly Row[] {
    this.#levelRows.set(row.id, row);
    const request = this.#questions.requestFor(row, 0);
    const isConnected = this.doors.connection(rootOf(row).asked.connectionId) !== undefined;
    if (!isConnected || request === undefined) {
      const note = isConnected ? 'noIdentifier' : 'connectionRemoved';
      const known = this.begunLevel(row)?.state.listing.customers ?? [];
      return [
        { kind: 'note', id: rowId(row, 'note'), parent: row, note },
        ...this.#customersBelow(row, known),
      ];
    }
    const level = this.level(row);
    const outdated = this.#outdated(row);
    // what is above was read again, and is of the host of now: so is this, once it is looked at
    if (outdated === undefined || (outdated === row && level.isStale)) void level.show();
    const note: readonly Row[] =
      outdated === undefined
        ? []
        : [{ kind: 'note', id: rowId(row, 'note'), parent: row, note: 'hostBefore' }];
    const { listing, phase } = level.state;
    if (outdated !== undefined && phase === 'idle') return note;
    const { before, after } = tailRows(row, level.state, {
      request: { ...request, query: { ...request.query, offset: listing.received } },
      total: this.announced(row),
    });
    return [
      ...before,
      ...note,
      ...issueRows(row, listing.pages),
      ...(row.kind === 'root' ? parentCustomerRows(row, listing.pages) : []),
      ...this.#customersBelow(row, listing.customers),
      ...after,
    ];
  }

  /** The highest level, of a row and those above it, whose rows are of a host before. */
  #outdated(row: LevelRow): LevelRow | undefined {
    const above = row.kind === 'children' ? this.#outdated(row.parent.parent) : undefined;
    if (above !== undefined) return above;
    const level = this.begunLevel(row);
    return level !== undefined && this.#isOfHostBefore(row, level.state.listing) ? row : undefined;
  }

  #isOfHostBefore(row: LevelRow, listing: Listing): boolean {
    const { connectionId } = rootOf(row).asked;
    // the sandbox has the same people at whatever port it starts
    if (connectionId === SANDBOX_ID) return false;
    const before = originOf(listing);
    const now = this.doors.connection(connectionId)?.origin;
    return before !== undefined && now !== undefined && before !== now;
  }

  /** Makes the rows of a level's customers step by step: of thousands, that takes its time. */
  *making(row: LevelRow): Generator<undefined, void> {
    const listed = this.begunLevel(row)?.state.listing.customers ?? [];
    const stands = standings(row, listed);
    for (const [index, entry] of listed.entries()) {
      this.#customerRowOnce(row, entry, stands[index]);
      yield;
    }
  }

  #customersBelow(row: LevelRow, listed: readonly Listed[]): readonly CustomerRow[] {
    const stands = standings(row, listed);
    return listed.map((entry, index) => this.#customerRowOnce(row, entry, stands[index]));
  }

  #customerRowOnce(row: LevelRow, entry: Listed, standing: Standing = 'child'): CustomerRow {
    const made = this.#customerRows.get(row) ?? new WeakMap<Customer, CustomerRow>();
    this.#customerRows.set(row, made);
    const known = made.get(entry.customer);
    if (known?.standing === standing) return known;
    const fresh = this.#customerRow(row, entry, standing);
    made.set(entry.customer, fresh);
    return fresh;
  }

  #customerRow(parent: LevelRow, { key, customer, page }: Listed, standing: Standing): CustomerRow {
    const request = (row: CustomerRow) => this.#questions.requestForChildren(row);
    const answer = (row: CustomerRow) => this.#answerBelow(`${row.id}/children`);
    const value = (row: CustomerRow) => this.askedBy(row)?.value ?? customer.userId;
    return {
      kind: 'customer',
      id: rowId(parent, 'customer', key),
      parent,
      customer,
      page,
      standing,
      json: placeIn(page, customer.pointer),
      get request() {
        return request(this);
      },
      /** What the row shows beside the name. */
      get value() {
        return value(this);
      },
      get answer() {
        return answer(this);
      },
    };
  }

  #madeChildrenRow(parent: CustomerRow): ChildrenRow {
    const id = rowId(parent, 'children');
    const request = () => this.#questions.requestForChildren(parent);
    const answer = () => this.#answerBelow(id);
    return {
      kind: 'children',
      id,
      parent,
      get request() {
        return request();
      },
      get answer() {
        return answer();
      },
    };
  }

  #rootRow(asked: CustomersRequest): RootRow {
    const id = rootId(asked);
    const request = (row: RootRow) => this.#questions.requestFor(row, 0);
    const answer = () => this.#answerBelow(id);
    return {
      kind: 'root',
      id,
      asked,
      value: asked.query.identifierValue,
      get request() {
        return request(this);
      },
      get answer() {
        return answer();
      },
    };
  }

  #ask(row: LevelRow, offset: number, options: PageOptions): Promise<Answer> {
    const request = this.#questions.requestFor(row, offset);
    if (request === undefined) return Promise.resolve({ kind: 'cancelled' });
    return this.doors.ask(request, options);
  }

  /** The first page of a level, or why there is none. */
  #answerBelow(levelId: string): Answer | undefined {
    const state = this.#levels.get(levelId)?.state;
    if (state === undefined) return undefined;
    return state.listing.pages[0] ?? (state.phase === 'failed' ? state.error : undefined);
  }

  #cached(row: Row, make: () => readonly Row[]): readonly Row[] {
    const known = this.#details.get(row);
    if (known !== undefined) return known;
    const made = make();
    this.#details.set(row, made);
    return made;
  }

  #wasOpened(row: Row): boolean {
    const isLevel = row.kind === 'root' || row.kind === 'children';
    // not only those that something was asked for: there may be nothing to ask by
    return isLevel ? this.#levelRows.has(row.id) : true;
  }

  #forget(id: string): void {
    for (const [levelId, level] of [...this.#levels]) {
      if (!isAtOrBelow(levelId, id)) continue;
      this.#levels.delete(levelId);
      this.#levelRows.delete(levelId);
      level.stop();
    }
  }
}

/**
 * Customers that a level should have: the children that its customer is said to have, and for
 * `parentChildCustomer` that customer itself besides.
 */
function announcedFor(row: LevelRow, customers: readonly Customer[]): number | undefined {
  if (row.kind === 'children') return row.parent.customer.noOfChildren;
  const children = queriedAmong(row.asked.query, customers)?.noOfChildren;
  return children === undefined ? undefined : children + 1;
}

function isAtOrBelow(id: string, ancestorId: string): boolean {
  return id === ancestorId || id.startsWith(`${ancestorId}/`);
}
