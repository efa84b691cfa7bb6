import { describe, expect, inject, it } from 'vitest';
import { missingProgram } from '../demo/curl';
import { doMainJob } from '../demo/mainJob';
import { useWorkbench } from '../ui/useWorkbench';

describe('the installed package', () => {
  const workbench = useWorkbench(() => Promise.resolve({ vsix: inject('vsix') }));

  it('shows its views', async () => {
    await workbench().openView('Customer Hierarchy');
    const views = workbench().page.locator('.part.sidebar .pane-header h3');
    await views.nth(2).waitFor();
    // an older VS Code shows them in capitals
    expect(await views.allTextContents()).toEqual(['Customers', 'History', 'Connections']);
  });

  it('does the main job: from Try the Sandbox to a curl command that prints what is shown', async () => {
    const said: string[] = [];
    const witness = { picture: () => Promise.resolve(), say: (text: string) => said.push(text) };
    const { comparedWithCurl } = await doMainJob(workbench(), witness);
    // a computer without curl can do all but the last step
    expect(comparedWithCurl).toBe(missingProgram() === undefined);
    expect(said.join('\n')).toContain('elena.vazquez.4@example.com');
  });
});
