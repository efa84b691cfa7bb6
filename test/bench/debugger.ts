import path from 'node:path';
import { temporaryFolder } from '../../scripts/processes.mjs';
import { DebugViews, writeProgram } from '../vscode/debugViews';
import { openWorkbench } from '../vscode/workbench';
import { median, type Figure } from './figure';

const RUNS = 5;
/** Of the sandbox: a parent with 14 children. */
const PARENT = '919800000001';
const PROGRAM = `const phone = '+91 98000-00001';
function place() {
  const mobile = phone;
  return mobile;
}
place();
`;

/**
 * From the entry of a variable's menu to a child in its parent's row on screen, without what the
 * user takes to read what is asked, and without the time that the sandbox takes to answer.
 */
export async function measureDebugger(vsix: string): Promise<readonly Figure[]> {
  const workspace = temporaryFolder('vscode-workspace-');
  await writeProgram(workspace.folder, 'orders.js', PROGRAM, {
    name: 'Orders',
    type: 'node',
    console: 'internalConsole',
  });
  const workbench = await openWorkbench({ vsix, logFiles: false, folder: workspace.folder });
  const debug = new DebugViews(workbench);
  try {
    await workbench.openView('Customer Hierarchy');
    await workbench.executeCommand('customerHierarchy.startSandbox', { parent: 3 });
    await workbench.tree('History').open();
    await debug.stopAt(path.join(workspace.folder, 'orders.js'), 4);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await debug.openViews();
      times.push(await menuToRow());
      const remove = () => workbench.tree('Customers').pick('Remove from View', PARENT);
      // the row may only now get the focus, which closes the menu
      await remove().catch(remove);
    }
    return [{ name: 'debug-inspect-ms', value: median(times), unit: 'ms' }];
  } finally {
    await workbench.close();
    await workspace.remove();
  }

  async function menuToRow(): Promise<number> {
    const { quickInput, page } = workbench;
    await debug.openMenu(debug.variable('mobile'), 'Inspect as Parent Customer');
    const clicked = performance.now();
    await page.keyboard.press('Enter');
    await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
    const seen = performance.now() - clicked;
    const agreed = performance.now();
    await quickInput.accept();
    await workbench.tree('Customers').row(PARENT, 'Arjun Nair');
    return seen + (performance.now() - agreed) - (await answerTime());
  }

  /** As the history has it. */
  async function answerTime(): Promise<number> {
    const { description } = await workbench.tree('History').read(new RegExp(`^mobile ${PARENT}`));
    const [, figure = '0', unit] = /([\d.]+) (ms|s)\b/.exec(description) ?? [];
    return Number(figure) * (unit === 's' ? 1000 : 1);
  }
}
