import { beforeAll, describe, expect, it } from 'vitest';
import { InspectorPage } from '../demo/inspectorPage';
import { useWorkbench } from './useWorkbench';

describe('the history', () => {
  const workbench = useWorkbench();
  const history = () => workbench().tree('History');
  const inspector = () => new InspectorPage(workbench());

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
    await history().pick('Copy as curl', /^mobile 919800000001/);
    expect(await workbench().clipboard('curl')).toContain('919800000001');
    await history().pick('Copy JSON', /^mobile 919800000001/);
    expect(JSON.parse(await workbench().clipboard('{'))).toHaveProperty('entity.count', 14);
  });

  it('has failures too, with the code of the API', async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 10 });
    const entry = await history().read(/^externalId CLOSED-FLEET/);
    expect(entry.description).toMatch(/^400 · [\d.]+ m?s · [\d.]+ \w+ · 1705 /);
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

  it('is empty once it is cleared', async () => {
    await history().titleAction('Clear History');
    expect(await history().welcome()).toContain('Every request appears here');
  });
});
