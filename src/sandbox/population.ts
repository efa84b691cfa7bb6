import type { CastMember, Standing } from './cast';
import { Hierarchy } from './hierarchy';
import { candidateIndex, indexOfUserId, userIdOf, type Identifier } from './identifiers';
import { oddities } from './oddities';
import { computePerson, createdAtOf, updatedAtOf, type Person } from './people';
import { roleChain } from './roles';
import { SHOWCASE_COMPANY, showcase } from './showcase';

/** Indices below this one belong to the cast, those from it on to the crowd. */
const FIRST_OF_CROWD = 1_000;

/** A member of a hierarchy: a person and their place in it. */
export interface Member {
  readonly index: number;
  readonly person: Person;
  readonly roleCode: string;
  readonly defaultChild: boolean;
  readonly childCount: number;
  readonly standing?: Standing;
  readonly tellsParent?: CastMember['tellsParent'];
  readonly warns: boolean;
}

export interface Company {
  readonly companyId: number;
  readonly externalId: string;
  readonly name: string;
  readonly active: boolean;
  /** Indices of its customers. */
  readonly members: () => readonly number[];
}

/** When somebody was created or changed, in seconds since 1970, and the id that breaks ties. */
export interface SortKey {
  readonly seconds: number;
  readonly userId: bigint;
}

/**
 * Everybody in the sandbox: a small cast with fixed parts, and a crowd of any size that is computed
 * when asked for. People go by index; nothing here grows with their number.
 */
export class Population {
  readonly #hierarchy: Hierarchy;
  readonly #cast: readonly CastMember[];
  readonly #castChildren: ReadonlyMap<number, readonly number[]>;
  readonly #castParents: ReadonlyMap<number, readonly number[]>;
  /** First member of the cast with each identifier, and with each userId. */
  readonly #castByIdentifier: ReadonlyMap<string, number>;
  readonly #castByUserId: ReadonlyMap<bigint, number>;
  readonly #roles: readonly string[];

  constructor(
    readonly customers: number,
    roles: number,
    private readonly seed: number,
    family = 0,
  ) {
    this.#hierarchy = new Hierarchy(customers, roles, seed, family);
    this.#roles = roleChain(roles);
    this.#cast = [...showcase(roles), ...oddities];
    const indexOf = new Map(this.#cast.map(({ key }, index) => [key, index]));
    const children = new Map<number, number[]>();
    const parents = new Map<number, readonly number[]>();
    const byIdentifier = new Map<string, number>();
    const byUserId = new Map<bigint, number>();
    for (const [index, member] of this.#cast.entries()) {
      const above = member.under.flatMap((key) => indexOf.get(key) ?? []);
      parents.set(index, above);
      for (const parent of above) children.set(parent, [...(children.get(parent) ?? []), index]);
    }
    this.#castChildren = children;
    this.#castParents = parents;
    for (const [index, { unlistedIdentifiers = [] }] of this.#cast.entries()) {
      const person = this.person(index);
      byUserId.set(person.userId, index);
      for (const identifier of [...identifiersOf(person), ...unlistedIdentifiers]) {
        const key = identifierKey(identifier.type, identifier.value);
        if (!byIdentifier.has(key)) byIdentifier.set(key, index);
      }
    }
    this.#castByIdentifier = byIdentifier;
    this.#castByUserId = byUserId;
  }

  person(index: number): Person {
    const part = this.#cast[index];
    const isRoot = part
      ? part.under.length === 0
      : this.#hierarchy.place(index - FIRST_OF_CROWD).level === 0;
    return computePerson(this.seed, index, isRoot, part?.traits);
  }

  member(index: number): Member {
    const person = this.person(index);
    const part = this.#cast[index];
    if (part) {
      return {
        index,
        person,
        roleCode: part.roleCode ?? this.#role(part.level),
        defaultChild: part.defaultChild ?? false,
        childCount: this.#castChildren.get(index)?.length ?? 0,
        standing: part.standing,
        tellsParent: part.tellsParent,
        warns: part.warns ?? false,
      };
    }
    const { level, defaultChild, childCount } = this.#hierarchy.place(index - FIRST_OF_CROWD);
    return { index, person, roleCode: this.#role(level), defaultChild, childCount, warns: false };
  }

  /** Direct children, in no particular order. */
  children(index: number): readonly number[] {
    if (this.#cast[index]) return this.#castChildren.get(index) ?? [];
    const { firstChild, childCount } = this.#hierarchy.place(index - FIRST_OF_CROWD);
    return range(FIRST_OF_CROWD + firstChild, FIRST_OF_CROWD + firstChild + childCount);
  }

  /** Direct parents: none for a root, two for one oddity. */
  parents(index: number): readonly number[] {
    if (this.#cast[index]) return this.#castParents.get(index) ?? [];
    const { parent } = this.#hierarchy.place(index - FIRST_OF_CROWD);
    return parent === undefined ? [] : [FIRST_OF_CROWD + parent];
  }

  /** Indices of the cast, and of so many of the crowd at the most. */
  *everybody(most: number): Generator<number, void> {
    yield* this.#cast.keys();
    yield* range(FIRST_OF_CROWD, FIRST_OF_CROWD + Math.min(this.customers, most));
  }

  /** Roots of the crowd that are worth a look: every size of family once. */
  crowdRoots(): readonly number[] {
    return this.#hierarchy.roots().map((position) => FIRST_OF_CROWD + position);
  }

  /** How many customers are below one of the crowd's roots, on all levels. */
  familySize(root: number): number {
    return this.#hierarchy.familySize(root - FIRST_OF_CROWD);
  }

  /** The customer with an identifier; of two people on one e-mail, the one registered first. */
  find(type: string, value: string): number | undefined {
    const key = identifierKey(type, value);
    const part = this.#castByIdentifier.get(key);
    if (part !== undefined) return part;
    const index = candidateIndex(this.seed, type, value);
    if (index === undefined || !this.#isInCrowd(index)) return undefined;
    const has = identifiersOf(this.person(index)).some(
      (identifier) => identifierKey(identifier.type, identifier.value) === key,
    );
    return has ? index : undefined;
  }

  findByUserId(userId: bigint): number | undefined {
    const part = this.#castByUserId.get(userId);
    if (part !== undefined) return part;
    const index = indexOfUserId(userId);
    if (index === undefined || !this.#isInCrowd(index)) return undefined;
    return userIdOf(this.seed, index) === userId ? index : undefined;
  }

  /** What lists are sorted by, without computing whole people. */
  sortKey(index: number, by: 'createdon' | 'lastUpdatedOn'): SortKey {
    const part = this.#cast[index];
    const userId = part?.traits.userId ?? userIdOf(this.seed, index);
    const seconds =
      by === 'createdon'
        ? (part?.traits.createdAt ?? createdAtOf(this.seed, index))
        : (part?.traits.updatedAt ?? updatedAtOf(this.seed, index));
    return { seconds, userId };
  }

  company(externalId: string): Company | undefined {
    const section = this.#hierarchy.sectionOf(externalId);
    if (section) {
      const members = () => range(FIRST_OF_CROWD + section.start, FIRST_OF_CROWD + section.end);
      const { companyId, companyName: name } = section;
      return { companyId, externalId, name, active: true, members };
    }
    return this.#castCompanies().find((company) => company.externalId === externalId);
  }

  #castCompanies(): readonly Company[] {
    const showcased = () =>
      [...this.#cast.keys()].filter((index) => this.#cast[index]?.key.startsWith('showcase'));
    return [
      {
        companyId: 1,
        externalId: SHOWCASE_COMPANY,
        name: 'Acme',
        active: true,
        members: showcased,
      },
      { companyId: 2, externalId: 'EMPTY-FLEET', name: 'Empty', active: true, members: () => [] },
      {
        companyId: 3,
        externalId: 'CLOSED-FLEET',
        name: 'Closed',
        active: false,
        members: () => [],
      },
    ];
  }

  #isInCrowd(index: number): boolean {
    return index >= FIRST_OF_CROWD && index < FIRST_OF_CROWD + this.customers;
  }

  #role(level: number): string {
    return this.#roles[Math.min(level, this.#roles.length - 1)] ?? '';
  }
}

/** All identifiers of a person, of every profile. */
export function identifiersOf(person: Person): readonly Identifier[] {
  return person.profiles.flatMap(({ identifiers }) => identifiers);
}

/** Types are spelt in several ways, and mailboxes are the same in any case; all else is exact. */
function identifierKey(type: string, value: string): string {
  const kind = type.toLowerCase();
  return `${kind} ${kind === 'email' ? value.toLowerCase() : value}`;
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, number) => start + number);
}
