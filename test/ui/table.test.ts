import path from 'node:path';
import { describe, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { useWorkbench } from './useWorkbench';

describe('the table', () => {
  const workbench = useWorkbench();

  it('is loaded when its tab is first shown', async () => {
    await workbench().executeCommand('customerHierarchy.openInspector', {});
    const page = await workbench().webview('#inspector');
    await page.locator('vscode-panel-tab', { hasText: 'Table' }).click();
    await page.locator('.table .empty').waitFor();
    await workbench().screenshot(path.join(root, 'out', 'screens', 'table-empty.png'));
  });
});
