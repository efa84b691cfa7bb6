import { beforeAll, describe, expect, it } from 'vitest';
import { EMBEDDED, startSandbox } from '../../src/sandbox/sandbox';
import { inEnglish } from '../../src/sentence';
import { InspectorPage } from '../demo/inspectorPage';
import { everythingShown } from '../vscode/everythingShown';
import { toldMeanwhile } from '../vscode/toldMeanwhile';
import type { RowPath } from '../vscode/treeRows';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
const OUTSIDE = '919800000008';
const NOBODY = '919899990123';
/** Their shapes. */
const asha = /^91•••••••001 /;
const arjun = /^A•• N•• /;
const outside = /^91•••••••008 /;
const nobody = /^91•••••••123 /;

interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly userId: number;
  readonly identifiers: readonly { readonly value: string }[];
  readonly commChannels: readonly { readonly value: string }[];
  readonly fields: Readonly<Record<string, unknown>>;
}
interface Answer {
  readonly entity: {
    readonly customers: readonly {
      readonly profiles: readonly Profile[];
      readonly extendedFields: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** All that the API says of Arjun Nair: every sandbox has the same people. */
async function whatIsKnown(): Promise<readonly string[]> {
  const sandbox = await startSandbox();
  try {
    const { CAPILLARY_BASIC } = sandbox.environment();
    const path = `/v2/customers/bulk?source=INSTORE&associationEntityType=parentCustomer&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=${ASHA}&limit=50`;
    const reply = await fetch(sandbox.origin + path, {
      headers: { Authorization: `Basic ${CAPILLARY_BASIC}` },
    });
    const { entity } = (await reply.json()) as Answer;
    const customer = entity.customers.find(({ profiles }) => profiles[0]?.firstName === 'Arjun');
    const profile = customer?.profiles[0];
    if (customer === undefined || profile === undefined) throw new Error('Arjun is not there.');
    const custom = { ...profile.fields, ...customer.extendedFields };
    const all = [
      profile.firstName,
      profile.lastName,
      String(profile.userId),
      ...[...profile.identifiers, ...profile.commChannels].map(({ value }) => value),
      ...Object.values(custom).map((value) => String(value).replace('T00:00:00Z', '')),
    ];
    return [...new Set(all)].filter((value) => value.length >= 4);
  } finally {
    await sandbox.close();
  }
}

describe('while personal data is masked', () => {
  const workbench = useWorkbench({ viewport: { width: 1500, height: 1000 } });
  const tree = () => workbench().tree('Customers');
  const history = () => workbench().tree('History');
  const inspector = () => new InspectorPage(workbench());
  const run = (command: string, argument?: unknown) =>
    workbench().executeCommand(`customerHierarchy.${command}`, argument);
  let known: readonly string[] = [];

  /** What of all that is known a text holds. */
  const told = (text: string) => known.filter((value) => text.includes(value));
  const shown = () => everythingShown(workbench().page);
  const expectNothingTold = async (): Promise<void> => {
    expect(told(await shown())).toEqual([]);
  };
  /** What a command puts on the clipboard. */
  const copied = async (copy: () => Promise<unknown>): Promise<string> => {
    await workbench().clearClipboard();
    await copy();
    return workbench().clipboard();
  };
  const documentText = () =>
    copied(async () => {
      await workbench().executeCommand('workbench.action.focusActiveEditorGroup');
      await workbench().executeCommand('editor.action.selectAll');
      await workbench().executeCommand('editor.action.clipboardCopyAction');
    });
  const closeEditor = () => workbench().executeCommand('workbench.action.closeActiveEditor');
  const requests = async () => (await history().rows()).length;

  beforeAll(async () => {
    const ofArjun = await whatIsKnown();
    expect(ofArjun).toEqual(expect.arrayContaining(['Arjun', 'Nair', '919800001001', 'Kochi']));
    expect(ofArjun.length).toBeGreaterThanOrEqual(8);
    known = [...ofArjun, ASHA, OUTSIDE, NOBODY];
    await workbench().openView('Customer Hierarchy');
    await tree().open();
    await tree().titleAction('Mask Personal Data');
    await run('startSandbox', { parent: 0 });
    await tree().row(asha, arjun);
    await workbench().notifications.clear();
  });

  it('the view says so, and offers to show it again', async () => {
    const header = workbench().page.locator('.pane-header', { hasText: 'Customers' });
    await header.filter({ hasText: 'masked' }).waitFor();
    await header.hover();
    await header.locator('a[aria-label^="Show Personal Data"]').waitFor();
  });

  it('a dialog that was up when it was masked leads to nothing on the clipboard', async () => {
    const { dialog, notifications } = workbench();
    await run('showPersonalData');
    await workbench().clearClipboard();
    await tree().pick(['Copy As', 'Copy as curl with Credentials…'], ASHA);
    await dialog.shown('Copy your credentials for');
    await run('maskPersonalData');
    await dialog.press('Copy with Credentials');
    await notifications.shown('Nothing was copied');
    expect(await workbench().page.evaluate(() => navigator.clipboard.readText())).toBe('');
    await notifications.clear();
  });

  it('a request that nothing on screen tells of is not on the Request tab either', async () => {
    await run('showPersonalData');
    const level = await run('inspectParent', { identifierType: 'mobile', identifierValue: NOBODY });
    await tree().pick('Open Inspector', NOBODY, /^No customer has this identifier/);
    const page = await workbench().webview('#inspector');
    await inspector().openTab('Request');
    await page.locator('.request .curl', { hasText: NOBODY }).waitFor();
    // as the host says when the next run was cancelled
    await page.evaluate(() => postMessage({ kind: 'cancelled', run: 9, sentence: 'Cancelled.' }));
    await page.locator('.request', { hasText: 'Nothing was sent yet' }).waitFor();
    expect(await page.locator('.request').textContent()).not.toContain(NOBODY);
    await run('maskPersonalData');
    await run('removeParent', level);
    await inspector().openTab('JSON');
    await closeEditor();
    await workbench().notifications.clear();
  });

  it('rows and tooltips say nothing of anybody', async () => {
    await tree().expand(asha, arjun);
    await tree().expand(asha, arjun, /^INSTORE profile/);
    for (const group of ['Identifiers', 'Communication channels', 'Custom fields'])
      await tree().expand(asha, arjun, /^INSTORE profile/, group);
    await tree().expand(asha, arjun, 'Extended fields');
    await tree().row(asha, arjun, 'Extended fields', /^dob ••••-••-••/);
    await tree().row(asha, arjun, /^INSTORE profile/, 'Identifiers', /^mobile 91•••••••001/);
    await expectNothingTold();
    const paths: readonly RowPath[] = [[asha], [asha, arjun], [asha, arjun, 'Extended fields']];
    for (const path of paths) {
      await tree().tooltip('•', ...path);
      await expectNothingTold();
    }
  });

  it('copies of rows hold nothing of anybody, and still what they are', async () => {
    const value = await copied(() =>
      tree().pick('Copy Value', asha, arjun, /^INSTORE profile/, 'Identifiers', /^mobile /),
    );
    expect(value).toBe('91•••••••001');
    expect(await copied(() => tree().pick('Copy Value', asha))).toBe('91•••••••001');
    const json = await copied(() => tree().pick('Copy JSON', asha, arjun));
    expect(JSON.parse(json)).toHaveProperty('profiles.0.firstName', 'A••');
    const curl = await copied(() => tree().pick(['Copy As', 'Copy as curl'], asha, arjun));
    expect(curl).toMatch(/^# Personal data is masked.*\n(?:.*\n)*.*Value=91•••••••001&/);
    const pointer = await copied(() => tree().pick('Copy Path', asha, arjun));
    expect(pointer).toMatch(/^\/entity\/customers\/\d+$/);
    expect(told([value, json, curl, pointer].join('\n'))).toEqual([]);
    await expectNothingTold();
  });

  it('the inspector says nothing of anybody, and asks for whom is meant', async () => {
    await tree().inlineAction('Open Inspector', asha);
    await inspector().strip('14 rows, offset 0');
    await inspector().jsonShows('S••');
    await expectNothingTold();
    const page = await workbench().webview('#inspector');
    expect(await page.locator('[data-name=identifierValue] input').inputValue()).toBe(
      '91•••••••001',
    );
    await inspector().press('run');
    await history().row(/^mobile 91•••••••001/);
    await inspector().strip('14 rows, offset 0');
    await inspector().openTab('Request');
    await page.locator('.request .curl', { hasText: 'Personal data is masked' }).waitFor();
    await expectNothingTold();
    await inspector().openTab('JSON');
    const copies = [
      await inspector().jsonText(),
      await copied(() => inspector().press('copyUrl')),
      await copied(() => inspector().press('copyCurl')),
    ];
    await run('copyJson');
    copies.push(await workbench().clipboard(/"entity"/));
    expect(JSON.parse(copies[3] ?? '')).toHaveProperty('entity.count', 14);
    expect(told(copies.join('\n'))).toEqual([]);
    await expectNothingTold();
  });

  it('takes a part of a masked value for no value', async () => {
    await inspector().fill('identifierValue', '91•••••••00');
    const page = await workbench().webview('#inspector');
    await page.locator('.field-identifierValue .note', { hasText: 'part of a masked' }).waitFor();
    await inspector().fill('identifierValue', '91•••••••001');
    await page.locator('.field-identifierValue .note:empty').waitFor({ state: 'attached' });
    await inspector().press('run');
    await inspector().strip('14 rows, offset 0');
  });

  it('documents and their names hold nothing of anybody', async () => {
    await tree().pick('Open JSON', asha);
    await workbench().page.locator('.tab.active', { hasText: '.json' }).waitFor();
    const text = await documentText();
    expect(text).toContain('"firstName": "');
    expect(told(text)).toEqual([]);
    await expectNothingTold();
  });

  it('failures say nothing of anybody, wherever they are told', async () => {
    await run('startSandbox', { parent: 13 });
    const error = [outside, /^The customer exists, but is not part/] as const;
    const { description } = await tree().read(...error);
    expect(description).toContain('Fleet parent customer 91•••••••008 not mapped');
    await tree().tooltip('1625', ...error);
    await expectNothingTold();
    await tree().inlineAction('Show Details', ...error);
    await workbench().page.locator('.monaco-editor .view-lines', { hasText: '1625' }).waitFor();
    const details = await documentText();
    expect(details).toContain('91•••••••008');
    expect(told(details)).toEqual([]);
    await expectNothingTold();
    await closeEditor();
    await tree().pick('Open Inspector', ...error);
    await (await workbench().webview('#inspector')).locator('.banner.error').waitFor();
    await expectNothingTold();
    await run('inspectParent', { identifierType: 'mobile', identifierValue: NOBODY });
    await tree().row(nobody, /^No customer has this identifier/);
    await expectNothingTold();
  });

  it('the history says nothing of anybody', async () => {
    await history().open();
    await history().tooltip('•', /^mobile 91•••••••008/);
    await expectNothingTold();
    const curl = await copied(() =>
      history().pick(['Copy As', 'Copy as curl'], /^mobile 91•••••••001 200/),
    );
    const json = await copied(() => history().pick('Copy JSON', /^mobile 91•••••••001 200/));
    expect(JSON.parse(json)).toHaveProperty('entity.count');
    expect(told(curl + json)).toEqual([]);
  });

  it('prompts and messages say nothing of anybody', async () => {
    const { quickInput, notifications } = workbench();
    await tree().pick('Expand by Another Identifier…', asha, arjun);
    await quickInput.shown('Expand A•• N•• by');
    await expectNothingTold();
    await quickInput.escape();
    await workbench().runCommand('Customer Hierarchy: Inspect Parent Customer…');
    await quickInput.shown('Inspect on Sandbox');
    await workbench().page.keyboard.press('Enter');
    await quickInput.shown('Identifier Type');
    await workbench().page.keyboard.press('Enter');
    await quickInput.shown('Value of mobile');
    expect((await quickInput.items()).map(({ label }) => label)).toContain('91•••••••008');
    await expectNothingTold();
    await quickInput.escape();
    // a command that runs as it is has to say who is asked about
    await workbench().clearClipboard();
    await tree().pick(['Copy As', 'Copy as curl with Credentials…'], asha);
    const { buttons } = await notifications.shown('Nothing was copied');
    expect(buttons).toEqual(['Show Personal Data']);
    expect(await workbench().page.evaluate(() => navigator.clipboard.readText())).toBe('');
    // a message stays as it is, so that none may wait for the switch
    await run('showPersonalData');
    await tree().pick('Load All', OUTSIDE);
    await notifications.shown('Fleet parent customer 91•••••••008 not mapped');
    await run('maskPersonalData');
    await notifications.clear();
    await tree().row(asha, arjun, /^INSTORE profile/, 'Identifiers', /^mobile 91•••••••001/);
    await tree().pick('Remove from View', outside);
    await notifications.shown('The parent 91•••••••008 was removed');
    await expectNothingTold();
    await notifications.clear();
  });

  it('a switch shows everything, and hides it again at once, without asking again', async () => {
    await run('openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: ASHA } },
    });
    await inspector().strip('14 rows, offset 0');
    const before = await requests();
    await workbench().runCommand('Customer Hierarchy: Mask or Show Personal Data');
    await tree().row(ASHA, 'Arjun Nair', /^INSTORE profile/, 'Identifiers', /^mobile 919800001001/);
    await inspector().jsonShows('Sofía');
    const page = await workbench().webview('#inspector');
    expect(await page.locator('[data-name=identifierValue] input').inputValue()).toBe(ASHA);
    const json = await inspector().jsonText();
    await history().row(new RegExp(`^mobile ${OUTSIDE}`));
    const text = json + (await shown());
    expect(known.filter((value) => !text.includes(value))).toEqual([]);
    await workbench().runCommand('Customer Hierarchy: Mask or Show Personal Data');
    await tree().row(asha, arjun, /^INSTORE profile/, 'Identifiers', /^mobile 91•••••••001/);
    await inspector().jsonShows('S••');
    await expectNothingTold();
    expect(told(await inspector().jsonText())).toEqual([]);
    expect(await requests()).toBe(before);
  });

  it('the table and the map show nobody from the moment of the switch, whichever tab is in front', async () => {
    const page = await workbench().webview('#inspector');
    const sees = (selector: string, text: string) =>
      page.locator(selector, { hasText: text }).first().waitFor();
    const inTable = (text: string) => sees('.table-row', text);
    const inMap = (text: string) => sees('.outline-row', text);
    await run('showPersonalData');
    await inspector().jsonShows('Sofía');
    await inspector().openTab('Map');
    await inMap('Arjun Nair');
    await inspector().openTab('Table');
    await inTable('Arjun Nair');
    // whose name is the first that the JSON shows
    const toldBy = await toldMeanwhile(page, [...known, 'Sofía']);
    // the table in front, the map behind it
    await page.locator('.table-row [role=rowheader]').nth(2).click();
    await run('maskPersonalData');
    await inTable('A•• N••');
    expect(await page.locator('.table-row[aria-selected=true]').count()).toBe(1);
    await inspector().openTab('Map');
    await inMap('A•• N••');
    await expectNothingTold();
    // the map in front, then another tab
    await run('showPersonalData');
    await inMap('Arjun Nair');
    await run('maskPersonalData');
    await inMap('A•• N••');
    await run('showPersonalData');
    await inMap('Arjun Nair');
    await inspector().openTab('Table');
    await inTable('Arjun Nair');
    await inspector().openTab('JSON');
    await run('maskPersonalData');
    await inspector().jsonShows('S••');
    await inspector().openTab('Table');
    await inTable('A•• N••');
    await inspector().openTab('Map');
    await inMap('A•• N••');
    expect(await toldBy()).toEqual([]);
    await expectNothingTold();
    // another answer, while the table of the one before is behind
    await inspector().openTab('Request');
    await inspector().fill('offset', '1');
    await inspector().press('run');
    await inspector().strip('13 rows, offset 1');
    expect(await page.locator('.table-row, .outline-row').count()).toBe(0);
    await inspector().openTab('Map');
    await sees(
      '.map-status',
      'The map begins with the first customer; the answer begins at offset 1.',
    );
    await inspector().openTab('JSON');
    await inspector().fill('offset', '0');
    await inspector().press('run');
    await inspector().strip('14 rows, offset 0');
  });

  it('lists and boxes that are open when it is masked change at once, and keep what they are about', async () => {
    const { quickInput, page } = workbench();
    const isMaskedAtOnce = async (title: string | RegExp, plain: string, masked: string) => {
      await quickInput.offers(plain);
      // as another window does, while this one has its list open
      await run('maskPersonalData');
      await quickInput.offers(masked);
      await expect.poll(async () => told(await shown())).toEqual([]);
      expect((await quickInput.read()).title).toMatch(title);
      await run('showPersonalData');
      await quickInput.offers(plain);
      await quickInput.escape();
      await quickInput.hidden();
    };
    await run('showPersonalData');
    await tree().pick('Expand by Another Identifier…', ASHA, 'Arjun Nair');
    await isMaskedAtOnce(
      /^Expand Arjun Nair by$|^Expand A•• N•• by$/,
      '919800001001',
      '91•••••••001',
    );
    await workbench().runCommand('Customer Hierarchy: Inspect Parent Customer…');
    for (const step of ['Inspect on Sandbox', 'Identifier Type']) {
      await quickInput.shown(step);
      await page.keyboard.press('Enter');
    }
    await isMaskedAtOnce(/Value of mobile/, ASHA, '91•••••••001');
    await workbench().runCommand('Customer Hierarchy: Go to Customer…');
    await isMaskedAtOnce(/^Go to Customer$/, 'Arjun Nair', 'A•• N••');
    await workbench().runCommand('Customer Hierarchy: Compare With…');
    await isMaskedAtOnce(/^Compare With$/, OUTSIDE, '91•••••••008');
    // a box that begins with what the view is filtered by
    await run('filter', { text: 'Arjun' });
    await workbench().runCommand('Customer Hierarchy: Filter Customers…');
    await expect.poll(async () => (await quickInput.shown('Filter Customers')).value).toBe('Arjun');
    await run('maskPersonalData');
    await expect.poll(async () => (await quickInput.read()).value).toBe('');
    await expect.poll(async () => told(await shown())).toEqual([]);
    await quickInput.escape();
    await run('filter', { text: '' });
  });

  it('a long level is hidden with all others, and has all its rows after that', async () => {
    const sandbox = await startSandbox(EMBEDDED);
    const crowd = sandbox.parents.find(
      ({ label }) => inEnglish(label) === 'Root with 30,000 children',
    );
    await sandbox.close();
    const asked = { identifierType: 'mobile', identifierValue: crowd?.identifierValue };
    const level = await run('inspectParent', { connectionId: 'sandbox', ...asked });
    for (let page = 0; page < 5; page++) await run('loadMore', level);
    await run('showPersonalData');
    await tree().row(/^\d{10,} 300 so far/);
    await run('maskPersonalData');
    const below = () => tree().childrenOf(/^[\d•]+ 300 so far/);
    await expect.poll(async () => (await below()).length, { timeout: 20_000 }).toBe(301);
    const customers = (await below()).slice(0, -1);
    expect(customers.filter(({ description }) => /\d{6}/.test(description))).toEqual([]);
    await run('removeParent', level);
    await workbench().notifications.clear();
  });

  it('documents that are open change with the switch', async () => {
    await workbench().page.locator('.tab', { hasText: '.json' }).first().click();
    const lines = workbench().page.locator('.view-lines');
    await run('showPersonalData');
    await lines.filter({ hasText: /"firstName":\s"[^"•]+"/ }).waitFor();
    expect(told(await documentText())).not.toEqual([]);
    await run('maskPersonalData');
    await lines.filter({ hasText: /"firstName":\s".••"/ }).waitFor();
    expect(told(await documentText())).toEqual([]);
  });

  it('the log holds nothing of anybody, masked or not', async () => {
    await run('showLog');
    await workbench()
      .page.locator('.panel .view-lines', { hasText: '/v2/customers/bulk' })
      .waitFor();
    await workbench().executeCommand('workbench.panel.output.focus');
    const log = await copied(async () => {
      await workbench().executeCommand('editor.action.selectAll');
      await workbench().executeCommand('editor.action.clipboardCopyAction');
    });
    expect(log).toContain('notFound 1625');
    expect(told(log)).toEqual([]);
    expect(log).not.toContain('•');
    await workbench().executeCommand('workbench.action.closePanel');
  });

  it('the inspector asks for whom is meant after a window reload, and says nothing of it', async () => {
    await workbench().page.locator('.tab', { hasText: 'Inspector: 91•••••••001' }).click();
    await inspector().strip('14 rows, offset 0');
    await workbench().clearClipboard();
    const gone = workbench().page.waitForEvent('domcontentloaded');
    await workbench().runCommand('Developer: Reload Window');
    await gone;
    await inspector().strip('14 rows, offset 0');
    await inspector().jsonShows('S••');
    await tree().row(asha);
    await expectNothingTold();
  });
});
