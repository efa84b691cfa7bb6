/** Looks through bytes that pass by for secrets, also where one is cut in two. */
export class SecretWatch {
  readonly #secrets: readonly string[];
  readonly #longest: number;
  #end = '';
  found = false;

  constructor(secrets: readonly string[]) {
    // as bytes, and each byte as a letter
    this.#secrets = secrets
      .filter((secret) => secret !== '')
      .map((secret) => Buffer.from(secret).toString('latin1'));
    this.#longest = Math.max(1, ...this.#secrets.map(({ length }) => length));
  }

  see(bytes: Uint8Array): void {
    const text = this.#end + Buffer.from(bytes).toString('latin1');
    this.found ||= this.#secrets.some((secret) => text.includes(secret));
    this.#end = text.slice(Math.max(0, text.length - this.#longest + 1));
  }
}
