import { secondsLeft } from '../connections/waitingSentences';
import type { LoadingRow } from './rows';

/**
 * Has the row of a level that waits shown again with each second that passes: that row alone, since
 * thousands may be around it. A row that is not shown any more is not counted down.
 */
export class Countdown {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly passed: (row: LoadingRow) => void) {}

  /** To be called each time that the row is shown. */
  shown(row: LoadingRow): void {
    this.end(row.id);
    const { waiting } = row;
    const now = Date.now();
    if (waiting === undefined || secondsLeft(waiting, now) === 0) return;
    const untilNextSecond = (waiting.until - now) % 1000 || 1000;
    const timer = setTimeout(() => {
      this.#timers.delete(row.id);
      this.passed(row);
    }, untilNextSecond);
    this.#timers.set(row.id, timer);
  }

  end(rowId: string): void {
    clearTimeout(this.#timers.get(rowId));
    this.#timers.delete(rowId);
  }

  dispose(): void {
    for (const rowId of [...this.#timers.keys()]) this.end(rowId);
  }
}
