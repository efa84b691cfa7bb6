import { beforeAll, describe, expect, it } from 'vitest';
import { maskValue } from '../../src/privacy/maskValue';
import { EMBEDDED, startSandbox } from '../../src/sandbox/sandbox';
import { inEnglish } from '../../src/sentence';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
const CROWD = 'Root with 30,000 children';
describe('the customers view', () => {
  const workbench = useWorkbench({
    settings: {
      'customerHierarchy.pageSize': 5,
      // a click selects a row, and moves no other
      'workbench.tree.expandMode': 'doubleClick',
    },
  });
  const tree = () => workbench().tree('Customers');
  const history = () => workbench().tree('History');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench().page.keyboard.press(key);
  };
  /** Waits until the keyboard is on a row whose spoken words match. */
  const onRow = async (words: string): Promise<void> => {
    await workbench()
      .page.locator(`.part.sidebar .monaco-list-row.focused[aria-label*=${JSON.stringify(words)}]`)
      .waitFor();
  };
  const openParent = async (label: string): Promise<void> => {
    await workbench().runCommand('Customer Hierarchy: Try the Sandbox');
    await workbench().quickInput.pick(label, { filter: label });
  };
  const askForParent = async (): Promise<void> => {
    await workbench().runCommand('Customer Hierarchy: Inspect Parent Customer…');
    await workbench().quickInput.shown('Inspect on Sandbox');
  };
  const askForType = async (): Promise<void> => {
    await askForParent();
    await press('Enter');
    await workbench().quickInput.shown('Identifier Type');
  };

  /** The parent of 30,000: every sandbox of this size computes the same people. */
  let crowd = '';
  beforeAll(async () => {
    const sandbox = await startSandbox(EMBEDDED);
    const parent = sandbox.parents.find(({ label }) => inEnglish(label) === CROWD);
    await sandbox.close();
    crowd = parent?.identifierValue ?? '';
    await workbench().openView('Customer Hierarchy');
    await tree().pressWelcomeButton('Try the Sandbox');
    await tree().row(ASHA, 'Sofía Ramírez');
    await workbench().notifications.clear();
    await history().open();
  });

  it('asks whose customers, then how they are identified, and checks the value while it is typed', async () => {
    const { quickInput } = workbench();
    await askForParent();
    expect((await quickInput.items())[0]?.description).toBe('parentCustomer');
    await press('Enter');
    await quickInput.shown('Identifier Type');
    await press('Enter');
    expect((await quickInput.shown('Value of mobile')).placeholder).toContain('918933445577');
    await quickInput.fill('98000abc');
    expect((await quickInput.items())[0]?.detail).toMatch(/^Enter digits only/);
    await press('Enter');
    await quickInput.shown('Value of mobile');
    await quickInput.answer('919800000005');
    await tree().row('919800000005', /^Own Parent already above/);
  });

  it('takes a number that is typed where a type is asked for', async () => {
    const { quickInput } = workbench();
    await askForParent();
    await quickInput.fill('919800000005');
    await quickInput.offers('Inspect 919800000005');
    await press('Enter');
    await quickInput.shown('Value of mobile');
    await quickInput.escape();
    await askForType();
    await quickInput.fill('919800000005');
    await quickInput.offers('Inspect 919800000005');
    await press('Enter');
    await quickInput.shown('Value of mobile');
    await quickInput.escape();
  });

  it('keeps what shows no type until its type is chosen, and says where there is nothing to inspect', async () => {
    const { quickInput } = workbench();
    await askForParent();
    await quickInput.fill(' "tom sawyer", ');
    await quickInput.offers('Inspect tom sawyer');
    await press('Enter');
    await quickInput.shown('Identifier Type');
    await quickInput.pick('External ID');
    expect((await quickInput.shown('Value of externalId')).value).toBe('tom sawyer');
    await quickInput.fill('');
    await quickInput.offers('Enter a value.');
    await press('Enter');
    await quickInput.shown('Value of externalId');
    await quickInput.escape();
  });

  it('takes an identifier for one before it takes it for the name of a type', async () => {
    const { quickInput } = workbench();
    await askForType();
    await quickInput.fill('EXT-1042');
    await quickInput.offers('Use as Identifier Type');
    await quickInput.focused('Inspect EXT-1042');
    // neither, and there is something to choose all the same
    await quickInput.fill('12 / 34');
    await quickInput.focused('Use as Identifier Type');
    await quickInput.fill('cuid');
    await quickInput.focused('cuid');
    await press('Enter');
    await quickInput.shown('Value of cuid');
    await quickInput.escape();
  });

  it('runs a request that is pasted where an identifier is asked for', async () => {
    const { quickInput, page } = workbench();
    await askForParent();
    const asked = new URLSearchParams({
      associationEntityType: 'parentCustomer',
      associationEntityIdentifierType: 'mobile',
      associationEntityIdentifierValue: ASHA,
      limit: '2',
      offset: '0',
    });
    await quickInput.fill(`/v2/customers/bulk?${asked.toString()}`);
    await quickInput.focused('Inspect this request');
    await press('Enter');
    await page.locator('.tab.active', { hasText: ASHA }).waitFor();
    await workbench().executeCommand('workbench.action.closeAllEditors');
  });

  it('offers what was asked before, until it is told to forget it', async () => {
    const { quickInput } = workbench();
    await askForType();
    await press('Enter');
    await quickInput.shown('Value of mobile');
    const recent = async () => (await quickInput.items()).map(({ label }) => label);
    expect(await recent()).toEqual(['919800000005', ASHA]);
    const row = workbench().page.locator('.quick-input-list .monaco-list-row').first();
    await row.hover();
    await row.locator('a[aria-label="Remove from recent"]').click();
    await row.filter({ hasText: ASHA }).waitFor();
    expect(await recent()).toEqual([ASHA]);
    await quickInput.escape();
  });

  it('sends an odd identifier when it is told to', async () => {
    const { quickInput } = workbench();
    await askForType();
    await press('Enter');
    await quickInput.shown('Value of mobile');
    await quickInput.fill('98000abc');
    await quickInput.offers('Send as Typed');
    await press('ArrowDown');
    await quickInput.focused('Send as Typed');
    await press('Enter');
    await tree().row('98000abc', /code 80\d\d/);
    await tree().pickAway('Remove from View', '98000abc');
    await workbench().notifications.clear();
  });

  it('asks for source and account when that is asked for', async () => {
    const { quickInput } = workbench();
    await askForType();
    await press('Enter');
    expect((await quickInput.shown('Value of mobile')).step).toBe('3/3');
    await workbench()
      .page.locator('.quick-input-widget a[aria-label^="Source and account"]')
      .click();
    await quickInput.shown('Source');
    await quickInput.pick('WECHAT');
    await quickInput.shown('Account ID');
    await quickInput.answer('WECHAT-CM');
    expect((await quickInput.shown('Value of mobile')).step).toBe('5/5');
    await quickInput.answer('918933445577');
    await tree().row('918933445577', 'Capillary Customer');
    expect((await tree().read('918933445577')).description).toMatch(/WECHAT WECHAT-CM$/);
  });

  it('leads to a mobile number by keyboard alone, and tells a screen reader each step', async () => {
    await tree().focus(ASHA);
    await press('ArrowLeft', 'ArrowRight', 'ArrowRight');
    await onRow('Customer, Sofía Ramírez, 523300001004');
    await press('ArrowRight');
    const customer = [ASHA, 'Sofía Ramírez'] as const;
    await tree().row(...customer, 'Children', /children|child/);
    await press('ArrowDown');
    await onRow('Children, 5');
    await press('ArrowLeft', 'ArrowDown');
    await onRow('Profile, INSTORE profile');
    await press('ArrowRight');
    await tree().row(...customer, 'Identifiers');
    await press('ArrowDown');
    await onRow('mobile 523300001004');
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await onRow(`Parent customer, ${ASHA}`);
  });

  it('opens a closed row that is expanded by another identifier', async () => {
    const clara = [ASHA, 'Clara Hoffmann'] as const;
    expect((await tree().read(...clara)).expanded).toBe(false);
    await tree().pick('Expand by Another Identifier…', ...clara);
    await workbench().quickInput.pick('clara1002@example.com');
    await tree().row(...clara, 'Children', /\S/);
    expect((await tree().read(...clara, 'Children')).description).toMatch(/by email clara1002/);
    await onRow('Children, ');
    await tree().collapse(...clara);
  });

  it('says of a customer without an identifier that there is none, and takes one', async () => {
    await workbench().changeSettings({ 'customerHierarchy.pageSize': 50 });
    await openParent('Oddities');
    const children = ['919800000002', 'Nothing To Ask By', 'Children'] as const;
    await tree().expand('919800000002', 'Nothing To Ask By');
    await tree().expand(...children);
    await tree().click(...children, /^No identifier to ask by\. Click to enter one/);
    await workbench().quickInput.pick('Enter another identifier…');
    await workbench().quickInput.pick('Mobile number');
    await workbench().quickInput.shown('Value of mobile');
    await workbench().quickInput.accept();
    await expect.poll(async () => (await workbench().quickInput.read()).isError).toBe(true);
    await workbench().quickInput.answer('919800002033');
    expect((await tree().read(...children, /\d/)).label).not.toBe('');
    expect((await tree().read(...children)).description).toBe('2 · by mobile 919800002033');
    await tree().pickAway('Remove from View', '919800000002');
    await workbench().notifications.clear();
    await workbench().changeSettings({ 'customerHierarchy.pageSize': 5 });
  });

  it('sends one request for a row, however often it is opened and closed', async () => {
    await history().row(/^mobile 523300001004/);
    const before = (await history().rows()).length;
    for (let again = 0; again < 2; again++) {
      await tree().expand(ASHA, 'João Almeida');
      await tree().collapse(ASHA, 'João Almeida');
    }
    await tree().expand(ASHA, 'João Almeida');
    await tree().row(ASHA, 'João Almeida', 'Children', /children|child/);
    await history().row(/^mobile 5521900001007/);
    expect((await history().rows()).length).toBe(before + 1);
    await tree().collapse(ASHA, 'João Almeida');
  });

  it('offers as many more as the setting says, also once that changes', async () => {
    await workbench().changeSettings({ 'customerHierarchy.pageSize': 3 });
    await tree().row(ASHA, /^Load 3 more/);
    await workbench().changeSettings({ 'customerHierarchy.pageSize': 5 });
    await tree().row(ASHA, /^Load 5 more/);
  });

  it('appends a page, keeps the selection, and moves the keyboard to the first new row', async () => {
    await tree().focus(ASHA, 'Fatima Al Mansoori');
    await tree().pick('Load More', ASHA, /^Load 5 more/);
    await onRow('Customer, Noor Khan');
    await tree().row(ASHA, /^Load 5 more 10 so far/);
    const selected = (await tree().rows()).filter((row) => row.selected);
    expect(selected.map(({ label }) => label)).toEqual(['Fatima Al Mansoori']);
    await press('ArrowDown');
    await onRow('Customer, Meera Iyer');
  });

  it('keeps what came when Load All is cancelled', async () => {
    await workbench().changeSettings({ 'customerHierarchy.requestsPerMinute': 20 });
    await tree().collapse(ASHA);
    await openParent(CROWD);
    await tree().row(crowd, /^Load 5 more/);
    await tree().pick('Load All', crowd);
    await workbench().notifications.shown(/Loading all customers: [1-9]/);
    await workbench().notifications.press('Loading all customers', 'Cancel');
    // the row may still say five for a moment
    await tree().row(crowd, /^Load 5 more (?!5 )\d+ so far/);
    await workbench().changeSettings({ 'customerHierarchy.requestsPerMinute': null });
    await tree().pickAway('Remove from View', crowd);
    await workbench().notifications.press(`The parent ${maskValue(crowd)} was removed`, 'Undo');
    await tree().expand(crowd);
    await tree().row(crowd, /^Load 5 more (?!5 )\d+ so far/);
    await tree().pickAway('Remove from View', crowd);
    await workbench().notifications.clear();
  });

  it('says in the row what failed, and offers to try again and to show more', async () => {
    await openParent('Merged customer');
    const error = ['919800000006', /^This customer was merged/] as const;
    const { description } = await tree().read(...error);
    expect(description).toMatch(/code 8069.*Request id: /);
    expect((await tree().read(...error, 'Code 8069')).description).toContain('merged');
    await workbench().clearClipboard();
    await tree().pick('Copy Value', ...error, 'Request id');
    expect(description).toContain(await workbench().clipboard());
    const before = (await history().rows()).length;
    expect((await tree().menuOf(...error)).slice(0, 2)).toEqual(['Retry', 'Show Details']);
    await press('Escape');
    await tree().inlineAction('Retry', ...error);
    await history().row(/./);
    await expect.poll(async () => (await history().rows()).length).toBe(before + 1);
    await tree().inlineAction('Show Details', ...error);
    await workbench().page.locator('.monaco-editor .view-lines', { hasText: '8069' }).waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    await tree().pickAway('Remove from View', '919800000006');
  });

  it('opens the inspector from the palette with the row that is selected', async () => {
    await tree().focus('918933445577');
    await workbench().runCommand('Customer Hierarchy: Open Inspector');
    const page = await workbench().webview('#inspector');
    await page.locator('.url', { hasText: '=918933445577&' }).waitFor();
    // the answer that the row has: nobody is asked again
    await page.locator('.strip', { hasText: '2 rows, offset 0' }).waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
  });

  it('copies value, JSON, path and curl of rows', async () => {
    await workbench().clearClipboard();
    await tree().pick('Copy Value', ASHA);
    expect(await workbench().clipboard()).toBe(ASHA);
    await tree().pick(['Copy As', 'Copy as curl'], ASHA);
    expect(await workbench().clipboard('curl')).toContain('$CAPILLARY_');
    await tree().pick('Copy Path', '918933445577', 'Capillary Customer');
    expect(await workbench().clipboard('/entity')).toBe('/entity/customers/0');
    await tree().pick('Copy JSON', '918933445577', 'Capillary Customer');
    expect(JSON.parse(await workbench().clipboard('{'))).toHaveProperty('profiles');
  });

  it('has its parents, closed and not asked for, after the window was reloaded', async () => {
    const labels = (await tree().rows()).filter(({ level }) => level === 1);
    const asked = (await history().rows()).length;
    // as a person does: else an inspector closed just before may come back, and ask again
    await workbench().reloadByCommand();
    await tree().row(ASHA);
    const after = await tree().rows();
    expect(after.map(({ label }) => label)).toEqual(labels.map(({ label }) => label));
    expect(after.every(({ expanded }) => expanded === false)).toBe(true);
    await history().row(/./);
    expect(await history().rows()).toHaveLength(asked);
  });

  it('has shortcuts that mean the row where the keyboard is, whichever is selected', async () => {
    await tree().expand(ASHA);
    await tree().row(ASHA, 'Sofía Ramírez');
    await tree().focus(ASHA);
    await tree().expand(ASHA);
    await workbench().executeCommand('customerHierarchy.customers.focus');
    await press('ArrowDown');
    await onRow('Customer, Sofía Ramírez');
    await press('Shift+Alt+J');
    const page = await workbench().webview('#inspector');
    await page.locator('.url', { hasText: '=523300001004&' }).waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    const selected = (await tree().rows()).filter((row) => row.selected);
    expect(selected.map(({ label }) => label)).toEqual(['Sofía Ramírez']);
    // of a child, nothing is removed
    await workbench().executeCommand('customerHierarchy.customers.focus');
    await press('Delete');
    await workbench().notifications.shown('Only a parent can be removed from the view');
    await workbench().notifications.clear();
    await press('ArrowUp');
    await press('Delete');
    await workbench().notifications.press(`The parent ${maskValue(ASHA)} was removed`, 'Undo');
    await tree().row('918933445577');
    await tree().row(ASHA);
  });

  it('offers the parents of the sandbox once it shows none any more', async () => {
    // whether or not it runs already, and whatever is open in the view
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await tree().row(ASHA);
    // rows that load meanwhile would move the others while they are read
    await workbench().executeCommand(
      'workbench.actions.treeView.customerHierarchy.customers.collapseAll',
    );
    const levels = async () => new Set((await tree().rows()).map(({ level }) => level));
    await expect.poll(levels, { timeout: 10_000 }).toEqual(new Set([1]));
    for (const { label } of await tree().rows()) await tree().pickAway('Remove from View', label);
    await tree().pressWelcomeButton('Open a Parent of the Sandbox');
    await workbench().quickInput.pick('Cycle');
    await tree().row('919800000004', 'Cycle B');
  });
});
