import * as vscode from 'vscode';
import type { Row } from './rows';

/**
 * The argument of a command, with nothing in place of what the view's keyboard shortcuts say: that the
 * row is meant which the keyboard is at. That row is selected then.
 *
 * VS Code tells an extension only which row is selected, and arrow keys select nothing
 * (microsoft/vscode#170248). Its own command that selects one row more, or one less, shows which one
 * the keyboard is at. The view must have it.
 */
export async function withFocusedSelected(
  view: vscode.TreeView<Row>,
  argument: unknown,
): Promise<unknown> {
  if (!meansFocused(argument)) return argument;
  const before = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = view.selection;
  const focused =
    after.find((row) => !before.includes(row)) ?? before.find((row) => !after.includes(row));
  if (focused !== undefined) await view.reveal(focused, { select: true, focus: true });
  return undefined;
}

function meansFocused(argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'row' in argument &&
    argument.row === 'focused'
  );
}
