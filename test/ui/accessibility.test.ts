import path from 'node:path';
import axe from 'axe-core';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { odd } from '../../src/sandbox/oddities';
import { SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import type { Theme } from '../vscode/workbench';
import { walkByTab } from './keyboardWalk';
import { useWorkbench } from './useWorkbench';

const themes: readonly Theme[] = ['light', 'high-contrast', 'high-contrast-light', 'dark'];
/** Around a panel, this is what VS Code's own window takes of the width. */
const BESIDE_THE_PANEL = 58;
/** From top to bottom. */
const parts = ['.toolbar', '.form-bar', '.fields', '.strip', '.answer'];

interface View {
  readonly open: () => Promise<void>;
  readonly part?: string;
}

describe('the inspector is for everyone', () => {
  const workbench = useWorkbench();
  const frame = () => workbench().webview('#inspector');
  const find = async (selector: string): Promise<Locator> => (await frame()).locator(selector);
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await workbench().page.keyboard.press(key);
  };
  const input = (name: string): Promise<Locator> =>
    find(`vscode-text-field[data-name=${name}] input`);
  const openTab = async (label: string): Promise<void> => {
    await (await find('vscode-panel-tab')).filter({ hasText: label }).click();
  };

  /** Ways to what is looked at, and the part of the page that is new there; all of it, by default. */
  const views = {
    json: {
      async open() {
        await openTab('JSON');
        await (await find('.cm-content')).focus();
        await keys('Control+f');
        await (await find('.json-search-input')).fill('Arjun');
        await sees('.json-search-status', /^1 of/);
        await sees('.json-breadcrumb', /customers.*firstName/s);
      },
    },
    table: {
      async open() {
        await openTab('Table');
        await sees('.table-facts', '14 rows loaded');
        await (await find('[role=rowheader]')).filter({ hasText: 'Meera Iyer' }).click();
        await keys('+');
        await (await find('.table-profile')).first().waitFor();
      },
    },
    columns: {
      part: '.table-menu',
      async open() {
        await (await find('[data-name=columns]')).click();
        await (await find('.table-menu input:focus')).waitFor();
      },
    },
    map: {
      async open() {
        await openTab('Map');
        await sees('[role=treeitem]', 'Arjun Nair');
        await (await find('[role=tree]')).focus();
        await workbench().page.keyboard.type('arj');
        await keys('ArrowRight');
        await (await find('[role=treeitem][aria-level="3"]')).first().waitFor();
      },
    },
    request: {
      async open() {
        await openTab('Request');
        await sees('.timing', 'First byte');
      },
    },
    form: {
      part: '.query',
      async open() {
        await (await input('limit')).fill('0');
        await sees('.field-limit .note', /./);
        await (await find('[data-name=recent]')).focus();
        await keys('Enter');
        await (await find('#menu-recent:not([hidden])')).waitFor();
      },
    },
    failure: {
      part: '.strip',
      async open() {
        await keys('Escape');
        await (await input('limit')).fill('50');
        await (await input('identifierValue')).fill('nobody');
        await sees('.url', 'nobody');
        await keys('Control+Enter');
        await sees('.banner.error', /./);
      },
    },
  } as const satisfies Readonly<Record<string, View>>;

  const isInTheme = async (theme: Theme): Promise<void> => {
    await workbench().colourTheme(theme);
    const body = await find(`body[data-vscode-theme-kind="vscode-${theme}"]`);
    await body.waitFor({ state: 'attached' });
  };
  /** What axe-core finds, in a line each. */
  const findings = async (part = 'body'): Promise<readonly string[]> => {
    const page = await frame();
    if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (selector) =>
        // what is on show counts; the page's policy would not let style sheets be fetched anew
        (globalThis as unknown as { axe: typeof axe }).axe.run(selector, { preload: false }),
      part,
    );
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) =>
        [impact, id, target.join(' '), failureSummary].join(' · '),
      ),
    );
  };
  const picture = (name: string): Promise<void> =>
    workbench().screenshot(path.join(root, 'out', 'screens', `${name}.png`));
  const drawnMap = async (): Promise<string> =>
    (await find('.map-picture')).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: SHOWCASE_MOBILE } },
    });
    await sees('.json-place', '"entity"');
    await workbench().notifications.clear();
  });

  it.each(Object.keys(views) as (keyof typeof views)[])(
    'axe-core finds nothing in the %s, in any theme',
    async (name) => {
      const view: View = views[name];
      await view.open();
      for (const theme of themes) {
        const before = name === 'map' ? await drawnMap() : undefined;
        await isInTheme(theme);
        if (name === 'map') await expect.poll(drawnMap).not.toBe(before);
        await picture(`${name}-${theme}`);
        expect(await findings(view.part), theme).toEqual([]);
      }
    },
  );

  it.each([
    { size: 'narrow', width: 320 + BESIDE_THE_PANEL, height: 800 },
    // of a window of 1280 × 800
    { size: 'zoomed', width: 640, height: 400 },
  ])('all of it is within reach of the keyboard, $size', async ({ size, width, height }) => {
    await workbench().executeCommand('workbench.action.closeSidebar');
    await workbench().page.setViewportSize({ width, height });
    for (const label of ['JSON', 'Table', 'Map', 'Request']) {
      await openTab(label);
      // what is below the pointer looks different
      await workbench().page.mouse.move(0, 0);
      const { stops, faults } = await walkByTab(workbench().page, await frame(), parts);
      await picture(`${label.toLowerCase()}-${size}`);
      expect.soft(faults, label).toEqual([]);
      const order = stops.map(({ part }) => part);
      expect.soft(order, label).toEqual([...order].sort());
      expect.soft(new Set(order), label).toEqual(new Set(parts.keys()));
    }
  });

  it('what becomes of a run is announced, and each of it once', async () => {
    await (await frame()).evaluate(listenToAnnouncements);
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: odd.parent } },
    });
    const said = async () =>
      (await frame()).evaluate(() => (globalThis as AnnouncedWindow).announced);
    await expect
      .poll(said)
      .toEqual(['Asking for 50 rows from offset 0.', '35 rows, offset 0', '1 departure']);
  });
});

type AnnouncedWindow = typeof globalThis & { announced?: string[] };

/** Runs in the page: notes what a screen reader is given to read out, in `announced`. */
function listenToAnnouncements(): void {
  const announced: string[] = [];
  (globalThis as AnnouncedWindow).announced = announced;
  for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
    new MutationObserver((changes) => {
      if (region.getAttribute('aria-live') === 'off' || !region.checkVisibility()) return;
      const isPartly = region.getAttribute('aria-atomic') === 'false';
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      const read = isPartly ? added : [region];
      announced.push(...read.map((node) => node.textContent ?? '').filter((text) => text !== ''));
    }).observe(region, { childList: true, characterData: true, subtree: true });
  }
}
