import type { ApiError } from '../api/errors';
import type { Answer, Page } from '../api/page';
import { compareInTurns, type Comparison } from './comparison';

export interface WatchCollaborators {
  /** Asks once more, as nobody waits for it; undefined where the connection is gone. */
  ask(signal: AbortSignal): Promise<Answer | undefined>;
  /** Calls back after so many milliseconds. @returns what stops it from that */
  after(milliseconds: number, then: () => void): () => void;
  /** In milliseconds since 1970. */
  now(): number;
  /** Whether nobody can be looking at this window just now. */
  isHidden(): boolean;
  /** Something is different now. */
  changed(): void;
}

/** Why a watch ended. */
export type WatchEnd =
  | { readonly kind: 'byUser' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'connectionGone' }
  | { readonly kind: 'failing'; readonly error: ApiError };

export interface WatchFailure {
  readonly error: ApiError;
  /** In a row. */
  readonly count: number;
}

/** What the newest answer that was not the same has changed. */
export interface WatchedChange {
  readonly before: Page;
  readonly after: Page;
  readonly comparison: Comparison;
}

/** Failures in a row after which nothing good is to be expected. */
export const MOST_FAILURES = 3;
/** Unseen for longer, a watch is one that was forgotten. */
const LONGEST_HIDDEN_MS = 600_000;

/**
 * Asks the same again and again, so many seconds after each answer, until it is stopped, nobody has
 * looked for long, or it fails three times in a row.
 */
export class Watch {
  readonly seconds: number;
  readonly #with: WatchCollaborators;
  readonly #abort = new AbortController();
  #cancelTimer: () => void = () => undefined;
  #failures = 0;
  #error: ApiError | undefined;
  #hiddenSince: number | undefined;
  #page: Page | undefined;
  #change: WatchedChange | undefined;
  #answers = 0;
  #end: WatchEnd | undefined;

  /** @param page the answer that the first one is compared with, where there is one */
  constructor(seconds: number, page: Page | undefined, collaborators: WatchCollaborators) {
    this.seconds = seconds;
    this.#page = page;
    this.#with = collaborators;
    this.#wait();
  }

  /** The newest answer. */
  get page(): Page | undefined {
    return this.#page;
  }

  get change(): WatchedChange | undefined {
    return this.#change;
  }

  /** Answers that came since it began, the same ones too. */
  get answers(): number {
    return this.#answers;
  }

  /** Why there was no answer the last time, and how often in a row; undefined where there was one. */
  get failure(): WatchFailure | undefined {
    return this.#error && { error: this.#error, count: this.#failures };
  }

  /** Present once it is over. */
  get end(): WatchEnd | undefined {
    return this.#end;
  }

  stop(): void {
    this.#finish({ kind: 'byUser' });
  }

  #wait(): void {
    this.#cancelTimer = this.#with.after(this.seconds * 1000, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    if (this.#isForgotten()) {
      this.#finish({ kind: 'hidden' });
      return;
    }
    const answer = await this.#with.ask(this.#abort.signal);
    if (this.#isOver()) return;
    if (answer === undefined) {
      this.#finish({ kind: 'connectionGone' });
      return;
    }
    if (answer.kind === 'page') await this.#take(answer);
    else if (!this.#survives(answer)) return;
    if (this.#isOver()) return;
    this.#wait();
    this.#with.changed();
  }

  async #take(page: Page): Promise<void> {
    const before = this.#page;
    this.#failures = 0;
    this.#error = undefined;
    this.#answers += 1;
    // what is the same is no entry of the history: the one before it stands for it
    if (before?.text === page.text) return;
    this.#page = page;
    if (before === undefined) return;
    const comparison = await compareInTurns(before, page, true);
    if (isDifferent(comparison)) this.#change = { before, after: page, comparison };
  }

  #survives(error: ApiError): boolean {
    this.#failures += 1;
    this.#error = error;
    if (this.#failures < MOST_FAILURES) return true;
    this.#finish({ kind: 'failing', error });
    return false;
  }

  /** It may have been stopped meanwhile. */
  #isOver(): boolean {
    return this.#end !== undefined;
  }

  #isForgotten(): boolean {
    if (!this.#with.isHidden()) {
      this.#hiddenSince = undefined;
      return false;
    }
    const now = this.#with.now();
    this.#hiddenSince ??= now;
    return now - this.#hiddenSince >= LONGEST_HIDDEN_MS;
  }

  #finish(end: WatchEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#cancelTimer();
    this.#abort.abort();
    this.#with.changed();
  }
}

function isDifferent({ added, removed, changed, others }: Comparison): boolean {
  return added.length + removed.length + changed.length + others.length > 0;
}
