import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { readWhen } from '../vscode/whenClause';

interface Binding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

describe('keyboard shortcuts', () => {
  it('are none that VS Code itself uses at the same place, nor the beginning of one', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    // below the list, in comments, are commands without a key
    const all = [
      ...document.getText().matchAll(/^\s*(\{ "key": [^{}]*(?:\{[^{}]*\}[^{}]*)?\})/gm),
    ].map(([, entry = '']) => JSON.parse(entry) as Binding);
    ok(all.length > 300, 'VS Code tells its own shortcuts');
    const extension = vscode.extensions.getExtension<unknown>(
      'customer-hierarchy.customer-hierarchy-inspector',
    );
    const { contributes } = extension?.packageJSON as {
      readonly contributes: { readonly keybindings: readonly Binding[] };
    };
    // those of extensions are in the list, too
    const others = all.filter(({ command }) => !command.startsWith('customerHierarchy.'));
    const taken = contributes.keybindings.flatMap(({ key, when }) =>
      others.filter(
        (other) =>
          (other.key === key || other.key.startsWith(`${key} `)) && mayHold(other.when, when),
      ),
    );
    deepEqual(taken, []);
    ok(others.length < all.length, 'ours are among them');
  });
});

/** Whether a shortcut of VS Code's is meant where the keyboard is on a row of the view that ours is for. */
function mayHold(when: string | undefined, ours: string | undefined): boolean {
  const view = /focusedView == ([\w.]+)/.exec(ours ?? '')?.[1];
  if (when === undefined || view === undefined) return true;
  const onRow = { focusedView: view, listFocus: true, sideBarFocus: true, sideBarVisible: true };
  return readWhen(when).holds(onRow);
}
