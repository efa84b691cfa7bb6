import * as vscode from 'vscode';
import { plainText } from '../connections/plainText';
import type { Masking } from '../privacy/masking';
import type { RowFilter } from './rowFilter';
import type { Row } from './rows';

const LONGEST_TEXT = 60;

/**
 * Says above the rows that they are not all, as long as that is so, and keeps the menus informed.
 * @param changed fires when other rows are shown
 */
export function followFilter(
  rows: RowFilter,
  view: vscode.TreeView<Row>,
  masking: Masking,
  changed: vscode.Event<unknown>,
): vscode.Disposable {
  let wasFiltered = false;
  const show = () => {
    const isFiltered = rows.text !== undefined;
    if (isFiltered !== wasFiltered) {
      wasFiltered = isFiltered;
      void vscode.commands.executeCommand(
        'setContext',
        'customerHierarchy.customersFiltered',
        isFiltered,
      );
    }
    view.message = rows.text === undefined ? undefined : words(rows, rows.text, masking);
  };
  return changed(show);
}

function words(rows: RowFilter, typed: string, masking: Masking): string {
  const { matching, loaded } = rows.counts();
  const count = (value: number) => value.toLocaleString(vscode.env.language);
  const values = {
    text: plainText(masking.value(typed), LONGEST_TEXT),
    count: count(matching),
    total: count(loaded),
  };
  return matching === 0
    ? vscode.l10n.t(
        'Filter “{text}”: no match among the customers loaded ({total}). Clear Filter, in the title above, shows them all.',
        values,
      )
    : vscode.l10n.t(
        'Filter “{text}”: {count} of the {total} customers loaded. Clear Filter, in the title above, shows them all.',
        values,
      );
}
