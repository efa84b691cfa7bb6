import { root } from '../../scripts/processes.mjs';
import { runInExtensionHost } from '../vscode/hostRun';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { median, type Figure } from './figure';
import { bundleProbe } from './probe';

const RUNS = 7;

/** What it costs to wake the packaged extension up, each time in a fresh extension host. */
export async function measureActivation(vsix: string): Promise<readonly Figure[]> {
  return [
    { name: 'activate-ms', value: await activation(vsix), unit: 'ms', limit: 15 },
    { name: 'activate-block-ms', value: await longestBlock(), unit: 'ms', limit: 10 },
  ];
}

/**
 * Load + call + finish, as VS Code's own Startup Performance page gives them. Each time in a fresh
 * window that shows another view first, and once its own extensions have started: those times contain
 * whatever else the extension host does meanwhile.
 */
async function activation(vsix: string): Promise<number> {
  const totals: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const workbench = await openWorkbench({ vsix, logFiles: false });
    try {
      await workbench.executeCommand('testHarness.quiet');
      await workbench.openView('Customer Hierarchy');
      await workbench.tree('Customers').welcome();
      totals.push(await startupPageTotal(workbench));
    } finally {
      await workbench.close();
    }
  }
  return median(totals);
}

async function startupPageTotal(workbench: Workbench): Promise<number> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    await workbench.executeCommand('perfview.show');
    await workbench.page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
    await workbench.page.locator('.editor-instance .view-line').first().click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.press('Control+C');
    const line = (await workbench.clipboard())
      .split('\n')
      .find((text) => text.includes('customer-hierarchy-inspector'));
    const columns = (line ?? '').split('|').map((cell) => cell.trim());
    const times = columns.slice(3, 6).map(Number);
    if (times.length === 3 && times.every(Number.isFinite))
      return times.reduce((sum, time) => sum + time, 0);
    // the page is written anew each time that it is opened
    await workbench.executeCommand('workbench.action.closeAllEditors');
  }
  throw new Error('The Startup Performance page does not name the extension.');
}

async function longestBlock(): Promise<number> {
  const probe = await bundleProbe('activationProbe');
  const blocks: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const code = await runInExtensionHost({
      extensionDevelopmentPath: root,
      extensionTestsPath: probe,
      onLine: (line) => {
        const found = /activate-block-ms ([\d.]+)/.exec(line);
        if (found) blocks.push(Number(found[1]));
      },
    });
    if (code !== 0) throw new Error('The activation probe failed.');
  }
  return median(blocks);
}
