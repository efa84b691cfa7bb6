/** What documents show, by their URIs, from when it is asked for until they are closed. */
export class OpenContents<Content> {
  readonly #known = new Map<string, Content>();
  readonly #coming = new Map<string, Promise<Content>>();

  get(uri: string): Content | undefined {
    return this.#known.get(uri);
  }

  set(uri: string, content: Content): void {
    this.#known.set(uri, content);
  }

  /** What is known, else what `ask` finds out: asked once, however many read it meanwhile. */
  async read(uri: string, ask: () => Promise<Content>): Promise<Content> {
    const known = this.#known.get(uri);
    if (known !== undefined) return known;
    const coming = this.#coming.get(uri);
    if (coming !== undefined) return coming;
    const asked = ask();
    this.#coming.set(uri, asked);
    try {
      const content = await asked;
      // closed meanwhile, nobody would ever forget it
      if (this.#coming.get(uri) === asked) this.#known.set(uri, content);
      return content;
    } finally {
      if (this.#coming.get(uri) === asked) this.#coming.delete(uri);
    }
  }

  /** Nobody has the document open any more. @returns what it showed */
  forget(uri: string): Content | undefined {
    const content = this.#known.get(uri);
    this.#known.delete(uri);
    this.#coming.delete(uri);
    return content;
  }
}
