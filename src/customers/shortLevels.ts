import type { Row } from './rows';

/** Rows that VS Code reads and draws within a moment. */
const AT_ONCE = 200;
/** A level that was long, and is not asked for in this time, in milliseconds, is not open. */
const PATIENCE = 3000;

export interface ShortLevelsDoors {
  /** Has everything read again. */
  refresh(): void;
  /** Whether a row is to stay also where it is far down: VS Code forgets what it knew of one that goes. */
  isKept(row: Row): boolean;
  /** Prepares what the whole levels need, so that reading them takes less time at a stretch. */
  prepare(): Promise<void>;
  /** Told when levels that were short are whole again. */
  whole(): void;
}

/**
 * VS Code draws nothing of a tree that is read again before it has all of it: seconds, where ten thousand
 * rows are open. What has to go from the screen at once cannot wait for that. So long levels are short
 * for a moment, which takes what is below out of sight, and then whole again.
 */
export class ShortLevels {
  /** Long levels that were last given whole, by the ids of their rows: they may be on screen. */
  readonly #long = new Set<string>();
  /** Those of them that are still to be given short; undefined while all are given whole. */
  #awaited: Set<string> | undefined;
  #cut = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly doors: ShortLevelsDoors) {}

  /** Has everything read again, long levels short at first. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#cut = false;
    this.#awaited = this.#long.size > 0 ? new Set(this.#long) : undefined;
    this.doors.refresh();
  }

  /** What is given to VS Code of the rows below a row. */
  given(row: Row | undefined, rows: readonly Row[]): readonly Row[] {
    const id = row?.id ?? '';
    const isLong = rows.length > AT_ONCE;
    if (this.#awaited === undefined) {
      if (isLong) this.#long.add(id);
      else this.#long.delete(id);
      return rows;
    }
    this.#awaited.delete(id);
    this.#cut ||= isLong;
    // what is not open is not asked for, and a view that is not shown asks for nothing at all
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#end(), this.#awaited.size === 0 ? 0 : PATIENCE);
    return isLong ? rows.filter((one, at) => at < AT_ONCE || this.doors.isKept(one)) : rows;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #end(): Promise<void> {
    const ending = this.#awaited;
    await this.doors.prepare();
    // begun anew meanwhile
    if (ending === undefined || ending !== this.#awaited) return;
    this.#awaited = undefined;
    this.#long.clear();
    if (!this.#cut) return;
    // VS Code reads again only when it has drawn what it has
    this.doors.refresh();
    this.doors.whole();
  }
}
