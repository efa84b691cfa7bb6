import type { ListedValues, PlainType, Presence } from './contractShape';

/** Types that a value of JSON can have. */
export type JsonType = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** One way in which an answer departs from its documentation; may occur at many places. */
export type Deviation =
  | { readonly kind: 'missingField'; readonly presence: Exclude<Presence, 'sometimes'> }
  | {
      readonly kind: 'otherType';
      readonly documented: PlainType | 'list' | 'object';
      readonly found: JsonType;
    }
  | { readonly kind: 'unknownField' }
  | {
      readonly kind: 'unknownValue';
      /** As sent; cut where it is long. */
      readonly value: string;
      readonly listed: ListedValues;
    }
  /** Not all of its bytes are text. */
  | { readonly kind: 'notUtf8' }
  /** What signed the request is in the answer, where it is taken out. */
  | { readonly kind: 'repeatedSecret' }
  /** `success` is false, and there are rows. */
  | { readonly kind: 'notSuccess' }
  | { readonly kind: 'otherCount'; readonly said: number; readonly rows: number }
  | { readonly kind: 'moreThanLimit'; readonly limit: number; readonly rows: number }
  | { readonly kind: 'seenBefore' }
  /** An object has the key more than once. */
  | { readonly kind: 'repeatedKey' }
  | { readonly kind: 'otherDefaultChild' };

export type DeviationKind = Deviation['kind'];

/** Where a row was before: in this answer, or on the page from `offset`. */
export interface EarlierPlace {
  readonly pointer: string;
  readonly offset?: number;
}

export interface Place {
  /** JSON Pointer; of what is missing, where it would be. */
  readonly pointer: string;
  readonly before?: EarlierPlace;
}

export type Departure = Deviation & {
  /** The path that all places share: their JSON Pointer with `*` for every number of a list. */
  readonly path: string;
  /** The first of them, in the order of the answer. */
  readonly places: readonly Place[];
  /** All of them. */
  readonly count: number;
};

/** How an answer departs from what is documented; plain data. */
export interface ContractReport {
  /** Those of a kind together. */
  readonly departures: readonly Departure[];
  /** Places of departures of which there are too many to keep. */
  readonly unlisted: number;
}

const kindOrder: readonly DeviationKind[] = [
  'repeatedSecret',
  'notUtf8',
  'notSuccess',
  'otherCount',
  'moreThanLimit',
  'seenBefore',
  'otherDefaultChild',
  'repeatedKey',
  'missingField',
  'otherType',
  'unknownField',
  'unknownValue',
];

/** Of each kind as many departures are kept, and of each departure as many places. */
const KEPT = 1000;
/** Keys and values beyond this are cut: nobody reads them, and an answer may consist of them. */
const LONGEST_TEXT = 200;
const LIST_NUMBER = /\/\d+(?=\/|$)/g;

interface Collected {
  readonly deviation: Deviation;
  readonly path: string;
  readonly places: Place[];
  count: number;
}

/** Gathers deviations: the same one at many places is one departure. */
export class Findings {
  readonly #collected = new Map<DeviationKind, Map<string, Collected>>();
  #unlisted = 0;

  add(deviation: Deviation, pointer: string, before?: EarlierPlace): void {
    const path = pointer.replace(LIST_NUMBER, '/*');
    const ofKind = this.#ofKind(deviation.kind);
    const key = JSON.stringify([path, deviation]);
    const known = ofKind.get(key);
    const place: Place = { pointer, ...(before !== undefined && { before }) };
    if (known !== undefined) {
      known.count += 1;
      if (known.places.length < KEPT) known.places.push(place);
    } else if (ofKind.size < KEPT) {
      ofKind.set(key, { deviation, path, places: [place], count: 1 });
    } else {
      this.#unlisted += 1;
    }
  }

  report(): ContractReport {
    const departures = kindOrder.flatMap((kind) =>
      [...(this.#collected.get(kind)?.values() ?? [])].map(
        ({ deviation, path, places, count }): Departure => ({ ...deviation, path, places, count }),
      ),
    );
    return { departures, unlisted: this.#unlisted };
  }

  #ofKind(kind: DeviationKind): Map<string, Collected> {
    const known = this.#collected.get(kind);
    if (known !== undefined) return known;
    const made = new Map<string, Collected>();
    this.#collected.set(kind, made);
    return made;
  }
}

export function cutText(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Of a key that is too long to be read, it is cut, and leads to the object alone. */
export function memberPointer(at: string, key: string): string {
  return `${at}/${cutText(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
