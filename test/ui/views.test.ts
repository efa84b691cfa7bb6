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
});
