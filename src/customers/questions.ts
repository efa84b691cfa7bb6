import { queryOfChildren, typeAbove } from '../api/childrenQuery';
import type { Connection } from '../api/connection';
import type { Identifier } from '../api/customer';
import { expansionIdentifier } from '../api/identifiers';
import type { CustomersRequest } from '../api/query';
import { rootOf, type CustomerRow, type LevelRow } from './rows';

export interface QuestionDoors {
  connection(id: string): Connection | undefined;
  /** Customers to ask for at a time. */
  pageSize(): number;
  identifierPreference(): readonly string[];
}

/** What is asked for each level: the one place where rows become requests. */
export class Questions {
  /** Identifiers that the user chose to ask for a customer's children by, by the customer's row id. */
  readonly #chosen = new Map<string, Identifier>();

  constructor(private readonly doors: QuestionDoors) {}

  /** The request for a page of a level; undefined where there is no identifier to ask by. */
  requestFor(row: LevelRow, offset: number): CustomersRequest | undefined {
    if (row.kind === 'children') return this.requestForChildren(row.parent, offset);
    const { connectionId, query } = row.asked;
    return { connectionId, query: { ...query, limit: this.doors.pageSize(), offset } };
  }

  /** A request for a customer's children; source, flags and sorting are those of its root. */
  requestForChildren(row: CustomerRow, offset = 0): CustomersRequest | undefined {
    const identifier = this.askedBy(row);
    if (identifier === undefined) return undefined;
    const { connectionId, query } = rootOf(row).asked;
    return {
      connectionId,
      query: {
        ...queryOfChildren(query, this.doors.connection(connectionId), identifier),
        limit: this.doors.pageSize(),
        offset,
      },
    };
  }

  /** The identifier that a customer's children are asked by; undefined when it has none. */
  askedBy(row: CustomerRow): Identifier | undefined {
    const chosen = this.#chosen.get(row.id);
    if (chosen !== undefined) return chosen;
    const preference = this.doors.identifierPreference();
    return expansionIdentifier(row.customer, this.#typeAbove(row), preference);
  }

  choose(row: CustomerRow, identifier: Identifier): void {
    this.#chosen.set(row.id, identifier);
  }

  #typeAbove(row: CustomerRow): string {
    if (row.parent.kind === 'children') return this.askedBy(row.parent.parent)?.type ?? '';
    return typeAbove(row.parent.asked.query);
  }
}
