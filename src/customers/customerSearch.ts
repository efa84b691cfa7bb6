import type { Customer } from '../api/customer';
import type { ApiError } from '../api/errors';
import type { SearchAnswer, SearchQuery } from '../api/lookups';
import type { PageOptions, Waiting } from '../api/page';

/** With less, half of everybody would be found. */
export const SHORTEST_SEARCH = 3;
/** Customers asked for at a time. */
const PAGE = 20;
/** Milliseconds without a key before the API is asked. */
const TYPING_PAUSE = 350;

/** What is known of those who match what is typed; what came stays while more is asked for. */
export interface SearchState {
  /** `short`: too little was typed to ask anybody. */
  readonly phase: 'short' | 'searching' | 'found' | 'failed';
  readonly text: string;
  readonly customers: readonly Customer[];
  /** Of all that match, where the API told. */
  readonly total?: number;
  /** There may be more to ask for. */
  readonly hasMore: boolean;
  readonly error?: ApiError;
  readonly waiting?: Waiting;
}

interface SearchDoors {
  /** Never rejects. */
  search(query: SearchQuery, options: PageOptions): Promise<SearchAnswer | ApiError>;
  changed(state: SearchState): void;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const nothing = { customers: [], hasMore: false } as const;

/** Asks the API while somebody types: once nothing was typed for a moment, and for the newest text alone. */
export class CustomerSearch {
  #state: SearchState = { phase: 'short', text: '', ...nothing };
  #asking = new AbortController();

  constructor(private readonly doors: SearchDoors) {}

  get state(): SearchState {
    return this.#state;
  }

  async typed(typed: string): Promise<void> {
    const text = typed.trim();
    if (text === this.#state.text) return;
    const { signal } = this.#begin();
    if (!isLongEnough(text)) {
      this.#become({ phase: 'short', text, ...nothing });
      return;
    }
    this.#become({ phase: 'searching', text, ...nothing });
    await (this.doors.pause ?? pause)(TYPING_PAUSE, signal);
    if (!signal.aborted) await this.#ask(signal);
  }

  /** Asks for those who come after, or again after a failure. */
  async more(): Promise<void> {
    const { phase, text, customers, hasMore } = this.#state;
    if (phase === 'short' || phase === 'searching') return;
    const { signal } = this.#begin();
    this.#become({ phase: 'searching', text, customers, hasMore });
    await this.#ask(signal);
  }

  dispose(): void {
    this.#asking.abort();
  }

  #begin(): AbortController {
    this.#asking.abort();
    this.#asking = new AbortController();
    return this.#asking;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const before = this.#state;
    const { text, customers } = before;
    const query = { text, limit: PAGE, offset: customers.length };
    const answer = await this.doors.search(query, {
      signal,
      waiting: (waiting) => {
        if (!signal.aborted) this.#become({ ...before, ...(waiting && { waiting }) });
      },
    });
    // typed on, or closed
    if (signal.aborted || answer.kind === 'cancelled') return;
    if (answer.kind !== 'found') {
      this.#become({ phase: 'failed', text, customers, hasMore: false, error: answer });
      return;
    }
    const known = new Set(customers.map(({ userId }) => userId));
    const fresh = answer.customers.filter(
      ({ userId }) => userId === undefined || !known.has(userId),
    );
    const all = [...customers, ...fresh];
    const { total } = answer;
    this.#become({
      phase: 'found',
      text,
      customers: all,
      ...(total !== undefined && { total }),
      // whoever adds nobody new would go on for ever
      hasMore: fresh.length > 0 && all.length < (total ?? all.length),
    });
  }

  #become(state: SearchState): void {
    this.#state = state;
    this.doors.changed(state);
  }
}

/** Names in scripts with a sign for a syllable or a word have two of them. */
function isLongEnough(text: string): boolean {
  const isOfSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
    text,
  );
  return Array.from(text).length >= (isOfSigns ? 2 : SHORTEST_SEARCH);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
