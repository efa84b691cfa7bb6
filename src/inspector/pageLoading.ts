/** Times that a page is made anew by itself. */
const MOST_TRIES = 8;
/** Longer each time: what is in the way passes within a second as a rule. */
const PAUSE_MS = 150;

export interface PageLoadingDoors {
  /** Has VS Code load the page. */
  load(): void;
  /** It does not come. */
  giveUp(): void;
  /** Calls back after so many milliseconds; a timer where it is left out. @returns what stops it */
  readonly after?: (milliseconds: number, then: () => void) => () => void;
}

/**
 * Loads a page until it is there. Where webviews share an origin, as in a browser, they share a service
 * worker, too, and one that is opened may take it from another that is just loading: the script of
 * that one does not come then, and its panel would stay blank.
 */
export class PageLoading {
  readonly #doors: PageLoadingDoors;
  readonly #after: NonNullable<PageLoadingDoors['after']>;
  #failures = 0;
  #cancel: () => void = () => undefined;

  constructor(doors: PageLoadingDoors) {
    this.#doors = doors;
    this.#after = doors.after ?? startTimer;
  }

  /** Its script did not come. */
  failed(): void {
    this.#cancel();
    this.#failures += 1;
    if (this.#failures > MOST_TRIES) this.#doors.giveUp();
    else this.#cancel = this.#after(PAUSE_MS * this.#failures, () => this.#doors.load());
  }

  /** It is there, or nobody wants it any more: VS Code loads it by itself when it is shown again. */
  end(): void {
    this.#cancel();
    this.#failures = 0;
  }
}

function startTimer(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}
