import { createHash } from 'node:crypto';
import type { LevelKeys, WalkMemory } from '../api/walkMemory';
import type { LevelToRead } from '../api/walkSteps';
import type { Journal } from './journal';
import type { PageRecord } from './journalRecord';
import { MetCustomers } from './metCustomers';

/** Levels that wait in memory; the others wait in the journal. */
const MOST_IN_MEMORY = 2000;

type Noted = Pick<PageRecord, 'met' | 'known' | 'below'>;

/**
 * What a walk keeps in mind, so that its memory does not grow with the hierarchy: whom it met in few
 * bytes each, and the levels to read in the journal, which says them again in their order.
 */
export class KeptWalk implements WalkMemory {
  readonly #met = new MetCustomers();
  /** Of levels that are begun. */
  readonly #keys = new Map<number, KeysOfLevel>();
  /** The first of those that wait, in their order. */
  #queue: LevelToRead[] = [];
  #taken = 0;
  /** Of the level that comes after those in the queue. */
  #next = 1;
  /** How many levels there are, the one that the walk begins with included. */
  #levels = 1;
  /** Where in the journal the levels from some number on are. */
  #place: { readonly at: number; readonly number: number };
  #noted: { met: string[]; below: Omit<LevelToRead, 'number'>[] } = { met: [], below: [] };

  constructor(private readonly journal: Journal) {
    this.#place = { at: journal.recordsStart, number: 1 };
  }

  get waiting(): number {
    return this.#levels - this.#next + this.#queue.length - this.#taken;
  }

  get levels(): number {
    return this.#levels;
  }

  meet(key: string, { number }: LevelToRead): boolean {
    if (!this.#met.meet(key, number)) return false;
    this.#noted.met.push(key);
    this.#keys.get(number)?.isNew(key);
    return true;
  }

  keysOf({ number }: LevelToRead): LevelKeys {
    return this.#keysOf(number);
  }

  put({ number, ...level }: LevelToRead): void {
    this.#noted.below.push(level);
    this.#levels = number + 1;
    const hasRoom = this.#queue.length - this.#taken < MOST_IN_MEMORY;
    if (number !== this.#next || !hasRoom) return;
    this.#queue.push({ number, ...level });
    this.#next = number + 1;
  }

  take(): LevelToRead | undefined | Promise<LevelToRead | undefined> {
    const level = this.takeAtOnce();
    return level === undefined && this.#next < this.#levels ? this.#takeNext() : level;
  }

  takeAtOnce(): LevelToRead | undefined {
    const level = this.#queue[this.#taken];
    if (level === undefined) return undefined;
    this.#taken++;
    if (this.#taken === MOST_IN_MEMORY) this.#forgetTaken();
    return level;
  }

  /** What the pages read since the last time are to be remembered by. */
  noted(level: number, isOver: boolean): Noted {
    const { met, below } = this.#noted;
    this.#noted = { met: [], below: [] };
    const known = this.#keys.get(level)?.known() ?? [];
    if (isOver) this.#keys.delete(level);
    return { met, known, below };
  }

  /** Takes in what was noted before; of the records in their order. */
  restore({ level, received, isOver, met, known, below }: PageRecord): void {
    for (const key of met) this.#met.meet(key, level);
    this.#levels += below.length;
    // the level that the walk begins with is in no list
    this.#next = isOver ? level + 1 : Math.max(level, 1);
    if (isOver) this.#keys.delete(level);
    else this.#keysOf(level).restore(received, known);
  }

  #keysOf(level: number): KeysOfLevel {
    const keys = this.#keys.get(level) ?? new KeysOfLevel(this.#met, level);
    this.#keys.set(level, keys);
    return keys;
  }

  async #takeNext(): Promise<LevelToRead | undefined> {
    await this.journal.flush();
    this.#queue = [];
    this.#taken = 0;
    let { at, number } = this.#place;
    for await (const { record, start, end } of this.journal.records(at)) {
      if (this.#queue.length >= MOST_IN_MEMORY) break;
      at = start;
      if (record.kind === 'page') {
        this.#queueFrom(record, number);
        // the rest of it is read again, should it not fit
        if (this.#next < number + record.below.length) break;
        number += record.below.length;
      }
      at = end;
    }
    this.#place = { at, number };
    return this.take();
  }

  #queueFrom({ below }: PageRecord, first: number): void {
    for (const [index, level] of below.entries()) {
      const number = first + index;
      if (number !== this.#next || this.#queue.length >= MOST_IN_MEMORY) continue;
      this.#queue.push({ number, ...level });
      this.#next = number + 1;
    }
  }

  #forgetTaken(): void {
    this.#queue = this.#queue.slice(this.#taken);
    this.#taken = 0;
  }
}

/** Customers of one level. Those that were met in it first are known by that; the others are kept here. */
class KeysOfLevel implements LevelKeys {
  #size = 0;
  readonly #others = new Set<string>();
  #unsaid: string[] = [];

  constructor(
    private readonly met: MetCustomers,
    private readonly level: number,
  ) {}

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.met.levelOf(key) === this.level || this.#others.has(shortened(key));
  }

  add(key: string): void {
    this.#size++;
    const short = shortened(key);
    this.#others.add(short);
    this.#unsaid.push(short);
  }

  isNew(key: string): void {
    this.#others.delete(shortened(key));
  }

  /** Those of them that were met before, and that were not given yet. */
  known(): string[] {
    const known = this.#unsaid.filter((key) => this.#others.has(key));
    this.#unsaid = [];
    return known;
  }

  restore(size: number, known: readonly string[]): void {
    this.#size = size;
    for (const key of known) this.#others.add(key);
  }
}

const LONGEST_KEY = 40;

/** Of a customer without a userId, the key is all that the answer says of it. */
function shortened(key: string): string {
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64');
}
