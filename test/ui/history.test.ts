import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { InspectorPage } from '../demo/inspectorPage';
import { useWorkbench } from './useWorkbench';

describe('the history', () => {
  const workbench = useWorkbench();
  const history = () => workbench().tree('History');
  const inspector = () => new InspectorPage(workbench());
  /** What is kept on disk. */
  const files = () =>
    readdirSync(workbench().server.profile.folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.answer'),
    );

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await workbench().tree('Customers').pressWelcomeButton('Try the Sandbox');
    await workbench().tree('Customers').row('919800000001', 'Arjun Nair');
    await workbench().notifications.clear();
    await history().open();
  });

  it('has each request, with status, time and size', async () => {
    const entry = await history().read(/^mobile 919800000001/);
    expect(entry.description).toMatch(/^200 · [\d.]+ m?s · [\d.]+ kB · 14 rows · /);
    expect(entry.ariaLabel).toMatch(/^Request for mobile 919800000001 .*, answered: 200/);
    expect(await history().rows()).toHaveLength(1);
  });

  it('opens the answer that came then, without asking again', async () => {
    await history().click(/^mobile 919800000001/);
    await inspector().strip('14 rows, offset 0');
    expect(await history().rows()).toHaveLength(1);
  });

  it('runs a request again', async () => {
    await history().inlineAction('Run Again', /^mobile 919800000001/);
    await expect.poll(async () => (await history().rows()).length).toBe(2);
    await inspector().strip('14 rows, offset 0');
  });

  it('copies the request as curl, and its answer', async () => {
    await workbench().clearClipboard();
    await history().pick(['Copy As', 'Copy as curl'], /^mobile 919800000001/);
    expect(await workbench().clipboard('curl')).toContain('919800000001');
    await history().pick('Copy JSON', /^mobile 919800000001/);
    expect(JSON.parse(await workbench().clipboard('{'))).toHaveProperty('entity.count', 14);
  });

  it('has failures too, with the code of the API', async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 10 });
    const entry = await history().read(/^externalId CLOSED-FLEET/);
    expect(entry.description).toMatch(
      /^400 company not active \(1705\) · [\d.]+ m?s · [\d.]+ \w+ · /,
    );
    expect(entry.ariaLabel).toMatch(/^Failed request for externalId CLOSED-FLEET/);
  });

  it('has tests of connections, which are not about anybody', async () => {
    await workbench().executeCommand('customerHierarchy.testConnection', {
      connectionId: 'sandbox',
    });
    const entry = await history().read('Test of Sandbox');
    expect(entry.description).toMatch(/^400 · .* · test passed · /);
    await workbench().notifications.clear();
  });

  it('comes back when the window was reloaded, with the answers that came then', async () => {
    const before = (await history().rows()).map(({ label, description }) => [label, description]);
    const asked = /^mobile 919800000001/;
    // what is open comes back, too, and asks again: one inspector, and nothing else
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await history().click(asked);
    await inspector().strip('14 rows, offset 0');
    await workbench().reloadByCommand();
    await workbench().openView('Customer Hierarchy');
    await history().row('Test of Sandbox');
    await inspector().strip('14 rows, offset 0');
    await expect.poll(async () => (await history().rows()).length).toBe(before.length + 1);
    const after = (await history().rows()).map(({ label, description }) => [label, description]);
    expect(after.slice(1)).toEqual(before);
    await workbench().clearClipboard();
    await history().pick('Copy JSON', asked);
    expect(JSON.parse(await workbench().clipboard('{'))).toHaveProperty('entity.count', 14);
    await history().pick('Open JSON', asked);
    await workbench().page.locator('.tab.active', { hasText: '.json' }).waitFor();
    await history().click(asked);
    await inspector().strip('14 rows, offset 0');
    await history().pick('Show Details', /^externalId CLOSED-FLEET/);
    await workbench().page.locator('.monaco-editor .view-lines', { hasText: '1705' }).waitFor();
    // all of it without asking anybody
    expect(await history().rows()).toHaveLength(after.length);
    await history().inlineAction('Run Again', asked);
    await expect.poll(async () => (await history().rows()).length).toBe(after.length + 1);
  });

  it('is empty once it is cleared, also on disk, and says before what goes', async () => {
    const { dialog } = workbench();
    const kept = (await history().rows()).length;
    await history().titleAction('Clear History');
    expect(await dialog.shown('Clear the history?')).toMatch(
      / \d requests.* \d files with [\d.]+ kB/s,
    );
    await dialog.escape();
    expect(await history().rows()).toHaveLength(kept);
    expect(files().length).toBe(kept);
    await history().titleAction('Clear History');
    await dialog.press('Clear History');
    expect(await history().welcome()).toContain('Every request appears here');
    expect(files()).toEqual([]);
  });
});
