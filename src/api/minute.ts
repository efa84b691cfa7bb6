const MINUTE_MS = 60_000;

/** How many requests went out in the last minute, how many are about to, and when more may. */
export class Minute {
  /** When requests went out, in milliseconds since 1970, the earliest first; none older than a minute. */
  readonly #sent: number[] = [];
  #reserved = 0;

  /** @param most requests that a minute may have */
  hasRoom(most: number): boolean {
    this.#forgetOld();
    return this.#sent.length + this.#reserved < most;
  }

  /** For a request that is about to go out. */
  reserve(): void {
    this.#reserved++;
  }

  /** The request for which there was a reservation does not go out after all. */
  release(): void {
    this.#reserved--;
  }

  /** The request for which there was a reservation goes out now. */
  sends(): void {
    this.#reserved--;
    this.#forgetOld();
    this.#sent.push(Date.now());
  }

  /**
   * When the next request may go out, in milliseconds since 1970, or one with so many others ahead;
   * not after now where nothing is in its way. Those that are about to go out are taken to do so now.
   */
  next(most: number, ahead = 0): number {
    this.#forgetOld();
    const now = Date.now();
    const place = this.#sent.length + this.#reserved - most + (ahead % most);
    if (place < 0 && ahead < most) return now;
    return (this.#sent[place] ?? now) + (Math.floor(ahead / most) + 1) * MINUTE_MS;
  }

  #forgetOld(): void {
    const now = Date.now();
    // the clock was set back: those that it has yet to come to went out by now
    for (let at = this.#sent.length - 1; (this.#sent[at] ?? now) > now; at--) this.#sent[at] = now;
    const recent = this.#sent.findIndex((sent) => sent > now - MINUTE_MS);
    if (recent !== 0) this.#sent.splice(0, recent < 0 ? this.#sent.length : recent);
  }
}
