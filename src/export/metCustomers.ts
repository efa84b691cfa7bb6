/** Numbers in the table, at the most, in relation to its places. */
const FULLEST = 0.7;
const SMALLEST = 1 << 10;
/** What fits 63 bits, written as the API writes it. */
const WHOLE_NUMBER = /^[1-9]\d{0,18}$/;
/** Numbers up to here are exact in JavaScript. */
const EXACT_DIGITS = 15;
const HALF = 2 ** 32;
const LARGEST = 2n ** 63n - 1n;

/**
 * Whom a walk met, and in which level first. Eight bytes a place, where a `Set` of userIds takes some
 * eighty: a hierarchy of millions fits. Once a userId has more than 32 bits, it is twelve.
 */
export class MetCustomers {
  #high: Uint32Array | undefined;
  #low = new Uint32Array(SMALLEST);
  #levels = new Uint32Array(SMALLEST);
  #count = 0;
  /** Keys that are no number; few answers have any. */
  readonly #others = new Map<string, number>();

  /** @returns whether it was not met before */
  meet(key: string, level: number): boolean {
    const halves = halvesOf(key);
    if (halves === undefined) {
      if (this.#others.has(key)) return false;
      this.#others.set(key, level);
      return true;
    }
    const [high, low] = halves;
    const place = this.#placeOf(high, low);
    if (this.#isTaken(place)) return false;
    this.#put(place, high, low, level);
    if (++this.#count > this.#low.length * FULLEST) this.#grow();
    return true;
  }

  /** Undefined where the customer was not met. */
  levelOf(key: string): number | undefined {
    const halves = halvesOf(key);
    if (halves === undefined) return this.#others.get(key);
    const place = this.#placeOf(...halves);
    return this.#isTaken(place) ? this.#levels[place] : undefined;
  }

  #isTaken(place: number): boolean {
    return this.#low[place] !== 0 || this.#highAt(place) !== 0;
  }

  #highAt(place: number): number {
    return this.#high?.[place] ?? 0;
  }

  #put(place: number, high: number, low: number, level: number): void {
    if (high !== 0) (this.#high ??= new Uint32Array(this.#low.length))[place] = high;
    this.#low[place] = low;
    this.#levels[place] = level;
  }

  /** Where the number is, or would be. */
  #placeOf(high: number, low: number): number {
    const last = this.#low.length - 1;
    let place = hashOf(high, low) & last;
    while (this.#isTaken(place) && (this.#low[place] !== low || this.#highAt(place) !== high))
      place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [highs, lows, levels] = [this.#high, this.#low, this.#levels];
    const size = lows.length * 2;
    this.#high = undefined;
    this.#low = new Uint32Array(size);
    this.#levels = new Uint32Array(size);
    for (let at = 0; at < lows.length; at++) {
      const high = highs?.[at] ?? 0;
      const low = lows[at] ?? 0;
      if (high === 0 && low === 0) continue;
      this.#put(this.#placeOf(high, low), high, low, levels[at] ?? 0);
    }
  }
}

/** Never both 0, which is an empty place. */
function halvesOf(key: string): readonly [number, number] | undefined {
  if (!WHOLE_NUMBER.test(key)) return undefined;
  if (key.length <= EXACT_DIGITS) {
    const number = Number(key);
    return [Math.floor(number / HALF), number % HALF];
  }
  const number = BigInt(key);
  if (number > LARGEST) return undefined;
  return [Number(number >> 32n), Number(number & 0xffff_ffffn)];
}

function hashOf(high: number, low: number): number {
  let hash = Math.imul(low ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2_ae35);
  return (hash ^ (hash >>> 13)) >>> 0;
}
