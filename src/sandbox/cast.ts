import type { Identifier } from './identifiers';
import type { Traits } from './people';

/** What keeps a customer from being listed; each has an error code of its own. */
export type Standing = 'merged' | 'deleted' | 'outsideHierarchy' | 'inactiveHierarchy';

/** A person with a fixed part to play, beside the crowd of computed ones. */
export interface CastMember {
  /** Name of the part within the cast. */
  readonly key: string;
  /** Parts under which this one is listed: none for a root, several for the oddity that has two. */
  readonly under: readonly string[];
  /** Distance from the root, which decides the role. */
  readonly level: number;
  readonly traits: Traits;
  readonly standing?: Standing;
  readonly defaultChild?: boolean;
  /** Role other than the one of the level. */
  readonly roleCode?: string;
  /** Where answers carry `parentCustomer`, which the documentation lists and no sample shows. */
  readonly tellsParent?: 'inOwnRow' | 'besideChildren';
  /** What the customer can be asked by, too, and no answer says. */
  readonly unlistedIdentifiers?: readonly Identifier[];
  /** Whether answers about this parent carry warnings, one of them the empty object that occurs. */
  readonly warns?: boolean;
}

/** A customer whose only identifier is a mobile number that is easy to remember. */
export function reachedBy(mobile: string, firstName: string, lastName: string): Traits {
  return { firstName, lastName, identifiers: [{ type: 'mobile', value: mobile }] };
}

/** People without a story, under a part: everything about them is drawn. */
export function extras(parent: string, count: number, level: number): readonly CastMember[] {
  return Array.from({ length: count }, (_, number) => ({
    key: `${parent}/${number + 1}`,
    under: [parent],
    level,
    traits: { secondProfile: false },
  }));
}
