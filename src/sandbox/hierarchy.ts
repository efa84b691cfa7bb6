import { draw } from './draw';

/**
 * Who is under whom, by arithmetic. The crowd of customers is laid out as numbered families, and each
 * family breadth first: the children of any customer are neighbours, so a parent's children are a range.
 * Families come in patterns ("clans") that repeat for as long as there are customers; the last one is
 * simply cut off. Hence one small table serves any number of customers.
 */

/** Numbers of direct children of the roots in a clan, in the order of their families. */
const CLAN_ROOTS: readonly number[] = [12, 3, 50, 0, 1, 137, 7, 24];
/** The most children that a role may have, as the API documents it (maxChild). */
const GIANT_ROOT = 30_000;
const LARGE_ROOT = 2_500;
/** With fewer customers than this, the giant (large) family would be most of the sandbox. */
const CUSTOMERS_FOR_GIANT = 40_000;
const CUSTOMERS_FOR_LARGE = 5_000;
/** Numbers of children below the roots, one drawn for each customer. */
const BELOW_ROOTS: readonly number[] = [0, 0, 1, 2, 3, 0, 4, 1, 0, 2];

/** Of one family that is asked for by its size: numbers of children below the children of its root. */
const FAMILY_BELOW: readonly number[] = [0, 20, 24];
const FAMILY_PER_CHILD = 1 + 20 + 20 * 24;

/** Purposes of draws in this file. */
const CHILDREN = 20;
const DEFAULT_CHILD = 21;

/** A run of families as columns, by offset from its start. */
interface Pattern {
  readonly size: number;
  readonly level: Uint8Array;
  /** Offset of the parent, −1 for a root. */
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
  /** Offsets of the roots. */
  readonly roots: readonly number[];
}

/** A stretch of the crowd, all of one company. */
export interface Section {
  readonly companyExternalId: string;
  readonly companyName: string;
  readonly companyId: number;
  /** First position, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** A customer's place among the others; positions count from 0 within the crowd. */
export interface Place {
  /** 0 for a root. */
  readonly level: number;
  readonly parent: number | undefined;
  readonly firstChild: number;
  readonly childCount: number;
  /** At most one child of a parent is its default child. */
  readonly defaultChild: boolean;
}

export class Hierarchy {
  readonly #clan: Pattern;
  /** Families that occur once, in front of the clans. */
  readonly #once: readonly { readonly pattern: Pattern; readonly section: Section }[];
  readonly #clansStart: number;

  constructor(
    readonly customers: number,
    roles: number,
    private readonly seed: number,
    /** Customers below the root of one family, about as many; none where it is 0. */
    family = 0,
  ) {
    this.#clan = grow(CLAN_ROOTS, roles, (offset, isFirst) => this.#childrenBelow(offset, isFirst));
    const once: { pattern: Pattern; section: Section }[] = [];
    let start = 0;
    const addOnce = (children: number, name: string, below: ChildrenBelow = belowFew) => {
      const pattern = grow([children], roles, below);
      const section = {
        companyExternalId: `FLEET-${name.toUpperCase()}`,
        companyName: `${name} Fleet`,
        companyId: 101 + once.length,
        start,
        end: start + pattern.size,
      };
      once.push({ pattern, section });
      start = section.end;
    };
    if (family > 0)
      addOnce(
        Math.ceil(family / FAMILY_PER_CHILD),
        'Family',
        (_offset, _isFirst, level) => FAMILY_BELOW[level] ?? 0,
      );
    if (customers >= CUSTOMERS_FOR_GIANT) addOnce(GIANT_ROOT, 'Giant');
    if (customers >= CUSTOMERS_FOR_LARGE) addOnce(LARGE_ROOT, 'Large');
    this.#once = once;
    this.#clansStart = start;
  }

  place(position: number): Place {
    const { pattern, base } = this.#locate(position);
    const offset = position - base;
    const parentOffset = pattern.parent[offset] ?? -1;
    const firstChild = base + (pattern.firstChild[offset] ?? 0);
    const parent = parentOffset < 0 ? undefined : base + parentOffset;
    return {
      level: pattern.level[offset] ?? 0,
      parent,
      firstChild,
      childCount: this.#cutOff(firstChild, pattern.childCount[offset] ?? 0),
      defaultChild:
        parent !== undefined && this.#defaultChildOf(parent, pattern, base) === position,
    };
  }

  /** Direct children, without the cost of the rest of the place. */
  childCount(position: number): number {
    const { pattern, base } = this.#locate(position);
    const offset = position - base;
    return this.#cutOff(base + (pattern.firstChild[offset] ?? 0), pattern.childCount[offset] ?? 0);
  }

  /** Positions of some roots: those of the families that occur once, and those of the first clan. */
  roots(): readonly number[] {
    const once = this.#once.map(({ section }) => section.start);
    const clan = this.#clan.roots.map((offset) => this.#clansStart + offset);
    return [...once, ...clan].filter((position) => position < this.customers);
  }

  /** How many customers are below a root, on all levels. */
  familySize(root: number): number {
    const { pattern, base } = this.#locate(root);
    const next = pattern.roots.find((offset) => base + offset > root) ?? pattern.size;
    return Math.min(base + next, this.customers) - root - 1;
  }

  section(position: number): Section {
    const once = this.#once.find(({ section }) => position < section.end);
    return once?.section ?? this.#clanSection(this.#clanNumber(position));
  }

  /** The stretch of the crowd that a company's externalId names. */
  sectionOf(companyExternalId: string): Section | undefined {
    const once = this.#once.find(({ section }) => section.companyExternalId === companyExternalId);
    if (once) return once.section;
    const digits = /^FLEET-(\d{5,})$/.exec(companyExternalId)?.[1];
    if (digits === undefined) return undefined;
    const section = this.#clanSection(Number(digits) - 1);
    const exists = section.start < this.customers && section.start >= this.#clansStart;
    return exists && section.companyExternalId === companyExternalId ? section : undefined;
  }

  #clanSection(number: number): Section {
    const start = this.#clansStart + number * this.#clan.size;
    return {
      companyExternalId: `FLEET-${String(number + 1).padStart(5, '0')}`,
      companyName: `Fleet ${number + 1}`,
      companyId: 1001 + number,
      start,
      end: Math.min(start + this.#clan.size, this.customers),
    };
  }

  #clanNumber(position: number): number {
    return Math.floor((position - this.#clansStart) / this.#clan.size);
  }

  #locate(position: number): { readonly pattern: Pattern; readonly base: number } {
    const once = this.#once.find(({ section }) => position < section.end);
    if (once) return { pattern: once.pattern, base: once.section.start };
    const base = this.#clansStart + this.#clanNumber(position) * this.#clan.size;
    return { pattern: this.#clan, base };
  }

  /** How many of a range of children exist: the crowd's last family may be incomplete. */
  #cutOff(firstChild: number, count: number): number {
    return Math.max(0, Math.min(count, this.customers - firstChild));
  }

  #defaultChildOf(parent: number, pattern: Pattern, base: number): number | undefined {
    const drawn = draw(this.seed, parent, DEFAULT_CHILD);
    const offset = parent - base;
    const count = pattern.childCount[offset] ?? 0;
    if (count === 0 || drawn % 3 !== 0) return undefined;
    return base + (pattern.firstChild[offset] ?? 0) + (Math.floor(drawn / 3) % count);
  }

  #childrenBelow(offset: number, isFirst: boolean): number {
    const count = BELOW_ROOTS[draw(this.seed, offset, CHILDREN) % BELOW_ROOTS.length] ?? 0;
    // the eldest of every family has children, so that the deepest role is never empty
    return isFirst ? Math.max(2, count) : count;
  }
}

/** How many children somebody below a root has; `level` counts from 0, the root's. */
type ChildrenBelow = (offset: number, isFirst: boolean, level: number) => number;

function belowFew(offset: number): number {
  return offset % 10 === 1 ? 2 : 0;
}

/** Lays out families of the given roots, breadth first, down to the last role. */
function grow(rootSizes: readonly number[], roles: number, childrenBelow: ChildrenBelow): Pattern {
  const level: number[] = [];
  const parent: number[] = [];
  const firstChild: number[] = [];
  const childCount: number[] = [];
  const roots: number[] = [];
  for (const rootSize of rootSizes) {
    const root = level.length;
    roots.push(root);
    level.push(0);
    parent.push(-1);
    for (let offset = root; offset < level.length; offset++) {
      const own = level[offset] ?? 0;
      const isFirst = offset !== root && firstChild[parent[offset] ?? 0] === offset;
      const wanted = offset === root ? rootSize : childrenBelow(offset, isFirst, own);
      const count = own + 1 < roles ? wanted : 0;
      firstChild.push(level.length);
      childCount.push(count);
      for (let child = 0; child < count; child++) {
        level.push(own + 1);
        parent.push(offset);
      }
    }
  }
  return {
    size: level.length,
    level: Uint8Array.from(level),
    parent: Int32Array.from(parent),
    firstChild: Int32Array.from(firstChild),
    childCount: Int32Array.from(childCount),
    roots,
  };
}
