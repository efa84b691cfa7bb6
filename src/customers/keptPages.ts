import type { Connection } from '../api/connection';
import type { Answer, CustomersApi, Page, PageOptions } from '../api/page';
import { queryPath, type ChildrenQuery } from '../api/query';

/** Keeps each page that it has got, so that whoever asks for the same one next has it at once. */
export class KeptPages implements CustomersApi {
  readonly #pages = new Map<string, Page>();

  /** @param came told of each page that was not there before */
  constructor(
    private readonly api: CustomersApi,
    private readonly came: (query: ChildrenQuery) => void,
  ) {}

  keep(page: Page): void {
    this.#pages.set(queryPath(page.query), page);
  }

  has(query: ChildrenQuery): boolean {
    return this.#pages.has(queryPath(query));
  }

  /** The pages of this question, whatever their offset: the server is to be asked anew. */
  forget(query: ChildrenQuery): void {
    const question = queryPath({ ...query, offset: 0 });
    for (const [key, page] of this.#pages)
      if (queryPath({ ...page.query, offset: 0 }) === question) this.#pages.delete(key);
  }

  async page(connection: Connection, query: ChildrenQuery, options?: PageOptions): Promise<Answer> {
    const kept = this.#pages.get(queryPath(query));
    if (kept !== undefined) return kept;
    const answer = await this.api.page(connection, query, options);
    if (answer.kind === 'page') {
      this.keep(answer);
      this.came(query);
    }
    return answer;
  }
}
