import type { Deviation } from '../api/departures';
import {
  isFailed,
  type Findings,
  type LeftLevel,
  type MetAgain,
  type PageRecord,
} from './journalRecord';

/** More of a kind than this are counted alone. */
const MOST_LISTED = 1000;

/** Those that are listed, and how many there are. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}

interface RoleCount {
  readonly depth: number;
  /** Undefined where the API gave none. */
  readonly role?: string;
  readonly customers: number;
}

interface CountedDeparture {
  readonly deviation: Deviation;
  readonly path: string;
  readonly count: number;
}

/** What an export has found; plain data. */
export interface Summary {
  readonly customers: number;
  readonly pages: number;
  readonly roles: readonly RoleCount[];
  /** Customers below which there is more than the depth limit allowed. */
  readonly tooDeep: number;
  /** Customers whose children nothing could be asked by. */
  readonly noIdentifier: number;
  readonly duplicates: Listed<MetAgain>;
  readonly cycles: Listed<MetAgain>;
  /** Levels of which a page could not be read, each with its reason. */
  readonly failed: Listed<LeftLevel>;
  /** Levels of which the server gave fewer than it announced. */
  readonly left: Listed<LeftLevel>;
  readonly departures: Listed<CountedDeparture>;
}

/** Adds up what the pages had; the same whether they came just now or are read from the journal. */
export class Tally {
  #lines = 0;
  #pages = 0;
  #tooDeep = 0;
  #noIdentifier = 0;
  readonly #roles = new Map<string, { depth: number; role: string | null; customers: number }>();
  readonly #duplicates = new Listing<MetAgain>();
  readonly #cycles = new Listing<MetAgain>();
  readonly #failed = new Listing<LeftLevel>();
  readonly #left = new Listing<LeftLevel>();
  readonly #departures = new Map<string, { deviation: Deviation; path: string; count: number }>();
  #unlistedDepartures = 0;

  get pages(): number {
    return this.#pages;
  }

  /** Levels of which a page could not be read. */
  get failed(): number {
    return this.#failed.count;
  }

  add(record: PageRecord): void {
    const { lines, findings } = record;
    this.#lines = lines;
    this.#pages++;
    this.#tooDeep += findings.tooDeep ?? 0;
    this.#noIdentifier += findings.noIdentifier ?? 0;
    for (const [depth, role, customers] of findings.roles) {
      const key = JSON.stringify([depth, role]);
      const known = this.#roles.get(key);
      if (known !== undefined) known.customers += customers;
      else if (this.#roles.size < MOST_LISTED) this.#roles.set(key, { depth, role, customers });
    }
    this.#duplicates.add(findings.duplicates);
    this.#cycles.add(findings.cycles);
    const listing = isFailed(record) ? this.#failed : this.#left;
    listing.add(findings.left && [findings.left]);
    for (const departure of findings.departures ?? []) this.#addDeparture(departure);
  }

  summary(): Summary {
    const departures = [...this.#departures.values()].map((one) => ({ ...one }));
    return {
      customers: this.#lines,
      pages: this.#pages,
      roles: [...this.#roles.values()]
        .sort((one, other) => one.depth - other.depth || other.customers - one.customers)
        .map(({ depth, role, customers }) => ({
          depth,
          ...(role !== null && { role }),
          customers,
        })),
      tooDeep: this.#tooDeep,
      noIdentifier: this.#noIdentifier,
      duplicates: this.#duplicates.listed(),
      cycles: this.#cycles.listed(),
      failed: this.#failed.listed(),
      left: this.#left.listed(),
      departures: { items: departures, count: departures.length + this.#unlistedDepartures },
    };
  }

  #addDeparture({ deviation, path, count }: NonNullable<Findings['departures']>[number]): void {
    const key = JSON.stringify([path, deviation]);
    const known = this.#departures.get(key);
    if (known !== undefined) known.count += count;
    else if (this.#departures.size < MOST_LISTED)
      this.#departures.set(key, { deviation, path, count });
    else this.#unlistedDepartures++;
  }
}

class Listing<Item> {
  readonly #items: Item[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(items: readonly Item[] | undefined = []): void {
    this.#count += items.length;
    this.#items.push(...items.slice(0, MOST_LISTED - this.#items.length));
  }

  listed(): Listed<Item> {
    return { items: [...this.#items], count: this.#count };
  }
}
