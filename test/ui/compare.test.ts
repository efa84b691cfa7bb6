import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { maskValue } from '../../src/privacy/maskValue';
import { InspectorPage } from '../demo/inspectorPage';
import { addConnection } from './addConnection';
import { useWorkbench } from './useWorkbench';

const MOBILE = '918933445577';
const person = (userId: number, firstName: string, city: string) => ({
  profiles: [
    {
      userId,
      firstName,
      lastName: 'Rao',
      source: 'INSTORE',
      identifiers: [{ type: 'mobile', value: `91893344${userId}` }],
      fields: { city },
    },
  ],
});

describe('answers are compared', () => {
  const workbench = useWorkbench({ viewport: { width: 1400, height: 900 } });
  const history = () => workbench().tree('History');
  const run = (command: string, argument?: unknown) =>
    workbench().executeCommand(`customerHierarchy.${command}`, argument);
  const lines = (text: string | RegExp) =>
    workbench().page.locator('.monaco-editor .view-line', { hasText: text }).first();
  let customers: readonly unknown[] = [];
  let isRefusing = false;
  let server: Server;
  let connectionId = '';

  const query = { identifierType: 'mobile', identifierValue: MOBILE };
  const ask = () => run('rerunRequest', { request: { connectionId, query } });
  const rows = async () =>
    (await history().rows()).filter(({ label }) => label.startsWith('mobile'));

  beforeAll(async () => {
    server = createServer((_, response) => {
      if (isRefusing) {
        const errors = [{ status: false, code: 8015, message: 'Customer not found' }];
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ errors, warnings: [] }));
        return;
      }
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ entity: { customers, count: customers.length }, success: true }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connectionId = await addConnection(workbench(), server, 'Own');
    await workbench().openView('Customer Hierarchy');
    await history().open();
    customers = [person(1001, 'Asha', 'Pune'), person(1002, 'Ravi', 'Goa')];
    await ask();
    customers = [person(1003, 'Meera', 'Delhi'), person(1001, 'Asha', 'Mumbai')];
    await ask();
    await new InspectorPage(workbench()).strip('2 rows, offset 0');
    await history().row(/^mobile/);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('that are selected in the history: a summary, then each customer with what changed', async () => {
    const { page } = workbench();
    await expect.poll(async () => (await rows()).length).toBe(2);
    await history().click(/^mobile/);
    const last = page.locator('.pane', { hasText: 'History' }).locator('.monaco-list-row').nth(1);
    await last.click({ modifiers: ['ControlOrMeta'] });
    await history().pick('Compare Selected', /^mobile/);
    await lines('Customers: 1 added, 1 removed, 1 changed, 0 the same').waitFor();
    await lines('+ Added: Meera Rao · userId 1003').waitFor();
    await lines('- Removed: Ravi Rao · userId 1002').waitFor();
    await lines(/city.*"Pune"\s→\s"Mumbai"/).waitFor();
  });

  it('with the order of lists ignored or counted, as told by a button of the editor', async () => {
    await workbench().runCommand('Customer Hierarchy: Count or Ignore Order');
    await lines('The order of lists counts.').waitFor();
    await workbench()
      .page.locator('.editor-actions a[aria-label^="Count or Ignore Order"]')
      .click();
    await lines('The order of lists is ignored.').waitFor();
  });

  it('as text beside each other, in the diff editor of VS Code', async () => {
    await workbench().page.locator('.editor-actions a[aria-label^="Compare as Text"]').click();
    const diff = workbench().page.locator('.monaco-diff-editor');
    await diff.locator('.editor.original .view-line', { hasText: '"Pune"' }).waitFor();
    await diff.locator('.editor.modified .view-line', { hasText: '"Mumbai"' }).waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
  });

  it('by keyboard alone: a command asks for the two, those that asked the same first', async () => {
    const { page, quickInput } = workbench();
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await history().focus(/^mobile/);
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await page.keyboard.press('Escape');
    await history().pick('Compare With…', /^mobile/);
    const { placeholder } = await quickInput.shown('Compare With');
    // in shape also while nothing is masked: it stays up, as a tooltip, where that is switched
    expect(placeholder).toContain(maskValue(MOBILE));
    await page.keyboard.press('Enter');
    await lines('Customers: 1 added, 1 removed, 1 changed').waitFor();
  });

  it('in shape while personal data is masked, without a difference being lost', async () => {
    await run('maskPersonalData');
    await lines('+ Added: M•• R••').waitFor();
    await lines(/city.*"•••"\s→\sanother\svalue/).waitFor();
    await run('showPersonalData');
    await lines('+ Added: Meera Rao').waitFor();
  });

  it('of an inspector, with one of the history', async () => {
    const { quickInput } = workbench();
    await workbench().openView('Customer Hierarchy');
    customers = [];
    await ask();
    await new InspectorPage(workbench()).strip('No rows');
    await workbench().runCommand('Customer Hierarchy: Compare With…');
    await quickInput.shown('Compare With');
    await workbench().page.keyboard.press('Enter');
    await lines('Customers: 0 added, 2 removed, 0 changed, 0 the same').waitFor();
    await lines('/entity/count: 2 → 0').waitFor();
  });

  it('as a request is watched, wherever it shows, until that is stopped', async () => {
    const { page } = workbench();
    await workbench().executeCommand('workbench.action.closeAllEditors');
    customers = [person(1001, 'Asha', 'Pune')];
    await ask();
    const inspector = new InspectorPage(workbench());
    await inspector.strip('1 row, offset 0');
    const before = (await rows()).length;
    await run('watch', { request: { connectionId, query }, seconds: 1 });
    await expect
      .poll(async () => (await history().read(/^mobile/)).description)
      .toMatch(/^watched every 1 s · 200/);
    customers = [person(1001, 'Asha', 'Goa'), person(1004, 'Nila', 'Goa')];
    await inspector.strip(/2 changed since/);
    await inspector.strip('2 rows, offset 0');
    await expect
      .poll(async () => (await rows())[0]?.description)
      .toMatch(/^2 changed since .* 2 rows/);
    // answers that are the same are no entries
    expect((await rows()).length).toBe(before + 1);
    await page.locator('.statusbar-item a', { hasText: '2 changed since' }).click();
    await lines('+ Added: Nila Rao').waitFor();
    await history().inlineAction('Stop Watching', /^mobile/);
    await page
      .locator('.statusbar-item a', { hasText: 'changed since' })
      .waitFor({ state: 'hidden' });
    // the row follows in a turn of its own
    await expect.poll(async () => (await rows())[0]?.description).toMatch(/^200/);
  });

  it('no more where its requests fail, which the inspector says, and how to go on', async () => {
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await ask();
    const inspector = new InspectorPage(workbench());
    await inspector.strip('2 rows, offset 0');
    const banner = (await workbench().webview('#inspector')).locator('.banner.told');
    isRefusing = true;
    await run('watch', { request: { connectionId, query }, seconds: 1 });
    await banner.filter({ hasText: /^There is no newer answer: .*8015/ }).waitFor();
    await banner.filter({ hasText: /no longer watched.*Choose Watch… to go on/ }).waitFor();
    await workbench().screenshot(path.join(root, 'out', 'screens', 'watch-failed.png'));
    await inspector.strip('2 rows, offset 0');
    isRefusing = false;
    await (await workbench().webview('#inspector')).locator('[data-name=run]').click();
    await banner.first().waitFor({ state: 'hidden' });
  });
});
