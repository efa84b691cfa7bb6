import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import { useWorkbench } from './useWorkbench';

describe('the map', () => {
  const workbench = useWorkbench();
  const shot = (name: string) =>
    workbench().screenshot(path.join(root, 'out', 'screens', `map-${name}.png`));
  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const press = async (name: string): Promise<void> => {
    await (await find(`[data-name=${name}]`)).click();
  };
  const row = async (text: string | RegExp): Promise<Locator> =>
    (await find('[role=treeitem]')).filter({ hasText: text }).first();
  const key = (name: string) => workbench().page.keyboard.press(name);
  const active = async (text: string | RegExp): Promise<Locator> => {
    const at = (await find('[role=treeitem][aria-selected=true]')).filter({ hasText: text });
    await at.waitFor();
    return at;
  };

  beforeAll(async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', {});
    await workbench().notifications.clear();
  });

  it('begins with the answer on screen, and loads what is opened by keyboard', async () => {
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: SHOWCASE_MOBILE } },
    });
    await (await find('vscode-panel-tab')).filter({ hasText: 'Map' }).click();
    await (await row('Arjun Nair')).waitFor();
    await shot('first');
    await (await find('[role=tree]')).focus();
    await active(SHOWCASE_MOBILE);
    await workbench().page.keyboard.type('arj');
    const arjun = await active('Arjun Nair');
    expect(await arjun.getAttribute('aria-level')).toBe('2');
    expect(await arjun.getAttribute('aria-expanded')).toBe('false');
    await key('ArrowRight');
    await (await find('[role=treeitem][aria-level="3"]')).first().waitFor();
    await key('ArrowRight');
    await (await find('[role=treeitem][aria-level="3"][aria-selected=true]')).waitFor();
    await key('ArrowLeft');
    await active('Arjun Nair');
  });

  it('loads the whole hierarchy, and says how many customers there are', async () => {
    await press('loadWholeMap');
    await (await find('.map-status')).filter({ hasText: /^All [\d,]+ customers/ }).waitFor();
    await (await find('[role=treeitem][aria-level="4"]')).first().waitFor();
    await shot('whole');
  });

  it('finds by name, and goes from match to match', async () => {
    await (await find('vscode-text-field[data-name=findInMap] input')).fill('manager');
    const found = (await find('.map-found')).filter({ hasText: /^\d+ of \d+$/ });
    await found.waitFor();
    const [at = 0, total = 0] = ((await found.textContent()) ?? '').split(' of ').map(Number);
    await key('Enter');
    await found.filter({ hasText: `${(at % total) + 1} of ${total}` }).waitFor();
    await press('zoomIn');
    await press('fitMap');
    await press('zoomIn');
    await shot('found');
  });

  it('shows a customer of the answer in its JSON', async () => {
    await press('collapseAllNodes');
    await (await find('[role=tree]')).focus();
    await key('Home');
    await workbench().page.keyboard.type('arj');
    await active('Arjun Nair');
    await press('showNodeInJson');
    await (await find('.json-view')).waitFor({ state: 'visible' });
  });

  it('is drawn anew in the colours of another theme', async () => {
    await (await find('vscode-panel-tab')).filter({ hasText: 'Map' }).click();
    const corner = async (): Promise<string> =>
      (await find('.map-picture')).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    let before = await corner();
    for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
      await workbench().colourTheme(theme);
      const drawn = before;
      await expect.poll(corner).not.toBe(drawn);
      before = await corner();
      await shot(theme);
    }
  });
});
