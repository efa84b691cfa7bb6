import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { addConnection } from './addConnection';
import { useWorkbench } from './useWorkbench';

const total = 40;
/** In pixels: some lines of the answer. */
const SCROLLED = 200;
/** The machine may have much else to do. */
const patient = { timeout: 20_000 };

/** `total` customers in pages; the first request for `flaky` fails in a way that passes. */
function startApi(asked: URLSearchParams[]): Promise<Server> {
  let isFlaky = true;
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://h').searchParams;
    asked.push(query);
    if (query.get('associationEntityIdentifierValue') === 'flaky' && isFlaky) {
      isFlaky = false;
      response.writeHead(429, { 'retry-after': '0' });
      response.end('{}');
      return;
    }
    const offset = Number(query.get('offset'));
    const rows = Math.max(0, Math.min(Number(query.get('limit')), total - offset));
    const customers = Array.from({ length: rows }, (_, at) => ({
      profiles: [{ firstName: `Person ${offset + at}`, lastName: '', userId: 1000 + offset + at }],
      extendedFields: {},
    }));
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-cap-requestid': 'request-of-the-form-test',
      'set-cookie': 'JSESSIONID=let-me-in; Path=/',
    });
    const entity = { customers, count: rows, errors: [], warnings: [] };
    response.end(JSON.stringify({ entity, warnings: [], errors: [], success: true }));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('the form', () => {
  const workbench = useWorkbench();
  const asked: URLSearchParams[] = [];
  let api: Server;
  let connectionId = '';

  beforeAll(async () => {
    api = await startApi(asked);
    connectionId = await addConnection(workbench(), api, 'Form test');
  });
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });

  const find = async (selector: string): Promise<Locator> =>
    (await workbench().webview('#inspector')).locator(selector);
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await workbench().page.keyboard.press(key);
  };
  const input = (name: string): Promise<Locator> =>
    find(`vscode-text-field[data-name=${name}] input`);
  const shows = async (name: string, value: string): Promise<void> => {
    await expect.poll(async () => (await input(name)).inputValue(), patient).toBe(value);
  };
  const type = async (name: string, value: string): Promise<void> => {
    await (await input(name)).focus();
    await keys('ControlOrMeta+a');
    await workbench().page.keyboard.type(value);
    await shows(name, value);
  };
  const sees = async (selector: string, text: string | RegExp): Promise<void> => {
    await (await find(selector)).filter({ hasText: text }).first().waitFor();
  };
  const gone = async (selector: string): Promise<void> => {
    await (await find(selector)).first().waitFor({ state: 'hidden' });
  };
  const open = async (name: 'recent' | 'presets'): Promise<void> => {
    await (await find(`[data-name=${name}]`)).focus();
    await keys('Enter');
    await (await find(`#menu-${name}:not([hidden])`)).waitFor();
  };
  const run = async (): Promise<void> => {
    const before = asked.length;
    await keys('Control+Enter');
    await expect.poll(() => asked.length, patient).toBeGreaterThan(before);
    await (await find('.progress:not(.active)')).waitFor({ state: 'attached' });
  };

  it('takes back what was typed, chosen and reset, and makes it again, by keyboard', async () => {
    await workbench().runCommand('Customer Hierarchy: Open Inspector');
    await sees('.url', '/v2/customers/bulk?');
    await type('identifierValue', '918933445577');
    await type('limit', '5');
    await (await find('input[data-name=sortOrder]')).focus();
    await keys('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await sees('.url', 'sortOrder=DESC');
    await keys('Control+z');
    await (await find('.toolbar .url')).filter({ hasNotText: 'sortOrder' }).waitFor();
    await sees('.confirmation', 'Undone: Sort order');
    // also from within a field, whose own undo would know nothing of the rest
    await (await input('limit')).focus();
    await keys('Control+z');
    await shows('limit', '50');
    await keys('Control+Shift+z', 'Control+y');
    await shows('limit', '5');
    await sees('.url', 'sortOrder=DESC');
    await (await find('[data-name=reset]')).focus();
    await keys('Enter');
    await shows('identifierValue', '');
    await (await find('[data-name=undo]')).focus();
    await keys('Enter');
    await shows('identifierValue', '918933445577');
    await shows('limit', '5');
  });

  it('sends what was typed over a field, of which VS Code selects nothing meanwhile', async () => {
    const page = await workbench().webview('#inspector');
    await page.evaluate(() => {
      // VS Code listens here, too
      window.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
        if (key === 'a' && (ctrlKey || metaKey)) document.body.dataset.heard = key;
      });
    });
    for (const value of ['919800000001', '918933445599', '918933445577']) {
      await type('identifierValue', value);
      await sees('.url', `Value=${value}`);
    }
    expect(await page.evaluate(() => document.body.dataset.heard)).toBeUndefined();
    await run();
    expect(asked.at(-1)?.get('associationEntityIdentifierValue')).toBe('918933445577');
    expect(asked.at(-1)?.get('limit')).toBe('5');
  });

  it('says what changed since the answer, and leads back to it', async () => {
    await run();
    await sees('.strip', '5 rows, offset 0');
    await sees('[data-name=run]', 'Run Again');
    await sees('.compared', 'As in the answer below');
    await type('limit', '7');
    await (await find('[data-name=includeNoOfChildren]')).focus();
    await keys('Space');
    await sees('.compared', 'Changed since the answer: Limit, Number of children');
    await (await find('.field-limit.changed')).waitFor();
    await (await find('vscode-checkbox.changed[data-name=includeNoOfChildren]')).waitFor();
    const described = (await input('limit')).getAttribute('aria-description');
    expect(await described).toContain('There it was: 5');
    await (await find('[data-name=revert]')).focus();
    await keys('Enter');
    await shows('limit', '5');
    await gone('.field-limit.changed');
    await keys('Control+z');
    await shows('limit', '7');
  });

  it('fills in a query that was run before, in shape while personal data is masked', async () => {
    await type('identifierValue', '917777777777');
    await run();
    await open('recent');
    await sees('#menu-recent .menu-item', /mobile 918933445577.*Form test · .*limit 5/s);
    await keys('ArrowDown', 'Enter');
    await shows('identifierValue', '918933445577');
    await shows('limit', '5');
    await keys('Control+z');
    await shows('identifierValue', '917777777777');
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await shows('identifierValue', '91•••••••777');
    await open('recent');
    await sees('#menu-recent .menu-item', '91•••••••577');
    expect(await (await find('#menu-recent')).textContent()).not.toMatch(/\d{5}/);
    await keys('ArrowDown', 'Enter');
    await shows('identifierValue', '91•••••••577');
    await keys('Control+z');
    // what it was before is in shape, too
    await shows('identifierValue', '91•••••••777');
    await keys('Control+y');
    await shows('identifierValue', '91•••••••577');
    await run();
    expect(asked.at(-1)?.get('associationEntityIdentifierValue')).toBe('918933445577');
    await workbench().executeCommand('customerHierarchy.showPersonalData');
    await shows('identifierValue', '918933445577');
    await workbench().runCommand('Customer Hierarchy: Clear Recent Queries');
    await open('recent');
    await sees('#menu-recent .menu-note', 'No query was run yet.');
    await keys('Escape');
  });

  it('keeps presets by name, for whomever the form is about', async () => {
    const { quickInput } = workbench();
    await type('limit', '3');
    await open('presets');
    await sees('#menu-presets .menu-note', 'No preset was saved yet.');
    await keys('Enter');
    await quickInput.shown('Save Form as Preset');
    await quickInput.pick('Without the identifier');
    await quickInput.message('Name of the preset');
    // no preset without a name: said when that is tried, and the box stays
    await quickInput.answer('');
    await quickInput.message('Enter a name.');
    expect((await quickInput.read()).isError).toBe(true);
    await quickInput.answer('Three at a time');
    await sees('.confirmation', 'Preset saved.');
    await type('limit', '9');
    await type('identifierValue', 'someone');
    await open('presets');
    await keys('Enter');
    await shows('limit', '3');
    await shows('identifierValue', 'someone');
    await sees('.confirmation', 'Filled in: Three at a time.');
    await open('presets');
    await keys('End', 'Enter');
    await quickInput.shown('Rename or Delete Presets');
    await quickInput.accept();
    await quickInput.message('Name of the preset');
    await quickInput.answer('Three');
    await quickInput.offers(/Three(?! at)/);
    await quickInput.escape();
    await open('presets');
    await sees('#menu-presets .menu-item', /^Three/);
    await keys('Escape');
    await (await find('[data-name=presets]:focus')).waitFor();
  });

  it('a preset for a connection that is gone says so, and offers the one in use', async () => {
    const { quickInput } = workbench();
    const other = await addConnection(workbench(), api, 'Short-lived');
    await workbench().executeCommand('customerHierarchy.openInspector', {
      run: false,
      request: {
        connectionId: other,
        query: { identifierType: 'mobile', identifierValue: '918933445577', limit: 4 },
      },
    });
    await shows('limit', '4');
    await open('presets');
    await keys('End', 'ArrowUp', 'Enter');
    await quickInput.shown('Save Form as Preset');
    await quickInput.pick('With the identifier');
    await quickInput.message('Name of the preset');
    await quickInput.answer('Its own connection');
    await sees('.confirmation', 'Preset saved.');
    await workbench().executeCommand('customerHierarchy.useConnection', { connectionId });
    await workbench().executeCommand('customerHierarchy.removeConnection', {
      connectionId: other,
      confirm: false,
    });
    await type('limit', '6');
    await open('presets');
    await keys('Enter');
    await shows('limit', '4');
    await sees('.confirmation', 'Its connection no longer exists.');
    await sees('.field-connectionId .note', 'This connection no longer exists.');
    await (await find('.field-connectionId .note button')).focus();
    await keys('Enter');
    await (await find('.field-connectionId .note:empty')).waitFor({ state: 'attached' });
    await run();
    await sees('.strip', '4 rows, offset 0');
  });

  it('tells where the time went, each try, and what headers came back', async () => {
    await type('identifierValue', 'flaky');
    await run();
    await sees('.strip', '4 rows, offset 0');
    await (await find('vscode-panel-tab')).filter({ hasText: 'Request' }).click();
    await sees('.timing', /First byte.*Body.*Parse/s);
    await sees('.timing-summary', /in all, over a/);
    await sees('.request', /Try 1.*HTTP 429.*tried again.*Try 2.*HTTP 200/s);
    await sees('.request', 'JSESSIONID=••••••••; Path=/');
    expect(await (await find('.request')).textContent()).not.toContain('let-me-in');
    await workbench().clearClipboard();
    await (await find('[data-name=copyRequestIdOfTab]')).focus();
    await keys('Enter');
    expect(await workbench().clipboard('request')).toBe('request-of-the-form-test');
  });

  it('is as it was in another group, after it was hidden, and when it is opened again', async () => {
    await type('identifierValue', '918933445577');
    await type('limit', '40');
    await run();
    await sees('.strip', '40 rows, offset 0');
    await (await find('vscode-panel-tab')).filter({ hasText: 'JSON' }).click();
    await sees('.json-place', 'Person 0');
    // one customer folded, the search open, and the end in view
    await (await find('.cm-line')).filter({ hasText: '"Person 0"' }).first().click();
    await keys('Control+Shift+[');
    await sees('.cm-line', '3 fields');
    await keys('Control+f');
    // at once: the first letters are in what is folded, which would open
    await (await find('.json-search-input')).fill('Person 3');
    await sees('.json-view', /\b11\b/);
    const scroller = () => find('.cm-scroller');
    const scrolled = async () => (await scroller()).evaluate(({ scrollTop }) => scrollTop);
    await (await scroller()).evaluate((element, top) => element.scrollTo(0, top), SCROLLED);
    // in one change, however slow the machine
    await (await input('limit')).fill('41');
    await shows('limit', '41');
    const before = asked.length;
    const isAsBefore = async (): Promise<void> => {
      await shows('limit', '41');
      await sees('.strip', '40 rows, offset 0');
      await sees('.compared', 'Changed since the answer: Limit');
      await expect
        .poll(async () => (await find('.json-search-input')).inputValue(), patient)
        .toBe('Person 3');
      await sees('.cm-line', '3 fields');
      await expect.poll(scrolled, patient).toBe(SCROLLED);
    };
    await workbench().executeCommand('workbench.action.moveEditorToNextGroup');
    await isAsBefore();
    await workbench().executeCommand('workbench.action.files.newUntitledFile');
    await workbench().page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await isAsBefore();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await workbench().runCommand('Customer Hierarchy: Open Inspector');
    await isAsBefore();
    // and what was done to the form can still be taken back
    await (await input('limit')).focus();
    await keys('Control+z');
    await shows('limit', '40');
    expect(asked).toHaveLength(before);
  });

  it('begins anew, and says so, where what was kept of it cannot be read', async () => {
    const frame = await workbench().webview('#inspector');
    await frame.evaluate(() =>
      (globalThis as unknown as { tapKeep(state: unknown): void }).tapKeep({ fields: 'garbage' }),
    );
    const reloaded = workbench().page.waitForEvent('domcontentloaded');
    await workbench().runCommand('Developer: Reload Window');
    await reloaded;
    await sees('.banner', 'could not be read, and was dropped');
    await shows('identifierValue', '');
    await (await find('[data-name=dismissNote]')).focus();
    await keys('Enter');
    await gone('.banner:has-text("dropped")');
  });
});
