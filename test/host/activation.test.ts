import { ok } from 'node:assert/strict';
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
});
