import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension(
      'customer-hierarchy.customer-hierarchy-inspector',
    );
    ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    ok(extension.isActive);
  });

  it('registers the commands that it contributes, and no others', async () => {
    const extension = vscode.extensions.getExtension<unknown>(
      'customer-hierarchy.customer-hierarchy-inspector',
    );
    ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    const { contributes } = extension.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const registered = await vscode.commands.getCommands(true);
    deepEqual(
      // those with a further dot are VS Code's own, for the views
      registered.filter((command) => /^customerHierarchy\.\w+$/.test(command)).sort(),
      contributes.commands.map(({ command }) => command).sort(),
    );
  });
});
