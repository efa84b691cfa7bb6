import { draw, pick } from './draw';
import { cultureOdds, cultures, type Culture } from './names';

/** An identifier as it stands in `identifiers[]`; cards carry more fields. */
export interface Identifier {
  readonly [field: string]: string | number | undefined;
  readonly type: string;
  readonly value: string;
}

/**
 * Identifiers hold their customer's index, so that a look-up computes the index instead of searching:
 * a million people need no table. Mobile and card numbers go through a permutation of 0 … 10^9 − 1
 * first, since people do not have consecutive numbers.
 */
const SPACE = 1_000_000_000n;
/** 3^18: has no factor in common with 10^9, so multiplying by it permutes the space. */
const FACTOR = 387_420_489n;
const INVERSE = inverse(FACTOR, SPACE);

/** Ids of computed customers start here, past those of the published samples. */
const FIRST_USER_ID = 1_000_000_000n;
/** Ids are this far apart, less a little chance. */
const USER_ID_STEP = 7n;

/** Purposes of draws in this file. */
const CULTURE = 1;
const USER_ID = 2;
const SHIFT = 3;

export function cultureOf(seed: number, index: number): Culture {
  return pick(cultures, pick(cultureOdds, draw(seed, index, CULTURE)));
}

/** `userId` of a computed customer. */
export function userIdOf(seed: number, index: number): bigint {
  const chance = BigInt(draw(seed, index, USER_ID)) % USER_ID_STEP;
  return FIRST_USER_ID + BigInt(index) * USER_ID_STEP + chance;
}

/** The index that a `userId` may belong to; whether it does, only the customer itself can tell. */
export function indexOfUserId(userId: bigint): number | undefined {
  if (userId < FIRST_USER_ID) return undefined;
  return Number((userId - FIRST_USER_ID) / USER_ID_STEP);
}

/** Country code, operator and nine digits that hold the index. */
export function mobileOf(seed: number, index: number): string {
  return cultureOf(seed, index).mobilePrefix + nineDigits(seed, index);
}

export function cardNumberOf(seed: number, index: number): string {
  return `6001000${nineDigits(seed, index)}`;
}

/** Types whose value ends in the index in plain digits, and what stands before them. */
const plainPrefixes: Readonly<Record<string, string>> = {
  externalid: 'CUST-',
  cuid: 'cuid_',
  unionid: 'unionId_',
  wechat: 'wx_',
  line: 'line_',
  fbid: 'fb_',
  martjackid: 'mj_',
  mobilepush: 'push_',
};

/** Types of identifiers that the documentation lists or the samples hold, in lower case. */
const knownTypes: ReadonlySet<string> = new Set([
  'mobile',
  'email',
  'cardnumber',
  ...Object.keys(plainPrefixes),
]);

/** The documentation spells one type in several ways (cardnumber, cardNumber): case does not count. */
export function isKnownIdentifierType(type: string): boolean {
  return knownTypes.has(type.toLowerCase());
}

export function plainIdentifier(type: string, index: number): Identifier {
  return {
    type,
    value: `${plainPrefixes[type.toLowerCase()] ?? ''}${String(index).padStart(9, '0')}`,
  };
}

export function emailOf(name: string, index: number): string {
  return `${name}.${index}@example.com`;
}

/**
 * The only index that can have this identifier, if any. A candidate: the caller computes the customer
 * and compares, which also settles customers without an identifier of that type.
 */
export function candidateIndex(seed: number, type: string, value: string): number | undefined {
  switch (type.toLowerCase()) {
    case 'mobile':
    case 'cardnumber': {
      const digits = /^\d+(\d{9})$/.exec(value)?.[1];
      return digits === undefined ? undefined : unpermuted(seed, BigInt(digits));
    }
    case 'email': {
      const digits = /\.(\d{1,9})@/.exec(value)?.[1];
      return digits === undefined ? undefined : Number(digits);
    }
    default: {
      const digits = /(\d{9})$/.exec(value)?.[1];
      return digits === undefined ? undefined : Number(digits);
    }
  }
}

function nineDigits(seed: number, index: number): string {
  return String((BigInt(index) * FACTOR + shift(seed)) % SPACE).padStart(9, '0');
}

function unpermuted(seed: number, number: bigint): number {
  return Number(((number - shift(seed) + SPACE * 8n) * INVERSE) % SPACE);
}

function shift(seed: number): bigint {
  return BigInt(draw(seed, 0, SHIFT));
}

/** The number whose product with `factor` leaves 1 modulo `modulus` (extended Euclid). */
function inverse(factor: bigint, modulus: bigint): bigint {
  let [rest, next, found, following] = [modulus, factor, 0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [found, following] = [following, found - times * following];
  }
  return (found + modulus) % modulus;
}
