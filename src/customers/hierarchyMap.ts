import type { CustomersApi } from '../api/page';
import type { Connection } from '../api/connection';
import type { ApiError } from '../api/errors';
import type { Ending } from '../api/paging';
import { queryPath, type CustomersRequest } from '../api/query';
import { Walk } from '../api/walk';
import type { WalkStep } from '../api/walkSteps';
import { errorSentenceIn, type Localisation } from '../connections/errorSentences';
import { waitingReasonIn } from '../connections/waitingSentences';
import type { Figures } from '../figures';
import type { HierarchyMap, MapStart } from '../inspector/hierarchyMaps';
import type { MapLevelPhase, MapNode, MapToPage } from '../inspector/wireMap';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { Forest } from './forest';
import type { LevelState } from './level';
import type { CustomerRow, LevelRow, RootRow, Row } from './rows';
import { customerLabel, hasConflicts, identifierWords } from './rowWords';
import { KeptPages } from './keptPages';
import { MapSending, type LevelStanding } from './mapSending';

export interface MapDoors {
  readonly api: CustomersApi;
  connection(id: string): Connection | undefined;
  identifierPreference(): readonly string[];
  concurrentRequests(): number;
  readonly masking: Masking;
  readonly l10n: Localisation;
  readonly figures: Pick<Figures, 'count'>;
  post(message: MapToPage): void;
}

const ROOT = 0;
const LONGEST_NAME = 80;

/**
 * The picture of what is below the customer, or the company, of one answer. It grows as the tree
 * does, from rows of the tree's own kind, and begins with the answer that is there already. A walk of
 * the whole hierarchy leaves its pages here, and the levels take them from there.
 */
export class HierarchyMapOfAnswer implements HierarchyMap {
  readonly #pages: KeptPages;
  readonly #forest: Forest;
  readonly #root: RootRow;
  readonly #numbers = new Map<string, number>();
  readonly #nodes = new Map<number, LevelRow>();
  readonly #sending: MapSending;
  /** Levels by the question whose answer they wait for. */
  readonly #open = new Map<string, Set<LevelRow>>();
  /** How the last reading of the whole ended, in words that may be said when it is called. */
  #end: (() => string) | undefined;
  #walk: Walk | undefined;
  #walking: AbortController | undefined;
  /** That the walk has met. */
  #customers = 0;

  constructor(
    private readonly doors: MapDoors,
    private readonly start: MapStart,
  ) {
    const { request, page } = start;
    this.#pages = new KeptPages(doors.api, (query) => this.#fill(queryPath(query)));
    this.#pages.keep(page);
    this.#forest = new Forest({
      ask: async ({ connectionId, query }, options) => {
        const connection = doors.connection(connectionId);
        return connection === undefined
          ? { kind: 'cancelled' }
          : this.#pages.page(connection, query, options);
      },
      connection: (id) => doors.connection(id),
      pageSize: () => page.query.limit,
      identifierPreference: () => doors.identifierPreference(),
      changed: (row) => this.#changed(row),
      working: () => undefined,
    });
    // without the number of children nobody sees where there is more
    // of what a program holds, nobody can be asked for more
    const includeNoOfChildren = page.heldBy === undefined || page.query.includeNoOfChildren;
    const query = { ...page.query, offset: 0, includeNoOfChildren };
    this.#root = this.#forest.plant({ ...request, query });
    this.#sending = new MapSending({
      run: start.run,
      masking: doors.masking,
      post: (message) => doors.post(message),
      root: () => this.#rootNode(),
      node: (row) => this.#node(row),
      number: (row) => this.#number(row),
      making: (row) => this.#forest.making(row),
      customers: (row) => this.#customersOf(row),
      standing: (row) => this.#standing(row),
      comes: (row) => this.#awaitBelow(row),
      named: () => this.#endAgain(),
    });
    this.#number(this.#root);
    this.#await(this.#root);
    this.load(ROOT);
  }

  show(): void {
    const { run, page } = this.start;
    const { offset } = page.query;
    const note = this.doors.l10n.t(
      'The map begins with the first customer; the answer begins at offset {offset}.',
      { offset: this.doors.figures.count(offset) },
    );
    const root = this.#rootNode();
    this.doors.post({ kind: 'map', run, root, ...(offset > 0 && { note }) });
    // in the order of numbering: a level comes after the node that it is below
    const begun = [...this.#nodes.values()].filter((row) => this.#forest.begunLevel(row));
    this.#sending.beginAnew(begun);
  }

  nameAgain(): void {
    this.#sending.nameAgain();
  }

  load(node: number): void {
    const row = this.#nodes.get(node);
    if (row === undefined) return;
    const level = this.#forest.level(row);
    if (level.stuck && row.request !== undefined) this.#pages.forget(row.request.query);
    void (level.state.phase === 'loading' ? level.retry() : level.more());
    // whoever asked sees at once that it is on its way
    this.#sending.sayStanding(row, ({ phase }) => phase === 'loading');
    this.#sending.send(row);
  }

  request(node: number): CustomersRequest | undefined {
    return this.#nodes.get(node)?.request;
  }

  async loadWhole(): Promise<void> {
    const { connectionId, query } = this.#root.asked;
    const connection = this.doors.connection(connectionId);
    if (this.#walking !== undefined || connection === undefined) return;
    const walking = new AbortController();
    this.#walking = walking;
    this.#walk ??= new Walk(this.#pages, connection, query, {
      concurrentRequests: this.doors.concurrentRequests(),
      identifierPreference: this.doors.identifierPreference(),
    });
    let failed: ApiError | undefined;
    let isStuck = false;
    this.#say(true, this.doors.l10n.t('Reading the whole hierarchy…'));
    for await (const step of this.#walk.steps(walking.signal)) {
      if (step.kind === 'levelFailed') failed = step.error;
      if (step.kind === 'levelStuck') {
        isStuck = true;
        // read again, it is to be read from the server
        this.#pages.forget(step.query);
      }
      if (step.kind !== 'progress') continue;
      this.#customers = step.customers;
      this.#say(true, this.#readingSentence(step));
    }
    this.#walking = undefined;
    // the page opens what comes while it is read
    await this.#sending.settled();
    this.#end = () => this.#endSentence(walking.signal.aborted, failed, isStuck);
    this.#say(false, this.#end());
  }

  stop(): void {
    this.#walking?.abort();
  }

  dispose(): void {
    this.#sending.end();
    this.stop();
    this.#forest.remove(this.#root);
    this.#open.clear();
  }

  #changed(row: LevelRow): void {
    this.#await(row);
    this.#sending.send(row);
  }

  #awaitBelow(row: CustomerRow): void {
    const below = this.#forest.childrenRow(row);
    if (below !== undefined && this.#forest.begunLevel(below) === undefined) this.#await(below);
  }

  /** Takes note of what a level has to ask next; where that has come already, it takes it. */
  #await(row: LevelRow): void {
    const asked = row.request;
    const level = this.#forest.begunLevel(row);
    if (asked === undefined || level?.complete === true) return;
    const isStuck = level?.stuck === true;
    const offset = isStuck ? 0 : (level?.state.listing.received ?? 0);
    const query = { ...asked.query, offset };
    const key = queryPath(query);
    const waiting = this.#open.get(key) ?? new Set();
    this.#open.set(key, waiting.add(row));
    // the root begins by itself, and what is stuck has read the page that there is
    if (row.kind !== 'root' && !isStuck && this.#pages.has(query)) this.#fill(key);
  }

  #fill(key: string): void {
    const rows = this.#open.get(key);
    this.#open.delete(key);
    for (const row of rows ?? []) {
      const level = this.#forest.level(row);
      // one that is loading has asked by itself
      if (level.state.phase !== 'loading') void level.more();
    }
  }

  #standing(row: LevelRow): LevelStanding | undefined {
    const level = this.#forest.begunLevel(row);
    return level && this.#phase(level.state);
  }

  #phase(state: LevelState): LevelStanding {
    const { l10n, masking } = this.doors;
    switch (state.phase) {
      case 'idle':
        return { phase: 'loading' };
      case 'loading':
        return state.waiting === undefined
          ? { phase: 'loading' }
          : { phase: 'waiting', reason: waitingReasonIn(l10n, state.waiting) };
      case 'failed':
        return { phase: 'failed', reason: errorSentenceIn(l10n, masking.error(state.error)) };
      case 'stopped':
      case 'loaded':
        return { phase: restingPhase(state.listing.ending) };
    }
  }

  /** Of a level that was begun; looking at another one would begin it. */
  #customersOf(row: LevelRow): readonly CustomerRow[] {
    if (this.#forest.begunLevel(row) === undefined) return [];
    return this.#forest.children(row).filter((one: Row) => one.kind === 'customer');
  }

  #node(row: CustomerRow): MapNode {
    const { masking, l10n } = this.doors;
    const customer = masking.customer(row.customer);
    const askedBy = this.#forest.askedBy(row);
    const below = this.#forest.childrenRow(row);
    return {
      id: this.#number(below ?? row),
      name: visibleText(customerLabel({ ...row, customer }, { l10n }), LONGEST_NAME),
      ...(askedBy && {
        identifier: visibleText(identifierWords(masking.identifier(askedBy)), LONGEST_NAME),
      }),
      ...(customer.roleCode && { role: visibleText(customer.roleCode, LONGEST_NAME) }),
      standing: row.standing,
      isDefault: customer.defaultChild === true,
      hasConflicts: hasConflicts(row),
      ...(customer.noOfChildren !== undefined && { children: customer.noOfChildren }),
      canOpen: below?.request !== undefined,
      ...(row.page === this.start.page && { pointer: customer.pointer }),
    };
  }

  #rootNode(): MapNode {
    const { masking } = this.doors;
    const { identifierType, identifierValue } = this.#root.asked.query;
    return {
      id: ROOT,
      name: visibleText(masking.value(identifierValue), LONGEST_NAME),
      identifier: visibleText(identifierType, LONGEST_NAME),
      standing: 'child',
      isDefault: false,
      hasConflicts: false,
      canOpen: true,
    };
  }

  #number(row: LevelRow | CustomerRow): number {
    const known = this.#numbers.get(row.id);
    const number = known ?? this.#numbers.size;
    this.#numbers.set(row.id, number);
    if (row.kind !== 'customer') this.#nodes.set(number, row);
    return number;
  }

  #readingSentence({ customers, unread }: Extract<WalkStep, { kind: 'progress' }>): string {
    const { l10n, figures } = this.doors;
    return l10n.t('{customers} customers so far, {levels} levels to read', {
      customers: figures.count(customers),
      levels: figures.count(unread),
    });
  }

  #endSentence(isStopped: boolean, failed: ApiError | undefined, isStuck: boolean): string {
    const { l10n, figures, masking } = this.doors;
    const unread = this.#walk?.unread ?? 0;
    const counts = { customers: figures.count(this.#customers), levels: figures.count(unread) };
    if (unread === 0) return l10n.t('All {customers} customers are in the map.', counts);
    if (failed !== undefined && !isStopped)
      return l10n.t('{customers} customers, {levels} levels could not be read: {reason}', {
        ...counts,
        reason: errorSentenceIn(l10n, masking.error(failed)),
      });
    if (isStuck && !isStopped)
      return l10n.t(
        '{customers} customers, {levels} levels with fewer than the server announced. Load the hierarchy again to ask for them anew.',
        counts,
      );
    return l10n.t('Stopped: {customers} customers, {levels} levels not read yet.', counts);
  }

  /** What it says may be about people. */
  #endAgain(): void {
    if (this.#end !== undefined && this.#walking === undefined) this.#say(false, this.#end());
  }

  #say(isRunning: boolean, sentence: string): void {
    const { run } = this.start;
    this.doors.post({ kind: 'mapProgress', run, progress: { isRunning, sentence } });
  }
}

function restingPhase(ending: Ending): MapLevelPhase {
  return ending === 'unknown' ? 'more' : ending;
}
