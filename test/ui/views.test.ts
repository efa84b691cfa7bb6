import { describe, expect, it } from 'vitest';
import { useWorkbench } from './useWorkbench';

describe('the activity bar', () => {
  const workbench = useWorkbench();

  it('opens Customer Hierarchy with its three views', async () => {
    await workbench().openView('Customer Hierarchy');
    const views = workbench().page.locator('.part.sidebar .pane-header h3');
    await views.nth(2).waitFor();
    // an older VS Code shows them in capitals
    expect(await views.allTextContents()).toEqual(['Customers', 'History', 'Connections']);
  });

  it('leads to a first connection where a request has none to be sent over', async () => {
    const { notifications, quickInput } = workbench();
    await workbench().runCommand('Customer Hierarchy: Open Inspector');
    const view = await workbench().webview('#inspector');
    // it takes the keyboard once it is there
    await view.locator('vscode-text-field[data-name=identifierValue] input:focus').waitFor();
    for (const command of ['Copy as curl', 'Copy as Code', 'Watch']) {
      await workbench().runCommand(`Customer Hierarchy: ${command}`);
      await notifications.shown('There is no connection to ask: choose one, or add one.');
      await notifications.clear();
    }
    await workbench().runCommand('Customer Hierarchy: Copy as curl');
    await notifications.press('There is no connection to ask', 'Add Connection…');
    await quickInput.shown('Add Connection');
    await quickInput.escape();
  });
});
