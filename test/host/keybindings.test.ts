import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

interface Binding {
  readonly key: string;
}

describe('keyboard shortcuts', () => {
  it('are none that VS Code itself uses, nor the beginning of one', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    // below the list, in comments, are commands without a key
    const text = document.getText();
    const keys = [...text.matchAll(/^\s*\{ "key": ("(?:[^"\\]|\\.)*")/gm)].map(
      ([, key = '""']) => JSON.parse(key) as string,
    );
    ok(keys.length > 300, 'VS Code tells its own shortcuts');
    const extension = vscode.extensions.getExtension<unknown>(
      'customer-hierarchy.customer-hierarchy-inspector',
    );
    const { contributes } = extension?.packageJSON as {
      readonly contributes: { readonly keybindings: readonly Binding[] };
    };
    // those of extensions are in the list, too: once each
    const taken = contributes.keybindings.flatMap(({ key }) => {
      const same = keys.filter((other) => other === key || other.startsWith(`${key} `));
      return same.length > 1 ? [key] : [];
    });
    deepEqual(taken, []);
    const [first] = contributes.keybindings;
    ok(first && keys.includes(first.key), 'ours are among them');
  });
});
