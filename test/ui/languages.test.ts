import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import { inPseudoLanguage, PSEUDO_LANGUAGE } from '../vscode/language';
import { clippedIn, foreignTexts, textsAt, textsOf } from './shownTexts';
import { useWorkbench } from './useWorkbench';

/** A panel of 320 pixels, and what VS Code's own window takes of the width beside it. */
const NARROW = { width: 378, height: 800 };
const USUAL = { width: 1280, height: 800 };

describe('in a language that nobody speaks', () => {
  const workbench = useWorkbench({ locale: PSEUDO_LANGUAGE });
  const frame = () => workbench().webview('#inspector');
  const find = async (selector: string): Promise<Locator> => (await frame()).locator(selector);
  const shot = (name: string) =>
    workbench().screenshot(path.join(root, 'out', 'screens', `${name}-pseudo.png`));
  let foreign: Awaited<ReturnType<typeof foreignTexts>>;
  let answer = '';

  beforeAll(async () => {
    foreign = await foreignTexts();
    await workbench().openView(inPseudoLanguage('Customer Hierarchy'));
  });

  it('views speak it, empty and full, with tooltips, the status bar and a notification', async () => {
    const { page, notifications } = workbench();
    await page.locator('.part.sidebar .welcome-view-content', { hasText: '⟦' }).first().waitFor();
    const welcome = await textsAt(
      page,
      '.part.sidebar .welcome-view-content, .part.sidebar .pane-header h3',
    );
    await shot('welcome');
    expect(welcome.length).toBeGreaterThan(3);
    expect.soft(foreign(welcome)).toEqual([]);

    await workbench().executeCommand('customerHierarchy.startSandbox');
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: SHOWCASE_MOBILE } },
    });
    await (await find('.json-place')).filter({ hasText: '"entity"' }).waitFor();
    await workbench().executeCommand('customerHierarchy.copyJson', {});
    answer = await workbench().clipboard('"entity"');
    const told = await notifications.shown('⟦');
    expect.soft(foreign([told.text, ...told.buttons])).toEqual([]);
    await notifications.clear();

    const rows = page.locator('.part.sidebar [role=treeitem]');
    await rows.nth(5).waitFor();
    // a customer, what is below it, and that it has no more
    await rows.filter({ hasText: 'Noor Khan' }).click();
    await page.keyboard.press('ArrowRight');
    await rows.and(page.locator('[aria-level="3"]')).nth(2).waitFor();
    expect.soft(foreign(await textsAt(page, '.part.sidebar [role=treeitem]'), answer)).toEqual([]);
    await shot('tree');
    const pointed = [rows.first(), rows.nth(1), rows.last()];
    const hover = page.locator('.monaco-hover:visible').last();
    for (const place of [
      ...pointed,
      page.locator('.statusbar-item[id$=".customerHierarchy.connection"]'),
    ]) {
      // what is drawn anew while it is pointed at shows nothing until it is pointed at again
      const pointsAndSees = async (): Promise<boolean> => {
        await page.mouse.move(640, 400);
        await place.hover();
        const seen = hover.filter({ hasText: '⟦' }).waitFor({ timeout: 3000 });
        return seen.then(
          () => true,
          () => false,
        );
      };
      await expect.poll(pointsAndSees, { timeout: 30_000 }).toBe(true);
      expect.soft(foreign([await hover.innerText()], answer)).toEqual([]);
      await page.mouse.move(640, 400);
      await hover.waitFor({ state: 'hidden' });
    }
    const bar = await textsAt(page, '.statusbar-item[id*="customerHierarchy"]');
    expect(bar.length).toBeGreaterThan(0);
    expect.soft(foreign(bar)).toEqual([]);
  });

  it('lists of choices speak it', async () => {
    const { page, quickInput } = workbench();
    const seen: string[] = [];
    // from a list, the keyboard goes back to where it was: not into a page, which takes its time
    await workbench().executeCommand('customerHierarchy.customers.focus');
    const look = async (name: string, title: string): Promise<void> => {
      await quickInput.shown(inPseudoLanguage(title).slice(0, 8));
      const parts = ['.quick-input-title', '.quick-input-message', '.monaco-list-row'];
      seen.push(
        ...(await textsAt(page, parts.map((part) => `.quick-input-widget ${part}`).join())),
      );
      await shot(name);
    };
    const lists = [
      ['inspectParent', 'Inspect on'],
      ['copyAsCode', 'Copy as Code'],
      ['injectFault', 'Inject a Fault'],
      ['startSandbox', 'Open a Parent'],
      ['addConnection', 'Add Connection'],
    ] as const;
    for (const [command, title] of lists) {
      // it ends with its list
      const ended = workbench().executeCommand(`customerHierarchy.${command}`);
      await look(command, title);
      if (command === 'addConnection') {
        await quickInput.answer('Eu');
        await quickInput.offers(inPseudoLanguage('Europe'));
        await look('hosts', title);
        await quickInput.fill('ftp://elsewhere');
        await quickInput.offers(inPseudoLanguage('Use').slice(0, 4));
        await look('noHost', title);
      }
      await page.keyboard.press('Escape');
      await ended;
      await quickInput.hidden();
    }
    expect(seen.length).toBeGreaterThan(50);
    // the name of a parent, and what was typed
    expect(foreign(seen, 'Asha Mehta ftp elsewhere')).toEqual([]);
  });

  it.each(['json', 'table', 'map', 'request'])(
    'the inspector speaks it and has room for it: %s',
    async (name) => {
      const { page } = workbench();
      await workbench().executeCommand('workbench.action.closeSidebar');
      const at = ['json', 'table', 'map', 'request'].indexOf(name);
      await (await find('vscode-panel-tab')).nth(at).click();
      const inIt = ['.cm-line', '[role=grid] [role=row]', '[role=treeitem]', '.timing'][at] ?? '';
      await (await find(inIt)).first().waitFor();
      for (const [width, size] of [
        ['usual', USUAL],
        ['narrow', NARROW],
      ] as const) {
        await page.setViewportSize(size);
        await expect
          .poll(async () => (await frame()).evaluate(() => innerWidth))
          .toBeLessThan(size.width);
        await shot(`${name}-${width}`);
        expect.soft(await clippedIn(await frame()), width).toEqual([]);
      }
      await page.setViewportSize(USUAL);
      expect.soft(foreign(await textsOf(await frame()), answer)).toEqual([]);
    },
  );
});

describe('in German', () => {
  const workbench = useWorkbench({ locale: 'de' });
  const frame = () => workbench().webview('#inspector');
  const find = async (selector: string): Promise<Locator> => (await frame()).locator(selector);
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const shot = (name: string) =>
    workbench().screenshot(path.join(root, 'out', 'screens', `${name}-de.png`));
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await workbench().page.keyboard.press(key);
  };
  /** By the palette, as somebody without a mouse does it. */
  const command = async (title: string): Promise<void> => {
    const { page, quickInput } = workbench();
    await keys('F1');
    await page.keyboard.type(title);
    await quickInput.focused(title);
    await keys('Enter');
  };

  it('a parent of the sandbox is inspected by keyboard alone', async () => {
    const { page, notifications } = workbench();
    await command('Sandbox ausprobieren');
    await notifications.shown('Die Sandbox läuft auf diesem Computer');
    await shot('sandbox');
    await notifications.clear();
    const tree = workbench().tree('Kunden');
    await tree.row(SHOWCASE_MOBILE);
    await workbench().executeCommand('customerHierarchy.customers.focus');
    await keys('Home', 'ArrowRight');
    await tree.row(SHOWCASE_MOBILE, /^Arjun Nair/);
    expect((await tree.read(SHOWCASE_MOBILE)).ariaLabel).toContain(
      'Übergeordneter Kunde, 919800000001, bisher 14',
    );
    expect((await tree.read(SHOWCASE_MOBILE, /^Arjun Nair/)).description).toContain(
      '4 untergeordnete ·',
    );
    expect((await tree.read(SHOWCASE_MOBILE, /^Thomas Walker/)).description).toContain(
      '1 untergeordneter ·',
    );
    await keys('Home');
    await command('Inspektor öffnen');
    await (await find('vscode-text-field[data-name=identifierValue] input')).focus();
    await keys('Control+a');
    await page.keyboard.type(SHOWCASE_MOBILE);
    await keys('Control+Enter');
    await sees('.strip', '14 Zeilen');
    await sees('.strip', /\d,\d kB/);
    await shot('inspector');
  });

  it.each([
    [2, '2 Zeilen', '2 Zeilen geladen'],
    [1, '1 Zeile', '1 Zeile geladen'],
  ])(
    'a page of %i is run by keyboard, and counted as German counts',
    async (limit, strip, loaded) => {
      await (await find('vscode-text-field[data-name=limit] input')).focus();
      await keys('Control+a', String(limit), 'Control+Enter');
      await sees('.strip', new RegExp(`${strip}(?!\\w)`));
      await (await find('vscode-panel-tab[aria-selected=true]')).focus();
      await keys('Home', 'ArrowRight');
      await sees('.table-facts', new RegExp(`${loaded}(?!\\w)`));
      await shot(`table-${limit}`);
    },
  );

  it('times and figures are written as German writes them', async () => {
    const cells = await (await find('[role=gridcell]')).allInnerTexts();
    expect(cells.join('\n')).toMatch(/\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}/);
    await (await find('vscode-panel-tab[aria-selected=true]')).focus();
    await keys('ArrowRight', 'ArrowRight');
    await sees('.timing', /\d,\d ms/);
    await shot('request');
    for (const size of [USUAL, NARROW]) {
      await workbench().executeCommand('workbench.action.closeSidebar');
      await workbench().page.setViewportSize(size);
      expect.soft(await clippedIn(await frame()), String(size.width)).toEqual([]);
      await shot(`request-${size.width}`);
    }
    expect(await (await find('body')).evaluate(() => document.documentElement.lang)).toBe('de');
  });
});
