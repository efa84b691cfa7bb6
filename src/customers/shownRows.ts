import type { Customer } from '../api/customer';
import type { Page } from '../api/page';
import type { Masking } from '../privacy/masking';
import { HIDDEN } from '../privacy/maskValue';
import { customerDetails, detailsOf, parentCustomerRows } from './detailRows';
import { factRows } from './factRows';
import { issueRows } from './levelRows';
import type { CustomerRow, FieldRow, LevelRow, RootRow, Row } from './rows';

/** Rows inside a customer, or below a level, that are made from an answer's text. */
type DetailRow = Exclude<
  Row,
  {
    readonly kind:
      'root' | 'children' | 'customer' | 'loading' | 'empty' | 'more' | 'error' | 'fact' | 'note';
  }
>;

/**
 * What is said of a row, and copied from it, while personal data is masked: a twin, made from the
 * masked answer in the way that the row itself was made from the answer. It has the row's id; what
 * is asked for, and where rows are found again, goes by the row.
 */
export class ShownRows {
  readonly #twins = new WeakMap<Row, Row>();
  readonly #below = new WeakMap<Row, ReadonlyMap<string, Row>>();

  /** @param pagesOf the pages of a level that have come */
  constructor(
    private readonly masking: Masking,
    private readonly pagesOf: (row: LevelRow) => readonly Page[],
  ) {}

  /** The row itself, or its twin while personal data is masked. */
  of(row: Row): Row {
    return this.masking.isOn ? this.#twin(row) : row;
  }

  customer(row: CustomerRow): CustomerRow {
    return this.masking.isOn ? this.#customer(row) : row;
  }

  /** The value that Copy Value takes from a row. */
  valueOf(row: Row): string | undefined {
    const shown = this.of(row);
    // of those that are no part of an answer, it is the identifier that they are asked by
    return shown.value ?? (row.value === undefined ? undefined : this.masking.value(row.value));
  }

  #twin(row: Row): Row {
    const known = this.#twins.get(row);
    if (known !== undefined) return known;
    const made = this.#made(row);
    this.#twins.set(row, made);
    return made;
  }

  #made(row: Row): Row {
    switch (row.kind) {
      case 'customer':
        return this.#customer(row);
      case 'root':
      case 'children':
        return this.#level(row);
      case 'loading':
      case 'empty':
      case 'more':
      case 'note':
        return { ...row, parent: this.#level(row.parent) };
      case 'error': {
        const { kind, id, error } = row;
        return { kind, id, parent: this.#level(row.parent), error: this.masking.error(error) };
      }
      case 'fact': {
        const error = this.#twin(row.parent);
        const facts = error.kind === 'error' ? factRows(error) : [];
        return facts.find(({ id }) => id === row.id) ?? { ...row, value: HIDDEN };
      }
      case 'issue':
      case 'profile':
      case 'group':
      case 'blank':
      case 'identifier':
      case 'channel':
      case 'field':
        return this.#rowsBelow(row.parent).get(row.id) ?? hidden(row, this.#twin(row.parent));
    }
  }

  #root({ kind, id, asked }: RootRow): RootRow {
    return { kind, id, asked: this.masking.asked(asked) };
  }

  #customer({ kind, id, parent, customer, page, standing }: CustomerRow): CustomerRow {
    const masked = this.masking.page(page);
    return {
      kind,
      id,
      parent: this.#level(parent),
      customer: customerAt(masked, customer.pointer),
      page: masked,
      standing,
    };
  }

  #level(row: LevelRow): LevelRow {
    if (row.kind === 'root') return this.#root(row);
    return { kind: 'children', id: row.id, parent: this.#customer(row.parent) };
  }

  /** Twins of the detail rows below a row, by their ids. */
  #rowsBelow(row: DetailRow['parent']): ReadonlyMap<string, Row> {
    const known = this.#below.get(row);
    if (known !== undefined) return known;
    const made: ReadonlyMap<string, Row> = new Map(
      this.#detailsBelow(row).map((below) => [below.id, below]),
    );
    // more pages come to a level; a customer stays what it is
    if (row.kind !== 'root' && row.kind !== 'children') this.#below.set(row, made);
    return made;
  }

  #detailsBelow(row: DetailRow['parent']): readonly Row[] {
    switch (row.kind) {
      case 'root':
      case 'children': {
        const pages = this.pagesOf(row);
        const level = this.#level(row);
        const masked = (needed: (page: Page) => boolean) =>
          pages.filter(needed).map((page) => this.masking.page(page));
        return [
          ...issueRows(
            level,
            masked(({ issues }) => issues.length > 0),
          ),
          ...(level.kind === 'root'
            ? parentCustomerRows(
                level,
                masked(({ parentCustomer }) => parentCustomer !== undefined),
              )
            : []),
        ];
      }
      case 'customer':
        return customerDetails(this.#customer(row));
      default: {
        const twin = this.#twin(row);
        return twin.kind === row.kind ? detailsOf(twin) : [];
      }
    }
  }
}

/** The customer at a place of an answer, among those of the answer's masked page. */
function customerAt({ customers }: Page, pointer: string): Customer {
  const customer = customers[Number(pointer.slice(pointer.lastIndexOf('/') + 1))];
  return customer ?? { name: HIDDEN, profiles: [], extendedFields: {}, json: {}, pointer };
}

/** Nothing is shown of a row whose answer is another one by now. */
function hidden(row: DetailRow, parent: Row): FieldRow {
  return {
    kind: 'field',
    id: row.id,
    parent: parent as FieldRow['parent'],
    name: HIDDEN,
    place: { answer: { text: '' }, pointer: '', around: { pointer: '', text: () => undefined } },
    content: HIDDEN,
    text: HIDDEN,
    value: HIDDEN,
  };
}
