import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readExports } from '../demo/curl';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { median, type Figure } from './figure';

const RUNS = 5;
const CHILDREN = 50;

/**
 * From a click on a row with 50 children to those on screen, in a VS Code window that has just been
 * reloaded, beside the time that curl takes for the same request.
 */
export async function measureExpansion(vsix: string): Promise<readonly Figure[]> {
  const workbench = await openWorkbench({ vsix, logFiles: false });
  try {
    const root = await inspectRoot(workbench);
    const clicks: number[] = [];
    const curls: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await workbench.reload();
      await workbench.openView('Customer Hierarchy');
      await startSandbox(workbench);
      clicks.push(await clickToRows(workbench, root));
      curls.push(await curlTime(workbench, root));
    }
    const milliseconds = median(clicks);
    return [
      { name: 'expand-ms', value: milliseconds, unit: 'ms' },
      { name: 'expand-over-curl', value: milliseconds / median(curls), unit: 'ratio' },
    ];
  } finally {
    await workbench.close();
  }
}

/** @returns the identifier of the parent with 50 children, whose row stays in the view */
async function inspectRoot(workbench: Workbench): Promise<string> {
  await workbench.openView('Customer Hierarchy');
  await startSandbox(workbench);
  await workbench.runCommand('Customer Hierarchy: Try the Sandbox');
  const parent = `Root with ${CHILDREN} children`;
  // the list draws only the rows in sight
  await workbench.quickInput.pick(parent, { filter: parent });
  const root = await workbench.tree('Customers').read(new RegExp(`^\\d+ .*${CHILDREN} so far`));
  return root.label;
}

/** Its first request starts the server and signs in: neither belongs to an expansion. */
async function startSandbox(workbench: Workbench): Promise<void> {
  await workbench.executeCommand('customerHierarchy.startSandbox', { parent: 0 });
  await workbench.tree('Customers').row('919800000001', 'Arjun Nair');
}

async function clickToRows(workbench: Workbench, root: string): Promise<number> {
  const tree = workbench.tree('Customers');
  await tree.collapse('919800000001');
  const row = await tree.row(root);
  const milliseconds = row.page().evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          'mousedown',
          () => {
            const clicked = performance.now();
            const observer = new MutationObserver(() => {
              const drawn = document.querySelectorAll(
                '.monaco-list-row[aria-level="2"][aria-expanded]',
              );
              if (drawn.length < 10) return;
              observer.disconnect();
              requestAnimationFrame(() => resolve(performance.now() - clicked));
            });
            observer.observe(document.body, { subtree: true, childList: true });
          },
          { once: true, capture: true },
        );
      }),
  );
  await row.locator('.monaco-tl-twistie').click();
  return milliseconds;
}

async function curlTime(workbench: Workbench, root: string): Promise<number> {
  await workbench.clearClipboard();
  await workbench.tree('Customers').pick(['Copy As', 'Copy as curl'], root);
  const command = await workbench.clipboard('curl');
  await workbench.clearClipboard();
  await workbench.runCommand('Customer Hierarchy: Copy Sandbox Credentials');
  const environment = readExports(await workbench.clipboard('export'));
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const timed = `${command} --output /dev/null --write-out '%{time_total}'`;
    const { stdout } = await promisify(execFile)('bash', ['-c', timed], {
      env: { PATH: process.env.PATH, ...environment },
    });
    times.push(Number(stdout) * 1000);
  }
  return median(times);
}
