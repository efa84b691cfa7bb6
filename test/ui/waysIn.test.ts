import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { maskValue } from '../../src/privacy/maskValue';
import { InspectorPage } from '../demo/inspectorPage';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
const ARJUN = '919800001001';
const find = 'Customer Hierarchy: Find Customer…';

const query =
  'associationEntityType=parentCustomer&associationEntityIdentifierType=mobile' +
  `&associationEntityIdentifierValue=${ASHA}&source=INSTORE&limit=5&includeNoOfChildren=true`;
const NOTES = [
  'What we asked',
  'The mobile number is 919800001001 on the test host,',
  'and nobody else has it.',
  '',
  `curl 'https://eu.example.com/v2/customers/bulk?${query}' -H 'X-CAP-API-OAUTH-TOKEN: tok-canary'`,
  '',
  `See https://eu.example.com/v2/customers/bulk?${query}&limit=3`,
  '',
].join('\n');

const ANSWER = JSON.stringify({
  entity: { customers: [{ profiles: [{ firstName: 'Filed', lastName: 'Away', userId: 7 }] }] },
  success: true,
});

/** A folder with notes, and an answer that somebody kept. */
function folderWithNotes(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'notes-'));
  writeFileSync(path.join(folder, 'notes.txt'), NOTES);
  writeFileSync(path.join(folder, 'answer.json'), ANSWER);
  return folder;
}

describe('somebody is looked for', () => {
  let folder = '';
  const workbench = useWorkbench(() => {
    folder = folderWithNotes();
    return Promise.resolve({
      folder,
      settings: { 'workbench.tree.expandMode': 'doubleClick' },
    });
  });
  const inspector = () => new InspectorPage(workbench());
  /** By its path: the oldest VS Code has nothing here that searches folders. */
  const openFile = async (name: string): Promise<void> => {
    await press('Control+P');
    await workbench().quickInput.pick(name, { filter: path.join(folder, name) });
  };
  const openNotes = async (line: number): Promise<void> => {
    const { page, quickInput } = workbench();
    await openFile('notes.txt');
    await expect.poll(() => workbench().activeEditor()).toMatch(/notes\s*\.txt/);
    await page.keyboard.press('Control+G');
    await quickInput.answer(`:${line}:30`);
    await quickInput.hidden();
  };
  const tree = () => workbench().tree('Customers');
  const press = (key: string) => workbench().page.keyboard.press(key);
  const shot = (name: string): Promise<void> =>
    process.env.SHOTS === undefined
      ? Promise.resolve()
      : workbench().screenshot(path.join(process.env.SHOTS, `${name}.png`));

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await tree().pressWelcomeButton('Try the Sandbox');
    await tree().row(ASHA, 'Arjun Nair');
    await workbench().notifications.clear();
  });

  it('in the tree first: Enter goes to the row, and nobody is asked for less than three characters', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(find);
    await quickInput.shown('Find Customer: Sandbox');
    await quickInput.fill('ar');
    await quickInput.offers('Type 3 or more characters');
    await quickInput.fill('arjun');
    await quickInput.focused('Enter goes to the row below 919800000001 (Sandbox).');
    await quickInput.offers('Enter inspects this customer as a parent.');
    await shot('find');
    await press('Enter');
    await quickInput.hidden();
    expect((await tree().read(ASHA, 'Arjun Nair')).selected).toBe(true);
  });

  it('in the API while it is typed, and found as a parent', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(find);
    await quickInput.shown('Find Customer');
    await quickInput.fill('2029');
    await quickInput.focused('Parent In Row');
    await press('Enter');
    await tree().row('919800002029');
    await workbench().runCommand(find);
    await quickInput.fill('nobody is called this');
    await quickInput.offers('The API finds nobody by this text.');
    await quickInput.escape();
  });

  it('above: who is above a parent is asked for, and who is above a row is gone to', async () => {
    await tree().pick('Show Parent Customer', '919800002029');
    await tree().row('919800000002', 'Card Only');
    await shot('parent');
    await tree().pick('Show Parent Customer', '919800000002');
    await workbench().notifications.shown('919800000002 has no parent customer');
    await workbench().notifications.clear();
    await tree().pick('Show Parent Customer', ASHA, 'Arjun Nair');
    await expect.poll(async () => (await tree().read(ASHA)).selected).toBe(true);
    const summary = await workbench().executeCommand('customerHierarchy.showParent', {
      identifierType: 'mobile',
      identifierValue: ARJUN,
    });
    expect(summary).toMatchObject({ phase: 'loaded', customers: 14 });
  });

  it('by a filter of the rows loaded, which says so, and is cleared where it was set', async () => {
    const { quickInput } = workbench();
    await tree().titleAction('Filter Customers…');
    await quickInput.shown('Filter Customers');
    await quickInput.answer('sofia');
    await tree().gone(ASHA, 'Arjun Nair');
    await tree().row(ASHA, 'Sofía Ramírez');
    expect(await tree().message()).toMatch(
      /^Filter “sofia”: 1 of the \d+ customers loaded\. Clear Filter/,
    );
    await shot('filter');
    // whoever is gone to is shown, whatever is filtered by
    await workbench().runCommand(find);
    await quickInput.fill('arjun');
    await quickInput.focused('Enter goes to the row');
    await press('Enter');
    await tree().row(ASHA, 'Arjun Nair');
    await workbench().runCommand('Customer Hierarchy: Filter Customers…');
    await quickInput.answer('nobody');
    await tree().gone(ASHA, 'Arjun Nair');
    expect(await tree().message()).toContain('no match among');
    await tree().titleAction('Clear Filter');
    await tree().row(ASHA, 'Arjun Nair');
    await expect.poll(() => tree().message()).toBe('');
  });

  it('in shape while personal data is masked', async () => {
    const { quickInput } = workbench();
    await workbench().changeSettings({ 'customerHierarchy.maskPersonalData': true });
    await tree().row(maskValue(ASHA));
    await workbench().runCommand(find);
    await quickInput.fill('arjun');
    await quickInput.offers('Enter inspects this customer as a parent.');
    const shown = JSON.stringify(await quickInput.items());
    expect(shown).toContain(maskValue('Arjun Nair'));
    expect(shown).not.toContain('Arjun');
    expect(shown).not.toContain(ARJUN);
    expect(shown).not.toContain(ASHA);
    await quickInput.escape();
    await workbench().runCommand('Customer Hierarchy: Filter Customers…');
    await quickInput.answer('Sofia');
    await tree().row(maskValue(ASHA), maskValue('Sofía Ramírez'));
    expect(await tree().message()).not.toContain('Sofia');
    await tree().pick('Show Parent Customer', maskValue('919800000002'));
    const told = await workbench().notifications.shown('has no parent customer');
    expect(told.text).not.toContain('919800000002');
    await tree().titleAction('Clear Filter');
    await workbench().changeSettings({ 'customerHierarchy.maskPersonalData': null });
  });

  it('by what stands at the cursor, after a look at what will be asked', async () => {
    const { quickInput, notifications, page } = workbench();
    const inspectSelection = 'Customer Hierarchy: Inspect Selection as Parent Customer';
    await openNotes(2);
    await workbench().runCommand(inspectSelection);
    await quickInput.shown('Inspect Selection as Parent Customer');
    expect((await quickInput.items())[0]?.label).toBe('919800001001 as mobile, of Sandbox');
    await shot('selection');
    // a switch reaches what is being looked at
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await quickInput.offers(`${maskValue(ARJUN)} as mobile`);
    expect((await quickInput.read()).value).toBe('');
    await workbench().executeCommand('customerHierarchy.showPersonalData');
    await quickInput.offers(`${ARJUN} as mobile`);
    expect((await quickInput.read()).value).toBe(ARJUN);
    await quickInput.escape();
    await tree().gone(ARJUN);
    await workbench().runCommand(inspectSelection);
    await quickInput.shown('Inspect Selection');
    await press('Enter');
    await tree().row(ARJUN);
    await openNotes(2);
    await page.keyboard.press('Shift+ArrowDown');
    await workbench().runCommand(inspectSelection);
    await notifications.shown('Several lines or places are selected.');
    await notifications.clear();
    await openNotes(3);
    await workbench().runCommand(inspectSelection);
    await notifications.shown('does not look like anything');
    await notifications.clear();
  });

  it('by a request in a document, over a connection of ours, without what signs in there', async () => {
    const { page, quickInput } = workbench();
    await openNotes(1);
    const lens = page.locator('.codelens-decoration a', { hasText: 'Inspect this request' });
    await expect.poll(() => lens.count()).toBe(2);
    await shot('lens');
    await lens.first().click();
    await quickInput.shown('Inspect This Request');
    expect((await quickInput.read()).placeholder).toContain('No connection leads to');
    await quickInput.pick('Sandbox');
    await inspector().strip('5 rows');
    await openNotes(1);
    await workbench().changeSettings({ 'customerHierarchy.requestCodeLens': false });
    await lens.first().waitFor({ state: 'detached' });
    // what the lightbulb offers stays
    await openNotes(7);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'Inspect this request' }).waitFor();
    await press('Escape');
    await workbench().changeSettings({ 'customerHierarchy.requestCodeLens': null });
  });

  it('by a link, which is checked, shown and confirmed before anything is sent', async () => {
    const { dialog, notifications, quickInput } = workbench();
    await workbench().clearClipboard();
    await tree().pick('Copy Link', ASHA);
    const link = await workbench().clipboard('inspect?');
    expect(link).toMatch(/^[\w-]+:\/\/customer-hierarchy\.customer-hierarchy-inspector\/inspect\?/);
    expect(link).not.toMatch(/127\.0\.0\.1|token|secret/i);
    const open = async (url: string): Promise<void> => {
      await workbench().runCommand('Developer: Open URL');
      await quickInput.answer(url);
      // VS Code's own question, of any link to any extension
      await dialog.shown('extension to open this URI?');
      expect(await dialog.preselected()).toBe('Open');
      await press('Enter');
    };
    const requests = async () => (await workbench().tree('History').rows()).length;
    // what is below them has no room otherwise
    await tree().close();
    await workbench().tree('Connections').close();
    await workbench().tree('History').open();
    await expect.poll(requests).toBeGreaterThan(0);
    const before = await requests();
    await open(link.replace('limit=', 'host=evil.example&limit='));
    await notifications.shown(
      'The link has a parameter that is not known: host. Nothing was sent.',
    );
    await notifications.clear();
    await open(`${link}&limit=6`);
    await notifications.shown('more than once');
    await notifications.clear();
    await open(link.replace('connection=Sandbox', 'connection=Elsewhere'));
    await notifications.shown('names the connection “Elsewhere”');
    await notifications.clear();
    await open(link);
    const said = await dialog.shown('A link wants to ask for 919800000001 as mobile');
    expect(said).toContain('over the connection Sandbox');
    expect(said).toMatch(/Host: http:\/\/127\.0\.0\.1:\d+/);
    await shot('link');
    await dialog.escape();
    expect(await requests()).toBe(before);
    await open(link.replace('limit=50', 'limit=4'));
    await dialog.shown('A link wants to ask');
    await dialog.press('Inspect');
    await inspector().strip('4 rows');
    expect(await requests()).toBe(before + 1);
    await tree().open();
  });

  it('by no link that would say whom a mask hides', async () => {
    const { notifications } = workbench();
    await workbench().clearClipboard();
    await workbench().changeSettings({ 'customerHierarchy.maskPersonalData': true });
    await tree().pick('Copy Link', maskValue(ASHA));
    await notifications.shown('Nothing was copied, because personal data is masked');
    await notifications.press('Nothing was copied', 'Show Personal Data and Copy');
    // who was clicked on looked the same as somebody else
    expect(await workbench().clipboard('inspect?')).toMatch(/Value=91980000[01]001&/);
    await tree().row(ASHA);
  });

  it('in a file that holds an answer, which is said not to be from the API', async () => {
    await openFile('answer.json');
    await workbench()
      .page.locator('.editor-actions a[aria-label^="Open in Customer Hierarchy Inspector"]')
      .click();
    await inspector().strip('From the file answer.json, not from the API');
    await inspector().strip('1 row');
    await inspector().openTab('Table');
    await shot('file');
    await workbench().changeSettings({ 'customerHierarchy.maskPersonalData': true });
    const view = await workbench().webview('#inspector');
    await view.locator('body', { hasText: maskValue('Filed Away') }).waitFor();
  });
});
