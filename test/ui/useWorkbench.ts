import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../vscode/workbench';

/**
 * Opens a VS Code window for the tests of one `describe`, and closes it after them. Where a test fails,
 * what the window shows is saved to out/failures/.
 *
 * @returns gives the window, inside a test
 */
export function useWorkbench(
  options: WorkbenchOptions | (() => Promise<WorkbenchOptions>) = {},
): () => Workbench {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    workbench = await openWorkbench(typeof options === 'function' ? await options() : options);
  });
  beforeEach(({ task }) => {
    onTestFailed(async () => {
      const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
      await workbench?.screenshot(path.join(root, 'out', 'failures', `${name}.png`));
      // what is in a window of its own
      const others = workbench?.page.context().pages().slice(1) ?? [];
      for (const [at, page] of others.entries())
        await page.screenshot({
          path: path.join(root, 'out', 'failures', `${name}-${at + 2}.png`),
        });
    });
  });
  afterAll(async () => {
    await workbench?.close();
    // whatever a page was made to do, its policy never had to stop it
    expect(workbench?.webviews.violations ?? []).toEqual([]);
  });
  return () => {
    if (workbench === undefined) throw new Error('The window is not open yet.');
    return workbench;
  };
}
