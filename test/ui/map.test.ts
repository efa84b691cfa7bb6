import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../scripts/processes.mjs';
import { SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import { answerFileDialog } from './fileDialog';
import { useWorkbench } from './useWorkbench';

describe('the map', () => {
  const workbench = useWorkbench();
  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const press = async (name: string): Promise<void> => {
    await (await find(`[data-name=${name}]`)).click();
  };
  const row = async (text: string | RegExp): Promise<Locator> =>
    (await find('[role=treeitem]')).filter({ hasText: text }).first();
  const { folder, remove } = temporaryFolder('saved-maps-');
  afterAll(remove);
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
    await (await find('[role=tree]')).focus();
    await active(SHOWCASE_MOBILE);
    await workbench().page.keyboard.type('arj');
    const arjun = await active('Arjun Nair');
    expect(await arjun.getAttribute('aria-level')).toBe('2');
    expect(await arjun.getAttribute('aria-expanded')).toBe('false');
    // signs that nobody on the map has need no explanation
    const legend = await (await find('.map-legend')).innerText();
    expect(legend).toContain('Default child');
    expect(legend).not.toContain('Conflicting profiles');
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

  it('goes into a file as SVG and as PNG, which show shapes alone while personal data is masked', async () => {
    await (await find('vscode-panel-tab')).filter({ hasText: 'Map' }).click();
    await press('expandAllNodes');
    const save = async (button: string, name: string): Promise<Buffer> => {
      await press(button);
      await answerFileDialog(workbench(), path.join(folder, name));
      await workbench().notifications.shown('The map was saved as');
      await workbench().notifications.clear();
      return readFile(path.join(folder, name));
    };
    /** As an image program reads it; throws for what is no image. */
    const sizeOf = (bytes: Buffer, type: string) =>
      workbench().page.evaluate(
        async ([base64, of]) => {
          const image = new Image();
          image.src = `data:${of};base64,${base64}`;
          await image.decode();
          return [image.naturalWidth, image.naturalHeight];
        },
        [bytes.toString('base64'), type] as const,
      );
    const svg = await save('saveSvg', 'map.svg');
    const texts = await workbench().page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml');
      if (read.querySelector('parsererror') !== null) throw new Error('It is no XML.');
      return [...read.querySelectorAll('text')].map(({ textContent }) => textContent);
    }, svg.toString('utf8'));
    expect(texts).toEqual(expect.arrayContaining(['Arjun Nair', 'Fatima Al Mansoori']));
    const [width = 0, height = 0] = await sizeOf(svg, 'image/svg+xml');
    const png = await save('savePng', 'map.png');
    const drawn = await sizeOf(png, 'image/png');
    // as large, or twice as sharp, but for a part of a pixel
    const ratios = [Number(drawn[0]) / width, Number(drawn[1]) / height];
    for (const ratio of ratios) expect([1, 2]).toContain(Math.round(ratio * 50) / 50);

    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await (await row('A•• N••')).waitFor();
    const masked = (await save('saveSvg', 'masked.svg')).toString('utf8');
    expect(masked).toContain('A•• N••');
    expect(masked).not.toMatch(/Arjun|Nair|919800001001/);
    expect((await save('savePng', 'masked.png')).equals(png)).toBe(false);
    await workbench().executeCommand('customerHierarchy.showPersonalData');
    await (await row('Arjun Nair')).waitFor();
    expect((await readdir(folder)).sort()).toEqual([
      'map.png',
      'map.svg',
      'masked.png',
      'masked.svg',
    ]);
  });

  it('is not saved where it was drawn before a mask that came while its dialog was up', async () => {
    await press('saveSvg');
    await workbench().page.locator('.quick-input-widget:visible').waitFor();
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await answerFileDialog(workbench(), path.join(folder, 'late.svg'));
    await (
      await find('.strip')
    )
      .filter({ hasText: 'The map was not saved: personal data was masked meanwhile.' })
      .first()
      .waitFor();
    expect(await readdir(folder)).not.toContain('late.svg');
    await workbench().executeCommand('customerHierarchy.showPersonalData');
  });
});
