import type { PageRecord } from './journalRecord';

/** How many customers are known to be there and have not come, as far as the answers say. */
export class ToCome {
  #count = 0;
  #level = 0;
  /** Of the level, in the pages so far. */
  #received = 0;

  get count(): number {
    return Math.max(0, this.#count);
  }

  add({ level, announced, received, isOver, below }: PageRecord): void {
    if (level !== this.#level) this.#received = 0;
    // what the level that the walk begins with has is known with its first page
    if (level === 0 && this.#received === 0) this.#count += announced ?? 0;
    this.#level = level;
    if (announced !== undefined) {
      this.#count -= Math.min(received, announced) - Math.min(this.#received, announced);
      if (isOver) this.#count -= Math.max(0, announced - received);
    }
    this.#received = received;
    for (const one of below) this.#count += one.announced ?? 0;
  }
}
