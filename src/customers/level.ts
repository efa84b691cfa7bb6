import type { Customer } from '../api/customer';
import type { ApiError } from '../api/errors';
import type { Answer, PageOptions, Waiting } from '../api/page';
import { nothingListed, withPage, type Listing } from './listing';

/**
 * `idle`: not asked yet. `stopped`: the user cancelled before anything came. `loading`: a request is
 * under way, for the next page or to read everything again. `failed`: the last request failed; what
 * was there before still is.
 */
export type LevelState =
  | { readonly phase: 'idle' | 'stopped' | 'loaded'; readonly listing: Listing }
  | {
      readonly phase: 'loading';
      readonly purpose: Purpose;
      readonly listing: Listing;
      /** The last try failed, and the next one is to come. */
      readonly waiting?: Waiting;
    }
  | {
      readonly phase: 'failed';
      readonly purpose: Purpose;
      readonly listing: Listing;
      readonly error: ApiError;
    };

/** To append the next page, or to read again what is there. */
type Purpose = 'grow' | 'refresh';

export interface LevelDoors {
  /** Asks for the page at an offset; never rejects. */
  ask(offset: number, options: PageOptions): Promise<Answer>;
  /** Whether the rows came from a host that is not the connection's any more. */
  isOfHostBefore(listing: Listing): boolean;
  /** Customers that the level should have, where these, or what is above it, tell. */
  announced(customers: readonly Customer[]): number | undefined;
  /**
   * Told of each answer, each stop and each wait. What a method begins, its caller knows already.
   * @param goesOn a page came, and others follow by themselves
   */
  changed(goesOn?: boolean): void;
  /** Told of work that has begun, with the promise of its end. */
  working(work: Promise<void>): void;
}

/** What others may see of a level. */
export type LevelView = Pick<Level, 'state' | 'complete'>;

interface Work {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/**
 * One level of the tree: the customers below one row, loaded page by page. At most one request is
 * under way; asking again for the same gives the promise that there is, and a newer purpose wins.
 */
export class Level {
  #state: LevelState = { phase: 'idle', listing: nothingListed };
  #work: Work | undefined;
  /** What a refresh has read so far; it takes the place of the listing when it is whole. */
  #draft: Listing | undefined;
  #stale = false;
  #loadingAll = 0;

  constructor(private readonly doors: LevelDoors) {}

  get state(): LevelState {
    return this.#state;
  }

  get complete(): boolean {
    return this.#state.phase === 'loaded' && this.#state.listing.ending === 'complete';
  }

  /** The server sent nothing new, and fewer customers than it announced. */
  get stuck(): boolean {
    return this.#state.phase === 'loaded' && this.#state.listing.ending === 'stuck';
  }

  /** Loads the first page unless that was done; reads again what is known to be out of date. */
  show(): Promise<void> {
    if (this.#state.phase === 'idle') return this.#begin('grow');
    if (this.#stale && this.#state.phase !== 'loading') return this.refresh();
    return this.#work?.done ?? Promise.resolve();
  }

  /** Appends the next page; after a failure, the one that failed; reads again from the start what is stuck. */
  more(background = false): Promise<void> {
    if (this.#work !== undefined) return this.#work.done;
    if (this.complete) return Promise.resolve();
    if (this.stuck) return this.refresh(background);
    return this.#begin(this.#state.phase === 'failed' ? this.#state.purpose : 'grow', background);
  }

  /** Tries again what failed, from where it stopped; what waits before it is tried again, at once. */
  retry(): Promise<void> {
    const state = this.#state;
    if (state.phase === 'failed') return this.more();
    if (state.phase === 'loading' && state.waiting !== undefined) return this.#begin(state.purpose);
    return this.#work?.done ?? Promise.resolve();
  }

  /** Reads again as many rows as were received; the old ones stay until all of that succeeded. */
  refresh(background = false): Promise<void> {
    this.#stale = false;
    this.#draft = undefined;
    const isFirst = this.#state.listing.pages.length === 0;
    return this.#begin(isFirst ? 'grow' : 'refresh', background);
  }

  /** Loads page after page until the end, a failure, a page with nothing new, or the signal. */
  async all(signal: AbortSignal, progress: (listing: Listing) => void): Promise<void> {
    const stop = () => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#loadingAll++;
    try {
      while (!signal.aborted && !this.complete) {
        const before = this.#state.listing;
        await this.more(true);
        // begun anew meanwhile
        while (this.#work !== undefined) await this.#work.done;
        // failed, or stopped by somebody else
        if (this.#state.phase !== 'loaded' || this.#state.listing === before) return;
        progress(this.#state.listing);
        if (this.stuck) return;
      }
    } finally {
      this.#loadingAll--;
      signal.removeEventListener('abort', stop);
    }
  }

  /** Cancels what is under way and keeps what came. */
  stop(): void {
    if (this.#work === undefined) return;
    this.#work.controller.abort();
    this.#work = undefined;
    this.#rest();
  }

  /** Whether what is shown is to be read again when it is next looked at. */
  get isStale(): boolean {
    return this.#stale;
  }

  /** What is shown is to be read again when it is next looked at. */
  markStale(): void {
    if (this.#state.phase !== 'idle') this.#stale = true;
  }

  #begin(wanted: Purpose, background = false): Promise<void> {
    this.#work?.controller.abort();
    // rows of another host are no beginning of what this one has: it is read from its start
    const purpose = this.doors.isOfHostBefore(this.#state.listing) ? 'refresh' : wanted;
    const controller = new AbortController();
    const { signal } = controller;
    this.#state = { phase: 'loading', purpose, listing: this.#state.listing };
    const waiting = (wait: Waiting | undefined) => {
      if (signal.aborted) return;
      this.#state = { phase: 'loading', purpose, listing: this.#state.listing, waiting: wait };
      this.doors.changed();
    };
    const done = this.#run(purpose, { signal, background, waiting });
    this.#work = { controller, done };
    this.doors.working(done);
    return done;
  }

  async #run(
    purpose: Purpose,
    options: PageOptions & { readonly signal: AbortSignal },
  ): Promise<void> {
    for (;;) {
      const listing = purpose === 'grow' ? this.#state.listing : this.#drafted();
      const answer = await this.doors.ask(listing.received, options);
      // whoever aborted has set the state already
      if (options.signal.aborted) return;
      if (answer.kind !== 'page') {
        this.#end(answer, purpose);
        return;
      }
      const listed = listing.customers.map(({ customer }) => customer);
      const announced = this.doors.announced([...listed, ...answer.customers]);
      const grown = withPage(listing, answer, announced);
      if (purpose === 'grow' || this.#isWhole(grown)) {
        this.#draft = undefined;
        this.#work = undefined;
        this.#state = { phase: 'loaded', listing: grown };
        this.doors.changed(this.#loadingAll > 0 && !this.complete);
        return;
      }
      this.#draft = grown;
    }
  }

  #end(error: ApiError, purpose: Purpose): void {
    this.#work = undefined;
    if (error.kind === 'cancelled') {
      this.#rest();
      return;
    }
    this.#state = { phase: 'failed', purpose, listing: this.#state.listing, error };
    this.doors.changed();
  }

  #rest(): void {
    const { listing } = this.#state;
    this.#draft = undefined;
    this.#state = { phase: listing.pages.length === 0 ? 'stopped' : 'loaded', listing };
    this.doors.changed();
  }

  #drafted(): Listing {
    const draft = this.#draft ?? nothingListed;
    return this.doors.isOfHostBefore(draft) ? nothingListed : draft;
  }

  /** Whether a refresh has read as much as was there before; how much another host had says nothing. */
  #isWhole(draft: Listing): boolean {
    const { listing } = this.#state;
    const isAtEnd = draft.ending === 'complete' || draft.ending === 'stuck';
    if (isAtEnd || this.doors.isOfHostBefore(listing)) return true;
    return draft.received >= listing.received;
  }
}
