import * as vscode from 'vscode';
import { joinedSentences } from '../sentence';
import { inspectorFigures } from './views';
import type { TableWords } from './wireWords';

export function rowsCopied(rows: number, guarded: number, isMasked: boolean): string {
  const { count } = inspectorFigures();
  const copied =
    rows === 1
      ? vscode.l10n.t('Copied 1 row.')
      : vscode.l10n.t('Copied {rows} rows.', { rows: count(rows) });
  const said = [copied];
  if (isMasked) said.push(vscode.l10n.t('Personal data is masked.'));
  if (guarded === 1)
    said.push(
      vscode.l10n.t(
        '1 value has an apostrophe in front, so that a spreadsheet takes it for text, not for a formula or a shorter number.',
      ),
    );
  if (guarded > 1)
    said.push(
      vscode.l10n.t(
        '{guarded} values have an apostrophe in front, so that a spreadsheet takes them for text, not for formulas or shorter numbers.',
        { guarded: count(guarded) },
      ),
    );
  return joinedSentences(...said);
}

/** Texts of the Table tab; the page puts values in the place of `{names}`. */
export function tableWords(): TableWords {
  const count = '{count}';
  const column = '{column}';
  return {
    grid: vscode.l10n.t('Customers'),
    gridHint: vscode.l10n.t(
      'Enter shows a row in the JSON, Space selects it, plus and minus open and close its profiles. In the header, Enter sorts, Alt with Shift and an arrow moves the column, Shift with an arrow makes it wider or narrower, and Shift with Enter as wide as what it holds.',
    ),
    noCustomers: vscode.l10n.t('The answer has no customers'),
    noCustomersHint: vscode.l10n.t('The JSON tab has all of it.'),
    noMatch: vscode.l10n.t('No row loaded has that'),
    noMatchHint: vscode.l10n.t('Rows that were not loaded are not searched.'),
    noColumns: vscode.l10n.t('No column is chosen'),
    filter: vscode.l10n.t('Filter the rows loaded'),
    filterPlaceholder: vscode.l10n.t('Filter rows loaded'),
    clearFilter: vscode.l10n.t('Clear the filter'),
    columns: vscode.l10n.t('Columns'),
    columnsHint: vscode.l10n.t(
      'Space shows or hides a column, Alt with an arrow moves it, Escape closes.',
    ),
    resetColumns: vscode.l10n.t('Reset'),
    resizeHint: vscode.l10n.t('Drag to make the column wider or narrower; a double-click fits it'),
    moveUp: vscode.l10n.t('Move {column} to the front', { column }),
    moveDown: vscode.l10n.t('Move {column} to the back', { column }),
    emptyColumn: vscode.l10n.t('no values'),
    leftOut: vscode.l10n.t('{count} more field names have no column.', { count }),
    groups: {
      customer: vscode.l10n.t('Customer'),
      identifiers: vscode.l10n.t('Identifiers'),
      channels: vscode.l10n.t('Communication channels'),
      fields: vscode.l10n.t('Custom fields'),
      extendedFields: vscode.l10n.t('Extended fields'),
      other: vscode.l10n.t('Undocumented fields'),
    },
    copy: vscode.l10n.t('Copy the selected rows for a spreadsheet, or all where none is selected'),
    openRow: vscode.l10n.t('Show the row in the JSON'),
    showProfiles: vscode.l10n.t('Show its profiles'),
    hideProfiles: vscode.l10n.t('Hide its profiles'),
    profile: vscode.l10n.t('Profile'),
    oneRow: vscode.l10n.t('1 row loaded'),
    rows: vscode.l10n.t('{count} rows loaded', { count }),
    loading: vscode.l10n.t('{count} of {total} rows loaded', { count, total: '{total}' }),
    matching: vscode.l10n.t('{count} match', { count }),
    oneSelected: vscode.l10n.t('1 selected'),
    selected: vscode.l10n.t('{count} selected', { count }),
    sortedUp: vscode.l10n.t('Sorted here by {column}, ascending', { column }),
    sortedDown: vscode.l10n.t('Sorted here by {column}, descending', { column }),
    unsorted: vscode.l10n.t('In the order of the answer'),
    serverSort: vscode.l10n.t('Server: {field} {order}', { field: '{field}', order: '{order}' }),
    serverSortNone: vscode.l10n.t('Server: no sort sent'),
    serverSortHint: vscode.l10n.t(
      'What the server sorts by is in the form: it counts for all rows, also those that are not loaded.',
    ),
    saidSorted: vscode.l10n.t('Sorted by {column}, {count} rows', { column, count }),
    saidUnsorted: vscode.l10n.t('In the order of the answer, {count} rows', { count }),
    saidMatches: vscode.l10n.t('{count} rows match', { count }),
    saidSelected: vscode.l10n.t('{count} rows selected', { count }),
    saidOneSelected: vscode.l10n.t('1 row selected'),
    saidMoved: vscode.l10n.t('{column} is column {number} of {count}', {
      column,
      number: '{number}',
      count,
    }),
    saidWidth: vscode.l10n.t('{column} is {pixels} pixels wide', { column, pixels: '{pixels}' }),
    saidShown: vscode.l10n.t('{column} is shown', { column }),
    saidReset: vscode.l10n.t('The usual columns are shown'),
    saidHidden: vscode.l10n.t('{column} is hidden', { column }),
  };
}
