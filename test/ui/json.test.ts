import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { temporaryFolder } from '../../scripts/processes.mjs';
import { answerFileDialog } from './fileDialog';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
const ARJUN = '919800001001';

describe('the JSON of an answer', () => {
  const workbench = useWorkbench();
  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench().page.keyboard.press(key);
  };
  const ask = async (identifierValue: string): Promise<void> => {
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue } },
    });
  };
  /** Puts the cursor on the next place of a text. */
  const goTo = async (text: string): Promise<void> => {
    await (await find('.cm-content')).focus();
    await press('Control+F');
    await (await find('.json-search-input')).fill(text);
    await (await find('.json-match-current')).waitFor();
    await press('Escape');
    await (await find('.cm-content:focus')).waitFor();
  };
  const choose = async (item: string): Promise<void> => {
    await press('Shift+F10');
    await (await find('.json-menu-item')).filter({ hasText: item }).first().press('Enter');
    await (await find('.json-menu')).waitFor({ state: 'detached' });
  };
  /** The row of the tree that is selected. */
  const selected = (label: string) =>
    workbench()
      .page.locator('.part.sidebar .monaco-list-row.selected', { hasText: label })
      .first()
      .waitFor();

  const { folder, remove } = temporaryFolder('saved-answers-');
  afterAll(remove);
  /** What every next answer of the sandbox is like. */
  const fault = async (injection: Readonly<Record<string, unknown>>): Promise<void> => {
    await workbench().executeCommand('customerHierarchy.injectFault', injection);
  };

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await workbench().tree('Customers').row(ASHA, 'Arjun Nair');
    await ask(ASHA);
    await sees('.json-place', '"entity"');
  });

  it('leads to a customer that is chosen by name, identifier or userId', async () => {
    await (await find('.cm-content')).focus();
    await press('Control+Shift+O');
    await workbench().quickInput.pick('Clara Hoffmann', { filter: '4917000001002' });
    await sees('.json-breadcrumb', /customers.*\[\d+\]/s);
    await (await find('.cm-content:focus')).waitFor();
    await sees('.cm-content', '"Clara"');
  });

  it('explains a time by keyboard and by pointer, and nothing else', async () => {
    await goTo('"autoUpdateTime"');
    await press('Shift+Alt+T');
    await sees('.json-time[role=status]', /Local: .*UTC: \d{4}-\d\d-\d\dT.*Z.* ago/s);
    await press('Escape');
    await (await find('.json-time')).waitFor({ state: 'detached' });
    await (
      await find('.json-string')
    )
      .filter({ hasText: /T\d\d:/ })
      .first()
      .hover();
    await sees('.json-time:not([role])', /UTC/);
    await goTo('"dob"');
    await press('Shift+Alt+T');
    await sees(
      '.json-time[role=status]',
      /May 8, 19\d\d.*years ago.*A day: the API writes one as/s,
    );
    await press('Escape');
    await goTo('"firstName"');
    await press('Shift+F10');
    await (await find('.json-menu-item')).first().waitFor();
    expect(await (await find('.json-menu')).innerText()).not.toContain('Explain Time');
    await press('Escape');
  });

  it('names an e-mail address and a phone number by what is copied, and links nowhere', async () => {
    await goTo('@example.com');
    await workbench().clearClipboard();
    await choose('Copy E-Mail Address');
    expect(await workbench().clipboard('@')).toMatch(/^[\w.]+@example\.com$/);
    expect(await (await find('.json-place a')).count()).toBe(0);
  });

  it('gives value and paths, leads along the path, and finds by expression: by key and by mouse', async () => {
    const copied = async (copy: () => Promise<void>): Promise<string> => {
      await workbench().clearClipboard();
      await copy();
      return workbench().clipboard();
    };
    const click = async (name: string) => (await find(`[data-name=${name}]`)).click();
    await goTo('"autoUpdateTime"');
    const path = /^\/entity\/customers\/\d+\/profiles\/0\/autoUpdateTime$/;
    const value = /^\d{4}-\d\d-\d\dT[\d:]+/;
    expect(await copied(() => press('Control+Alt+C'))).toMatch(value);
    expect(await copied(() => click('copyValue'))).toMatch(value);
    expect(await copied(() => click('copyPath'))).toMatch(path);
    await (await find('.cm-content')).focus();
    expect(await copied(() => press('Shift+Alt+C'))).toMatch(path);
    expect(await copied(() => choose('Copy as JavaScript Path'))).toMatch(
      /^entity\.customers\[\d+\]\.profiles\[0\]\.autoUpdateTime$/,
    );
    const at = async (part: RegExp) =>
      (await find('.json-path-part[aria-current=location]')).filter({ hasText: part }).waitFor();
    await at(/^autoUpdateTime$/);
    await (await find('.json-path-part')).last().focus();
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await at(/^\[\d+\]$/);
    await (await find('.json-path-part')).filter({ hasText: 'entity' }).click();
    await at(/^entity$/);

    await goTo('919800001001');
    expect(await copied(() => choose('Copy Phone Number'))).toBe('919800001001');
    await press('Control+F');
    await (await find('.json-search-input')).fill(String.raw`"91980000100[1-5]"`);
    await sees('.json-search-status', 'No results');
    await press('Alt+R');
    await sees('.json-search-status', /of \d+/);
    await press('Enter');
    await (await find('.json-match-current')).filter({ hasText: /"91980000100[1-5]"/ }).waitFor();
    await (await find('.json-search-input')).fill('(');
    await sees('.json-search-status', 'Not a valid expression');
    await (await find('.json-search-field button[aria-pressed=true]')).click();
    await sees('.json-search-status', 'No results');
    await press('Escape');
  });

  it('folds every value of a key, and all that is so many levels deep', async () => {
    await goTo('"identifiers": [');
    await choose('Fold Every "identifiers"');
    const folds = await find('.json-fold');
    await expect.poll(() => folds.count()).toBeGreaterThan(0);
    await (
      await find('.cm-line')
    )
      .filter({ hasText: /"identifiers": \[.*items?/ })
      .first()
      .waitFor();
    await press('Control+Alt+3');
    await (
      await find('.cm-line')
    )
      .filter({ hasText: /^\s*\{.*fields/ })
      .nth(5)
      .waitFor();
    await press('Control+Alt+BracketRight');
    await expect.poll(() => folds.count()).toBe(0);
  });

  it('and the tree lead to each other', async () => {
    await workbench().tree('Customers').pick('Reveal in Inspector', ASHA, 'Sofía Ramírez');
    await (await find('.cm-activeLine')).filter({ hasText: '{' }).first().waitFor();
    await sees('.cm-content', '"Sofía"');
    await workbench().tree('Customers').click(ASHA, 'Linh Nguyễn');
    await sees('.cm-content', '"Linh"');
    await goTo('"Sofía"');
    await press('Shift+Alt+R');
    await selected('Sofía Ramírez');
    // whose children are not in the tree
    await ask(ARJUN);
    await sees('.strip', '4 rows');
    // a search in the answer before would end with it
    await sees('.cm-content', '"Rohan"');
    await goTo('"firstName"');
    await workbench().runCommand('Customer Hierarchy: Reveal in Tree');
    await workbench().notifications.press('not loaded in the tree', 'Inspect Parent');
    await workbench().tree('Customers').row(ARJUN);
    await workbench()
      .page.locator('.part.sidebar .monaco-list-row.selected[aria-level="2"]')
      .waitFor();
  });

  it('is shown as text where it is none, with what it is', async () => {
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await fault({ fault: 'html-200' });
    await ask(ASHA);
    await sees('.json-notice', /not JSON but text\/html/);
    await sees('.cm-content', '<html');
    await fault({ clear: true });
  });

  it('goes into a file where it is too large, and takes its place when it is whole', async () => {
    await workbench().changeSettings({ 'customerHierarchy.maxResponseMegabytes': 1 });
    await fault({ fault: 'too-large', megabytes: 3 });
    await ask(ASHA);
    await sees('.banner.error', /larger than 1 MB.*Save it to a file.*maxResponseMegabytes/s);
    const save = async (): Promise<void> => {
      await (await find('[data-name=act-saveToFile]')).click();
    };
    await save();
    await answerFileDialog(workbench(), path.join(folder, 'answer.json'));
    await workbench().notifications.shown('The answer was saved: 3 MB');
    expect(await readdir(folder)).toEqual(['answer.json']);
    const saved = await readFile(path.join(folder, 'answer.json'), 'utf8');
    expect(JSON.parse(saved)).toMatchObject({ success: true });
    // as received it would hold what is masked
    await workbench().executeCommand('customerHierarchy.togglePersonalData');
    await workbench().notifications.clear();
    const asha = '91•••••••001';
    await workbench().tree('Customers').inlineAction('Refresh', asha);
    const refused = /^The answer is larger than 1 MB/;
    await workbench().tree('Customers').inlineAction('Save to File…', asha, refused);
    await workbench().notifications.press('Nothing was saved', 'Show Personal Data and Save');
    await answerFileDialog(workbench(), path.join(folder, 'of-the-tree.json'));
    await expect
      .poll(async () => (await readdir(folder)).sort(), { timeout: 20_000 })
      .toEqual(['answer.json', 'of-the-tree.json']);
    await fault({ clear: true });
  });
});
