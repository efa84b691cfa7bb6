import type { Customer } from '../api/customer';
import type { Localisation } from '../connections/errorSentences';
import { visibleText } from '../privacy/displayText';
import { ColumnFinder, type FoundColumns, type ReadColumn } from './tableColumns';
import type { TableCell, TableColumn, TableRow } from './wireTable';

/** More of a value than this fits no cell and no tooltip; the JSON and a copy have all of it. */
const LONGEST_CELL = 1000;
/** Customers of one answer with so many profiles are a mistake, or an attack. */
const MOST_PROFILES = 100;

/** Looks through customers in steps; the columns that they need are there after the last one. */
export function* columnsInSteps(
  customers: readonly Customer[],
  l10n: Localisation,
  shown: (customer: Customer) => Customer = (customer) => customer,
): Generator<undefined, FoundColumns> {
  const finder = new ColumnFinder(l10n);
  for (const customer of customers) {
    finder.look(shown(customer));
    yield;
  }
  return finder.found();
}

/** The columns as the page is told of them. */
export function shownColumns({ columns, empty }: FoundColumns): readonly TableColumn[] {
  return columns.map((column) => {
    const { id, label, group, byDefault } = column;
    return { id, label, group, byDefault, isEmpty: empty.has(column) };
  });
}

export function tableRow(customer: Customer, columns: readonly ReadColumn[]): TableRow {
  const cells = columns.map((column) => cellOf(column.ofCustomer(customer)));
  const { profiles } = customer;
  if (profiles.length < 2) return { cells };
  return {
    cells,
    profiles: profiles
      .slice(0, MOST_PROFILES)
      .map((profile) => columns.map((column) => cellOf(column.ofProfile(profile)))),
  };
}

function cellOf(value: string | undefined): TableCell {
  return value === undefined ? null : visibleText(value, LONGEST_CELL);
}
