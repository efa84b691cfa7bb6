import { describe, expect, inject, it } from 'vitest';
import { useWorkbench } from '../ui/useWorkbench';

describe('the installed package', () => {
  const workbench = useWorkbench(() => Promise.resolve({ vsix: inject('vsix') }));

  it('shows its views', async () => {
    await workbench().openView('Customer Hierarchy');
    const views = workbench().page.locator('.part.sidebar .pane-header h3');
    await views.nth(2).waitFor();
    expect(await views.allInnerTexts()).toEqual(['Customers', 'History', 'Connections']);
  });
});
