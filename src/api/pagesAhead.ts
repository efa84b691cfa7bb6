import type { Answer } from './page';

/** A list that is read page by page. */
interface PagedLevel {
  readonly announced?: number;
  /** Of the next page that is to be read. */
  readonly offset: number;
  /** The last page was a full one. */
  readonly isFull: boolean;
}

interface Asking<Level> {
  /** Pages asked for at a time. */
  readonly most: number;
  /** Gives the pages in the order of the levels and their offsets, whichever comes first. */
  readonly inOrder: boolean;
  /** That a page is asked for. */
  readonly rows: number;
  /** Levels that are begun and not over, in their order. */
  readonly open: Set<Level>;
  /** A level to begin. */
  readonly next: () => Promise<Level | undefined>;
  /** The same where none has to be waited for. */
  readonly nextAtOnce: () => Level | undefined;
  readonly ask: (level: Level, offset: number, stop: AbortSignal) => Promise<Answer>;
}

interface Ticket<Level> {
  readonly level: Level;
  readonly offset: number;
  readonly answer: Promise<Came<Level>>;
  /** Nobody waits for it any more. */
  readonly drop: () => void;
}

interface Came<Level> {
  readonly level: Level;
  readonly answer: Answer;
}

/** So many times as many answers as are asked for at a time may wait for one before them. */
const MOST_WAITING = 8;
/** And so many times while those that came are being read. */
const MOST_AHEAD = 2;
/** When so many pages were asked for in vain, no others are before it is known where they begin. */
const MOST_IN_VAIN = 12;

/** Asks for pages of several levels at a time. */
export class PagesAhead<Level extends PagedLevel> {
  readonly #tickets = new Map<Level, Ticket<Level>[]>();
  #underWay = 0;
  #waiting = 0;
  /** That a page has: a server may send fewer than it was asked for, each time as many. */
  #rows: number;
  #inVain = 0;
  #isBeginning = false;
  #isOver = false;

  constructor(private readonly asking: Asking<Level>) {
    this.#rows = asking.rows;
  }

  /** Asks for as many pages as there is room for, those of the levels that were begun first. */
  async begin(): Promise<void> {
    this.#isBeginning = true;
    this.#askInOpen();
    while (this.#hasRoom()) {
      const level = await this.asking.next();
      if (level === undefined) break;
      this.#open(level);
    }
    this.#isBeginning = false;
  }

  /** The page that is to be read next; undefined where none is asked for, and when it is aborted. */
  async come(signal: AbortSignal): Promise<Came<Level> | undefined> {
    const first = this.#first();
    if (first === undefined || signal.aborted) return undefined;
    const came = await (this.asking.inOrder ? first.answer : this.#fastest());
    if (came.answer.kind === 'page') this.#learn(came.level, came.answer.customers.length);
    return came;
  }

  /** A page of the level was read: those that were asked for after it may be none of it. */
  goOn(level: Level): void {
    const tickets = this.#tickets.get(level) ?? [];
    if (tickets.shift() !== undefined) this.#waiting--;
    if (!this.asking.open.has(level)) this.#drop(level);
    else if (tickets[0] !== undefined && tickets[0].offset !== level.offset) {
      this.#inVain += tickets.length;
      this.#drop(level);
    }
  }

  end(): void {
    this.#isOver = true;
    for (const level of [...this.#tickets.keys()]) this.#drop(level);
  }

  /** Nobody has to have read what came for others to be under way. */
  #goOnAsking(): void {
    const { inOrder, most, nextAtOnce } = this.asking;
    const hasRoom = () => this.#hasRoom() && this.#waiting < most * MOST_AHEAD;
    if (!inOrder || this.#isBeginning || this.#isOver || !hasRoom()) return;
    this.#askInOpen(hasRoom);
    while (hasRoom()) {
      const level = nextAtOnce();
      if (level === undefined) return;
      this.#open(level);
    }
  }

  #askInOpen(hasRoom = () => this.#hasRoom()): void {
    const { open } = this.asking;
    const [first] = open;
    // everything waits for it, whatever else is under way
    if (first !== undefined && !this.#isAsked(first)) this.#ask(first, first.offset);
    for (const level of open) {
      if (!hasRoom()) return;
      for (let offset = this.#offsetToAsk(level); offset !== undefined && hasRoom();) {
        this.#ask(level, offset);
        offset = this.#offsetToAsk(level);
      }
    }
  }

  #open(level: Level): void {
    this.asking.open.add(level);
    this.#ask(level, level.offset);
  }

  #isAsked(level: Level): boolean {
    return (this.#tickets.get(level)?.length ?? 0) > 0;
  }

  #hasRoom(): boolean {
    const { most } = this.asking;
    return this.#underWay < most && this.#waiting < most * MOST_WAITING;
  }

  /** Undefined where the level has no page, or none that is known to be there, to be asked for. */
  #offsetToAsk(level: Level): number | undefined {
    const last = this.#tickets.get(level)?.at(-1);
    if (last === undefined) return level.offset;
    if (!this.asking.inOrder || this.#inVain >= MOST_IN_VAIN) return undefined;
    const offset = last.offset + this.#rows;
    const isThere = level.announced === undefined ? level.isFull : offset < level.announced;
    return isThere ? offset : undefined;
  }

  #ask(level: Level, offset: number): void {
    const stop = new AbortController();
    let isUnderWay = true;
    this.#underWay++;
    this.#waiting++;
    const over = () => {
      if (isUnderWay) this.#underWay--;
      isUnderWay = false;
    };
    const answer = this.asking.ask(level, offset, stop.signal).then((given) => {
      over();
      // where it fails, the others may, too
      if (given.kind === 'page') this.#goOnAsking();
      return { level, answer: given };
    });
    // whoever comes to read it is told; of one that is dropped, nobody is
    answer.catch(() => undefined);
    const drop = () => {
      stop.abort();
      // it ends, and another one may begin
      over();
    };
    const tickets = this.#tickets.get(level);
    const ticket = { level, offset, answer, drop };
    if (tickets === undefined) this.#tickets.set(level, [ticket]);
    else tickets.push(ticket);
  }

  #first(): Ticket<Level> | undefined {
    for (const level of this.asking.open) {
      const [first] = this.#tickets.get(level) ?? [];
      if (first !== undefined) return first;
    }
    return undefined;
  }

  #fastest(): Promise<Came<Level>> {
    return Promise.race(
      [...this.#tickets.values()].flatMap(([first]) => (first === undefined ? [] : first.answer)),
    );
  }

  #learn({ announced, offset }: Level, rows: number): void {
    const isLast = announced === undefined || offset + rows >= announced;
    if (rows > 0 && rows < this.#rows && !isLast) this.#rows = rows;
  }

  #drop(level: Level): void {
    const tickets = this.#tickets.get(level) ?? [];
    for (const { drop } of tickets) drop();
    this.#waiting -= tickets.length;
    this.#tickets.delete(level);
  }
}
