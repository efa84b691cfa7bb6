import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../src/sandbox/faults';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';
import { readManifest } from '../vscode/manifest';
import { found, newCanaries, traces } from './canary/canaries';
import { moods, startOwnApi } from './canary/ownApi';
import { answerFileDialog } from './fileDialog';
import { useWorkbench } from './useWorkbench';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Commands that are left out, and why; there is none. */
const leftOut: Readonly<Record<string, string>> = {};

describe('three secrets', () => {
  const workbench = useWorkbench({ recordWire: true });
  const canaries = newCanaries();
  const forms = traces(canaries);
  const used = new Set<string>();
  /** Ids of connections, by name: those to the sandbox, and those to the API that repeats everything. */
  const ids = new Map<string, string>();
  let sandbox: Sandbox;
  let own: Awaited<ReturnType<typeof startOwnApi>>;

  const run = async (command: string, argument?: unknown): Promise<unknown> => {
    used.add(command);
    return workbench().executeCommand(`customerHierarchy.${command}`, argument);
  };
  /** For a command that waits for its user. */
  const begin = (command: string, argument?: unknown): void => {
    void run(command, argument).catch(() => undefined);
  };
  const query = (identifierValue: string) => ({
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue,
    source: 'INSTORE',
    limit: 1,
    offset: 0,
    includeNoOfChildren: true,
    includeCustomerAssociateDetail: true,
  });
  const request = (name: string, identifierValue = '918933445577') => ({
    request: { connectionId: ids.get(name), query: query(identifierValue) },
  });
  const inspect = async (name: string, identifierValue: string): Promise<{ rowId: string }> => {
    const { associationEntityType, identifierType, source } = query('');
    const level = await run('inspectParent', {
      ...{ associationEntityType, identifierType, source, identifierValue },
      connectionId: ids.get(name),
    });
    return level as { rowId: string };
  };

  beforeAll(async () => {
    const { oauth, basic } = canaries;
    sandbox = await startSandbox({ customers: 100, credentials: { oauth, basic } });
    own = await startOwnApi(canaries.accessToken);
    await workbench().openView('Customer Hierarchy');
  });
  afterAll(async () => {
    await Promise.all([sandbox.close(), own.close()]);
  });
  // whatever a test did, nothing of what it left on screen, in documents or on the wire holds a secret
  afterEach(async () => {
    expect(await onScreen()).toEqual([]);
    await workbench().notifications.clear();
    await workbench().executeCommand('workbench.action.closeAllEditors');
  });

  async function onScreen(): Promise<readonly string[]> {
    const places: (readonly [string, string])[] = [];
    for (const frame of workbench().page.frames()) {
      const html = await frame
        .evaluate(() =>
          [
            document.documentElement.outerHTML,
            document.body.innerText,
            ...[...document.querySelectorAll('input, textarea')].map(
              (field) => (field as HTMLInputElement).value,
            ),
          ].join('\n'),
        )
        .catch(() => '');
      places.push([`frame ${frame.name()}`, html]);
    }
    const documents = (await workbench().executeCommand('testHarness.documents')) as string[];
    places.push(...documents.map((text) => ['document', text] as const));
    places.push(
      ...workbench().webviews.wire.map(
        ({ direction, text }) => [`wire ${direction}`, text] as const,
      ),
    );
    places.push(['clipboard', await clipboard()]);
    return places.flatMap(([place, text]) => found(text, forms).map((hit) => `${place}: ${hit}`));
  }

  const clipboard = (): Promise<string> =>
    workbench().page.evaluate(() => {
      // a webview that has the keyboard would keep the clipboard from everyone else
      window.focus();
      return navigator.clipboard.readText();
    });

  it('sign in, in all three ways', async () => {
    const { oauth, basic, token } = canaries;
    for (const [name, host, signIn, credentials] of [
      ['sandbox OAuth', sandbox.origin, 'oauth', oauth],
      ['sandbox till', sandbox.origin, 'basic', basic],
      ['own OAuth', own.origin, 'oauth', oauth],
      ['own till', own.origin, 'basic', basic],
      ['own token', own.origin, 'token', { token }],
    ] as const) {
      const added = await run('addConnection', { name, host, signIn, credentials, test: true });
      ids.set(name, (added as { id: string }).id);
      expect(await run('testConnection', { connectionId: ids.get(name) }), name).toMatchObject({
        kind: 'works',
      });
    }
    // they were indeed sent
    for (const secret of [JSON.stringify(oauth.secret).slice(1, -1), token])
      expect(own.heard.join('\n')).toContain(secret);
    expect(own.heard.some((header) => header.startsWith('Basic '))).toBe(true);
  });

  it('are in no row, tooltip, inspector, document or copy of an answer', async () => {
    for (const name of ids.keys()) {
      const { rowId } = await inspect(name, '919800000001');
      await run('refresh', { rowId });
      await run('openInspector', request(name, '919800000001'));
      const page = await workbench().webview('#inspector');
      await page.locator('.strip', { hasText: '200' }).waitFor();
      await page.locator('vscode-panel-tab, [role=tab]').last().click();
      await run('revealInTree');
      await run('revealInInspector', { rowId });
      begin('goToCustomer');
      await workbench().quickInput.shown();
      await workbench().page.keyboard.press('Escape');
      await run('openJson', request(name, '919800000001'));
      await run('askAgain');
      for (const copy of ['copyAsCurl', 'copyJson', 'copyPath', 'copyValue']) {
        const json = { text: '{"a":"b"}', pointer: '/a' };
        await run(copy, copy === 'copyAsCurl' ? request(name) : { json, value: 'b', rowId });
        expect(found(await clipboard(), forms)).toEqual([]);
      }
      begin('copyAsCode', request(name));
      await workbench().quickInput.shown('Copy as Code');
      await workbench().page.keyboard.insertText('raw request');
      await workbench().quickInput.focused('HTTP');
      await workbench().page.keyboard.press('Enter');
      await workbench().notifications.shown('HTTP · raw request copied');
      expect(found(await clipboard(), forms)).toEqual([]);
      await workbench().notifications.clear();
      begin('chooseCurlShell');
      await workbench().quickInput.shown('Shell for Copied Commands');
      await workbench().quickInput.escape();
    }
    for (const change of ['maskPersonalData', 'togglePersonalData', 'showPersonalData'])
      await run(change);
    const connections = workbench().tree('Connections');
    for (const name of ids.keys()) {
      await connections.tooltip(name, new RegExp(`^${name}`));
      expect(await onScreen()).toEqual([]);
    }
  });

  it('are in none of what pages, loads and goes down a hierarchy', async () => {
    const { rowId } = await inspect('own token', '918933445500');
    await run('loadMore', { rowId });
    await run('loadAll', { rowId });
    await run('cancelLoading', { rowId });
    const customers = workbench().tree('Customers');
    await customers.expand('918933445500');
    await customers.click('918933445500', 'Asha Rao');
    await run('expandBy', { identifierType: 'mobile', identifierValue: '918933445570' });
    await run('rerunRequest', request('own token'));
    await run('removeParent', { rowId });
  });

  it('are in no file that an answer or a hierarchy is taken away in', async () => {
    // where the last test looks as well
    const { folder } = workbench().server.profile;
    const exported = path.join(folder, 'exported.ndjson');
    const plan = { ...request('own token', '918933445500'), file: exported, format: 'ndjson' };
    expect(await run('exportHierarchy', plan)).toMatchObject({ kind: 'done' });
    expect(found(readFileSync(exported, 'utf8'), forms)).toEqual([]);
    begin('saveToFile', request('own token', '918933445500'));
    const saved = path.join(folder, 'saved.json');
    await answerFileDialog(workbench(), saved);
    // whole, whether its message is still on screen or not
    await expect.poll(() => wholeJson(saved), { timeout: 30_000 }).toBe(true);
    expect(found(readFileSync(saved, 'utf8'), forms)).toEqual([]);
  });

  it('are in nothing that leads to a customer from elsewhere: a search, a link, an editor, a debugger', async () => {
    const { quickInput, notifications } = workbench();
    for (const name of ['own OAuth', 'own till', 'own token']) {
      const { rowId } = await inspect(name, '918933445500');
      await run('useConnection', { connectionId: ids.get(name) });
      await run('filter', { text: 'Asha' });
      expect(await onScreen()).toEqual([]);
      await run('clearFilter');
      begin('findCustomer', { text: '9189334455' });
      await quickInput.shown('Find Customer');
      await workbench().page.locator('.quick-input-list .monaco-list-row').first().waitFor();
      expect(await onScreen()).toEqual([]);
      await quickInput.escape();
      begin('showParent', { rowId });
      await notifications.shown(/./);
      await notifications.clear();
      await run('copyLink', request(name));
      expect(found(await clipboard(), forms)).toEqual([]);
      await run('removeParent', { rowId });
    }
    // nothing is open, and no program runs: each says so
    for (const command of ['openFile', 'inspectSelection', 'inspectVariable', 'showResponse'])
      await run(command);
    await run('compareWithApi', request('own token'));
  });

  it('are in no comparison of answers, and in nothing that a watch says', async () => {
    const { page, quickInput } = workbench();
    await run('rerunRequest', request('own token'));
    await run('rerunRequest', request('own token'));
    // without an inspector to compare, both are asked for
    await workbench().executeCommand('workbench.action.closeAllEditors');
    const compared = run('compareWith');
    await quickInput.shown('Compare Answers');
    await page.keyboard.press('Enter');
    await quickInput.shown('Compare With');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: '.diff' }).waitFor();
    // the commands on it act on the active editor, which the extension hears of a little later
    await compared;
    await run('switchOrder');
    await run('compareAsText');
    await page.locator('.monaco-diff-editor').waitFor();
    await run('compareSelected', { first: 'gone', second: 'gone' });
    await run('watch', { ...request('own token'), seconds: 1 });
    await page.locator('.statusbar-item a', { hasText: 'watched' }).waitFor();
    await run('showWatchedChange');
    await run('stopWatching');
  });

  it.each(moods.slice(1).filter((mood) => mood !== 'echoPage'))(
    'are in nothing that says: %s',
    async (mood) => {
      const names = ['own OAuth', 'own till', 'own token'];
      await own.become(mood);
      try {
        // a token that was fetched before would hide that the sign-in is refused
        for (const name of names)
          await run('editConnection', { connectionId: ids.get(name), name: `${name} ` });
        // at the same time, because what may pass is tried again after pauses
        const [rowIds] = await Promise.all([
          Promise.all(names.map(failInTheTree)),
          failInTheInspector(names),
        ]);
        expect(await onScreen()).toEqual([]);
        for (const rowId of rowIds) await run('removeParent', { rowId });
      } finally {
        await own.become('good');
      }
    },
  );

  it('are in no page that repeats the request', async () => {
    await own.become('echoPage');
    try {
      for (const name of ['own till', 'own token']) {
        const { rowId } = await inspect(name, '918933445598');
        await run('openInspector', request(name, '918933445598'));
        const page = await workbench().webview('#inspector');
        await page.locator('.strip', { hasText: '200' }).waitFor();
        await run('openJson', request(name, '918933445598'));
        expect(await onScreen()).toEqual([]);
        await run('removeParent', { rowId });
        await workbench().executeCommand('workbench.action.closeAllEditors');
      }
    } finally {
      await own.become('good');
    }
  });

  async function failInTheTree(name: string): Promise<string> {
    const connectionId = ids.get(name);
    expect(await run('testConnection', { connectionId })).not.toMatchObject({ kind: 'works' });
    const { rowId } = await inspect(name, '918933445599');
    await run('retry', { rowId });
    return rowId;
  }

  async function failInTheInspector(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await run('openInspector', request(name, '918933445599'));
      const page = await workbench().webview('#inspector');
      await page.locator('.banner.error', { hasText: /\S/ }).waitFor();
      await run('showErrorDetails');
      await workbench().page.locator('.tab.active', { hasText: 'What went wrong' }).waitFor();
      expect(await onScreen()).toEqual([]);
      // the next one gets a page of its own, which shows no failure yet
      await workbench().executeCommand('workbench.action.closeAllEditors');
    }
  }

  it('are in nothing that says of any fault of the sandbox', async () => {
    await workbench().changeSettings({
      'customerHierarchy.timeoutSeconds': 1,
      'customerHierarchy.maxResponseMegabytes': 1,
    });
    const made = faults.filter(({ making }) => making.kind === 'answer');
    const test = (name: string) => run('testConnection', { connectionId: ids.get(name) });
    const both = ['sandbox OAuth', 'sandbox till'];
    for (const { id, title, times = 1 } of made) {
      sandbox.inject({ fault: id, ...(id.endsWith('once') && { times: times * both.length }) });
      const results = await Promise.all(both.map(test));
      for (const result of results) expect(result, title).toHaveProperty('kind');
      sandbox.clearFaults();
    }
    for (const result of await Promise.all(both.map(test)))
      expect(result).toMatchObject({ kind: 'works' });
    await workbench().changeSettings({
      'customerHierarchy.timeoutSeconds': null,
      'customerHierarchy.maxResponseMegabytes': null,
    });
  });

  it.each(['own OAuth', 'own till', 'own token'])(
    'are on the clipboard where the user wants them there, and nowhere else: %s',
    async (name) => {
      begin('copyAsCurlWithCredentials', request(name));
      const asked = await workbench().dialog.shown('Copy your credentials for');
      expect(asked).toContain('The clipboard will hold');
      await workbench().dialog.escape();
      expect(found(await clipboard(), forms)).toEqual([]);
      begin('copyAsCurlWithCredentials', request(name));
      await workbench().dialog.shown('Copy your credentials for');
      await workbench().dialog.press('Copy with Credentials');
      const copied = await workbench().clipboard('Holds credentials');
      expect(found(copied, forms)).not.toEqual([]);
      const { text } = await workbench().notifications.shown('curl copied, with your credentials');
      expect(text).toContain(name === 'own till' ? 'Authorization' : 'X-CAP-API-OAUTH-TOKEN');
      await workbench().notifications.press('curl copied', 'Clear the Clipboard');
      await expect.poll(clipboard, { timeout: 20_000 }).toBe('');
    },
  );

  it('are in none of what edits, signs in and out, and removes', async () => {
    begin('editConnection', { connectionId: ids.get('sandbox till') });
    const step = (title: string) => workbench().quickInput.shown(title);
    for (const title of ['Name', 'Host', 'How to Sign In', 'Till']) {
      await step(title);
      await workbench().page.keyboard.press('Enter');
    }
    expect(await step('Password')).toMatchObject({ value: '', isPassword: true });
    expect(await onScreen()).toEqual([]);
    await workbench().quickInput.escape();
    await workbench().quickInput.hidden();
    await run('useConnection', { connectionId: ids.get('own token') });
    await run('signOut', { connectionId: ids.get('own token') });
    const credentials = { token: canaries.token };
    await run('signIn', { connectionId: ids.get('own token'), credentials });
    await run('removeConnection', { connectionId: ids.get('sandbox till'), confirm: false });
    await run('startSandbox', { parent: 0 });
    await run('injectFault', { fault: 'html-502', times: 1 });
    await run('injectFault', { clear: true });
    await run('copySandboxCredentials');
    await run('stopSandbox');
    await workbench().page.evaluate(() => navigator.clipboard.writeText(''));
  });

  it('are taken over from a curl command by keyboard, and shown by nothing on the way', async () => {
    const { dialog, notifications, page, quickInput } = workbench();
    const step = (title: string) => quickInput.shown(title);
    const fill = (text: string) =>
      page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    const next = async (title: string) => {
      const state = await step(title);
      await page.keyboard.press('Enter');
      return state;
    };
    await fill('');
    begin('importConnection');
    await step('Take It From');
    await quickInput.offers('There is nothing in it.');
    await page.keyboard.press('Enter');
    expect(await dialog.shown('Nothing can be taken over')).toContain('Copy a curl command');
    await dialog.escape();
    await step('Take It From');
    // copied meanwhile, out of a shell and with what no connection has
    const address = new URL('/v2/customers/bulk', own.origin);
    address.search = new URLSearchParams({
      ...{ source: 'INSTORE', associationEntityType: 'parentCustomer', limit: '3' },
      associationEntityIdentifierType: 'mobile',
      associationEntityIdentifierValue: '918933445500',
    }).toString();
    await fill(
      `curl -sk '${address.href}' \\\n  -H 'X-CAP-API-OAUTH-TOKEN: ${canaries.token}' \\\n` +
        `  -H 'Cookie: session=${canaries.token}' --proxy http://a:${canaries.token}@127.0.0.1:1`,
    );
    await page.keyboard.press('Enter');
    await step('The Secret in It');
    await fill('');
    const { text } = await notifications.shown('Left out of the curl command');
    expect(text).toContain('--proxy, Cookie.');
    expect(await onScreen()).toEqual([]);
    await quickInput.focused('Keep the Secret');
    await page.keyboard.press('Enter');
    expect(await next('Name')).toMatchObject({ value: own.origin.replace('http://', '') });
    expect(await next('Host')).toMatchObject({ value: own.origin });
    await step('How to Sign In');
    await quickInput.focused('A ready token');
    await page.keyboard.press('Enter');
    expect(await next('Token')).toMatchObject({ isPassword: true });
    await step('Default Source');
    await quickInput.focused('INSTORE');
    own.heard.length = 0;
    await page.keyboard.press('Enter');
    await notifications.shown('works and is saved');
    expect(own.heard.join('\n')).toContain(canaries.token);
    await notifications.press('has a query of the customer hierarchy', 'Run in Inspector');
    const inspector = await workbench().webview('#inspector');
    await inspector.locator('.strip', { hasText: '200' }).waitFor();
    expect(await onScreen()).toEqual([]);
  });

  it('are in no log, shown or written', async () => {
    await run('showLog');
    const shown = workbench().page.locator('.part.panel .view-lines');
    await shown.filter({ hasText: '/v2/customers/bulk' }).first().waitFor();
    expect(await onScreen()).toEqual([]);
    const log = workbench().server.log('Customer Hierarchy');
    expect(log).toContain('/v2/customers/bulk');
    expect(log).toContain('/v3/oauth/token/generate');
    expect(log).toContain('signInRefused');
    await run('clearRecentQueries');
  });

  it('are in no file and no store of VS Code, also after the window was reloaded', async () => {
    await workbench().reload();
    await workbench().openView('Customer Hierarchy');
    const { profile } = workbench().server;
    const files = readdirSync(profile.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('settings.json'))).toBe(true);
    expect(files.some((file) => file.endsWith('Customer Hierarchy.log'))).toBe(true);
    expect(files.some((file) => file.endsWith('.answer'))).toBe(true);
    // what the extension is made of, as installed, is among them
    expect(files.some((file) => file.endsWith('extension.js'))).toBe(true);
    const hits = files.flatMap((file) => {
      const content = readFileSync(file);
      return [content.toString('utf8'), content.toString('utf16le')]
        .flatMap((text) => found(text, forms))
        .map((hit) => `${path.relative(profile.folder, file)}: ${hit}`);
    });
    expect(hits).toEqual([]);
    const stores = await workbench().page.evaluate(readStores);
    expect(stores).toContain(ids.get('own OAuth'));
    expect(found(stores, forms)).toEqual([]);
    expect(found(workbench().server.output(), forms)).toEqual([]);
    await run('clearHistory', { confirm: false });
  });

  it('went through every command', () => {
    const manifest = readManifest() as Manifest;
    const contributed = manifest.contributes.commands.map(({ command }) =>
      command.replace('customerHierarchy.', ''),
    );
    expect([...used, ...Object.keys(leftOut)].sort()).toEqual(contributed.sort());
  });
});

function wholeJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Runs in the page: all that the browser keeps for this VS Code, as one text. */
async function readStores(): Promise<string> {
  const texts = [localStorage, sessionStorage].map((store) =>
    JSON.stringify(Object.entries(store)),
  );
  const wait = <Result>(asked: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error('The database cannot be read.'));
    });
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await wait(indexedDB.open(name));
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      const decoder = new TextDecoder();
      for (const value of await wait(store.getAll() as IDBRequest<unknown[]>))
        texts.push(value instanceof Uint8Array ? decoder.decode(value) : JSON.stringify(value));
    }
    database.close();
  }
  return texts.join('\n');
}
