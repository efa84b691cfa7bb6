import type { LevelRow } from './rows';

/** Pauses between two refreshes of a level, in milliseconds: at least, and for each customer in it. */
const SHORTEST_PAUSE = 250;
const PAUSE_PER_CUSTOMER = 0.5;

/**
 * Spaces out the refreshes of a level that grows page after page. For each, VS Code reads and draws every
 * row of it again: done for each page, that would keep the extension host from reading the next one.
 */
export class RefreshPace {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #refreshedAt = new Map<string, number>();

  constructor(private readonly refresh: (row: LevelRow) => void) {}

  /** Refreshes the level, at once where that was not done lately, else when it is time. */
  soon(row: LevelRow, customers: number): void {
    if (this.#timers.has(row.id)) return;
    const pause = Math.max(SHORTEST_PAUSE, customers * PAUSE_PER_CUSTOMER);
    const wait = (this.#refreshedAt.get(row.id) ?? 0) + pause - Date.now();
    if (wait <= 0) {
      this.#now(row);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(row.id);
      this.#now(row);
    }, wait);
    this.#timers.set(row.id, timer);
  }

  /** The level was refreshed by somebody else: what was to come is not needed any more. */
  refreshed(row: LevelRow): void {
    clearTimeout(this.#timers.get(row.id));
    this.#timers.delete(row.id);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #now(row: LevelRow): void {
    this.#refreshedAt.set(row.id, Date.now());
    this.refresh(row);
  }
}
