import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { SANDBOX_ID } from '../../src/connections/settingsEntries';
import { SHOWCASE_COMPANY, SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import { findWebview } from '../vscode/webview';
import { useWorkbench } from './useWorkbench';

/** Editors of one window: a table, a map and a comparison, each arranged by its reader. */
describe('what was open and arranged', () => {
  // two groups beside each other have room for all of this
  const workbench = useWorkbench({ viewport: { width: 1700, height: 900 } });
  const inTable = async (selector: string): Promise<Locator> =>
    (await workbench().webview('.table-grid')).locator(selector);
  /** The window that the map is in, where that is another one. */
  let ownWindow: Page | undefined;
  const windowOfMap = (): Page => ownWindow ?? workbench().page;
  const inMap = async (selector: string): Promise<Locator> =>
    (await findWebview(windowOfMap(), '.map-picture')).locator(selector);
  const announced = async (text: RegExp): Promise<void> =>
    (await inTable('.table [role=status]')).filter({ hasText: text }).waitFor();
  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const key = (keys: string) => workbench().page.keyboard.press(keys);
  const tab = (label: string) => workbench().page.locator('.tab', { hasText: label });
  const line = (text: string | RegExp) =>
    workbench().page.locator('.monaco-editor .view-line', { hasText: text }).first();
  const beside = (text: string) =>
    workbench().page.locator('.editor.modified .view-line', { hasText: text }).first();
  const shot = (name: string) =>
    workbench().screenshot(path.join(root, 'out', 'screens', `reload-${name}.png`));
  /** In a panel of its own, which is the one on screen then: until that, the one before is. */
  async function open(query: Readonly<Record<string, string>>): Promise<void> {
    await workbench().executeCommand('customerHierarchy.openInspector', {
      newPanel: true,
      request: { query },
    });
    const url = async () => (await find('.url')).textContent();
    await expect.poll(url).toContain(query.identifierValue);
  }
  const company = {
    associationEntityType: 'company',
    identifierType: 'externalId',
    identifierValue: SHOWCASE_COMPANY,
  };
  const showcase = { identifierType: 'mobile', identifierValue: SHOWCASE_MOBILE };

  const headers = async () =>
    (await inTable('[role=columnheader]')).evaluateAll((all) =>
      all.map(({ textContent, clientWidth }) => `${textContent} ${clientWidth}`),
    );
  const scrolled = async () =>
    (await inTable('[role=grid]')).evaluate((grid) => [grid.scrollTop, grid.scrollLeft]);
  let columns: readonly string[] = [];

  async function tableIsAsBefore(): Promise<void> {
    const facts = (await inTable('.table-facts')).filter({
      hasText: /rows loaded · \d+ match · Sorted here by userId, descending/,
    });
    await facts.waitFor();
    expect(await (await inTable('[data-name=filterRows]')).inputValue()).toBe('example');
    await expect.poll(headers).toEqual(columns);
    await expect.poll(scrolled).toEqual([120, 60]);
    await (await inTable('.table-profile')).first().waitFor();
    await (await inTable('.query')).waitFor({ state: 'hidden' });
  }

  /** The name on the map so far from the middle of the picture. */
  async function nameAt(x: number): Promise<string> {
    const picture = await inMap('.map-picture');
    const box = await picture.boundingBox();
    if (box === null) return '';
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
    await windowOfMap().mouse.move(middle[0] + x + 1, middle[1]);
    await windowOfMap().mouse.move(middle[0] + x, middle[1]);
    return (await picture.getAttribute('title')) ?? '';
  }
  let active = '';

  /** By the pointer, in the outline. @returns the whole name */
  async function choose(level: number, name: string): Promise<string> {
    const row = (await inMap(`[role=treeitem][aria-level="${level}"]`)).filter({ hasText: name });
    await row.first().click();
    const chosen = await inMap(`[role=treeitem][aria-selected=true][aria-level="${level}"]`);
    return chosen.filter({ hasText: name }).locator('.outline-name').innerText();
  }

  /** Drags all of the map out of sight. */
  async function lookElsewhere(): Promise<void> {
    const box = await (await inMap('.map-picture')).boundingBox();
    if (box === null) throw new Error('The map is not on screen.');
    const { mouse } = workbench().page;
    await mouse.move(box.x + 40, box.y + 10);
    await mouse.down();
    await mouse.move(box.x + 40, box.y + 3000, { steps: 4 });
    await mouse.up();
  }

  async function mapIsAsBefore(): Promise<void> {
    const at = (await inMap('[role=treeitem][aria-selected=true]')).filter({ hasText: active });
    await at.waitFor();
    expect(await at.getAttribute('aria-level')).toBe('3');
    await (await inMap('[role=treeitem][aria-level="4"]')).first().waitFor();
    await (await inMap('[data-name=findInMap] input')).waitFor();
    expect(await (await inMap('[data-name=findInMap] input')).inputValue()).toBe('manager');
    await expect.poll(() => nameAt(0)).toContain(active);
    // nearer than it is shown at first, where this would be beside the box
    await expect.poll(() => nameAt(100)).toContain(active);
  }

  beforeAll(async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', {});
    await workbench().notifications.shown('The sandbox runs');
    await workbench().notifications.clear();
  });

  it('a table: sorted, filtered, scrolled, its columns changed, a row opened', async () => {
    await open(company);
    await (await find('vscode-panel-tab')).filter({ hasText: 'Table' }).click();
    await (await find('[data-name=toggleForm]')).click();
    const header = (await inTable('[role=columnheader]')).filter({ hasText: 'userId' });
    await header.click();
    await header.click();
    await (await inTable('.table-facts')).filter({ hasText: 'by userId, descending' }).waitFor();
    await key('Shift+ArrowRight');
    await announced(/^userId is \d+ pixels wide/);
    await key('Alt+Shift+ArrowLeft');
    await announced(/^userId is column \d+ of/);
    await (await inTable('[data-name=filterRows]')).fill('example');
    await announced(/^\d+ rows? match/);
    await (await inTable('.table-twistie')).first().click();
    await (await inTable('.table-profile')).first().waitFor();
    await (
      await inTable('[role=grid]')
    ).evaluate((grid) => {
      grid.scrollTo(60, 120);
    });
    columns = await headers();
    await tableIsAsBefore();
    await shot('table-before');
  });

  it('a map: levels opened, one customer chosen, moved and zoomed', async () => {
    await open(showcase);
    await (await find('[data-name=toggleForm]')).click();
    // another answer, to compare it with
    await (await find('[data-name=run]')).click();
    await (await find('.strip')).filter({ hasText: '14 rows' }).first().waitFor();
    await (await find('vscode-panel-tab')).filter({ hasText: 'Map' }).click();
    await (await inMap('[data-name=findInMap] input')).fill('manager');
    await (await inMap('[role=tree]')).focus();
    await choose(2, 'Arjun');
    await key('ArrowRight');
    active = await choose(3, 'Javier');
    await key('ArrowRight');
    await (await inMap('[role=treeitem][aria-level="4"]')).first().waitFor();
    // what is out of sight and chosen comes into the middle
    for (const step of ['ArrowUp', 'ArrowDown']) {
      await lookElsewhere();
      await (await inMap('[role=tree]')).focus();
      await key(step);
    }
    await (await inMap('[data-name=zoomIn]')).click();
    await (await inMap('[data-name=zoomIn]')).click();
    await mapIsAsBefore();
    await shot('map-before');
  });

  it('comes back after a window reload: the comparison, the table and the map', async () => {
    await workbench().runCommand('Customer Hierarchy: Compare With…');
    await workbench().quickInput.shown('Compare With');
    await key('Enter');
    await line('No differences').waitFor();
    await workbench().executeCommand('customerHierarchy.compareAsText');
    await beside('"entity"').waitFor();
    await tab(SHOWCASE_MOBILE).click();
    // a page that is not there yet hands on no key
    await (await inMap('[role=tree]')).waitFor();
    await workbench().runCommand('Customer Hierarchy: Open JSON');
    await line('"entity"').waitFor();
    await workbench().reloadByCommand();
    await line('"entity"').waitFor();
    await tab('Comparison').click();
    await line('No differences').waitFor();
    await shot('compared');
    await tab('Answers of').click();
    await beside('"entity"').waitFor();
    await tab(SHOWCASE_COMPANY).click();
    await tableIsAsBefore();
    await shot('table-after');
    await tab(SHOWCASE_MOBILE).click();
    await mapIsAsBefore();
    await shot('map-after');
  });

  it('is as it was in another group, in a window of its own, and when it is opened again', async () => {
    await workbench().executeCommand('workbench.action.moveEditorToNextGroup');
    await mapIsAsBefore();
    const opened = workbench().page.context().waitForEvent('page');
    await workbench().runCommand('View: Move Editor into New Window');
    ownWindow = await opened;
    await mapIsAsBefore();
    await workbench().executeCommand('workbench.action.restoreEditorsToMainWindow');
    ownWindow = undefined;
    await mapIsAsBefore();

    await tab(SHOWCASE_COMPANY).click();
    await tableIsAsBefore();
    await workbench().executeCommand('workbench.action.moveEditorToNextGroup');
    await tableIsAsBefore();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await open(company);
    await tableIsAsBefore();
  });

  it('but for what was kept of the answer, where that cannot be read: it is dropped, and said to be', async () => {
    const fields = {
      connectionId: SANDBOX_ID,
      sortBy: '',
      sortOrder: '',
      limit: '50',
      offset: '0',
      associationEntityType: 'parentCustomer',
      source: '',
      accountId: '',
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
      ...showcase,
    };
    const layout = { tab: 'table', formOpen: false };
    const state = { fields, layout, asked: true, reading: { version: 99 } };
    await (
      await findWebview(workbench().page, '.table-grid')
    ).evaluate(
      (kept) => (globalThis as unknown as { tapKeep(state: unknown): void }).tapKeep(kept),
      state,
    );
    await workbench().reloadByCommand();
    await (await inTable('.banner')).filter({ hasText: 'was dropped' }).waitFor();
    await (await inTable('.table-facts')).filter({ hasText: '14 rows loaded' }).waitFor();
    expect(await headers()).toEqual(expect.arrayContaining(columns.slice(0, 1)));
  });
});
