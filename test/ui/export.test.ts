import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox';
import { answerFileDialog } from './fileDialog';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
/** Enough that it does not end before somebody can do something about it. */
const SLOW = { 'customerHierarchy.requestsPerMinute': 12 };
const FAST = { 'customerHierarchy.requestsPerMinute': 100_000 };

describe('an export', () => {
  const workbench = useWorkbench({ settings: { 'customerHierarchy.pageSize': 5, ...FAST } });
  const tree = () => workbench().tree('Customers');
  let folder = '';
  const shot = (name: string) =>
    process.env.SHOTS === undefined
      ? Promise.resolve()
      : workbench().screenshot(path.join(process.env.SHOTS, `${name}.png`));

  /** Asks for the file as the dialog of a browser does, by its path. */
  async function saveAs(name: string): Promise<string> {
    const file = path.join(folder, name);
    await workbench().quickInput.shown('Export Hierarchy');
    await shot('save');
    await answerFileDialog(workbench(), file);
    return file;
  }
  const shown = (text: string | RegExp) => workbench().notifications.shown(text);
  const press = (text: string | RegExp, button: string) =>
    workbench().notifications.press(text, button);
  const linesOf = async (file: string) =>
    (await readFile(file, 'utf8')).trimEnd().split('\n').length;
  const run = (argument: object) =>
    workbench().executeCommand('customerHierarchy.exportHierarchy', argument);
  const asha = {
    request: {
      connectionId: 'sandbox',
      query: {
        associationEntityType: 'parentCustomer',
        identifierType: 'mobile',
        identifierValue: ASHA,
      },
    },
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-ui-'));
    await workbench().openView('Customer Hierarchy');
    await tree().open();
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await tree().row(/^919800000001 /);
    await workbench().notifications.clear();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made with the keyboard from a row, opens, and has a summary', async () => {
    await tree().pick('Export Hierarchy…', /^919800000001 /);
    const { quickInput } = workbench();
    expect(await quickInput.shown('Export below 919800000001')).toMatchObject({ step: '1/4' });
    await quickInput.focused('Whole subtree');
    await shot('scope');
    await quickInput.accept();
    await quickInput.focused('CSV');
    await shot('format');
    await quickInput.accept();
    await quickInput.focused('All columns');
    await quickInput.accept();
    await quickInput.focused('UTF-8');
    await shot('csv');
    await quickInput.accept();
    const file = await saveAs('customers.csv');
    const done = await shown(/customers were exported to customers\.csv/);
    await shot('done');
    expect(done.buttons).toEqual(['Open File', 'Show Summary']);
    const [head = ''] = (await readFile(file, 'utf8')).split('\r\n');
    expect(head).toMatch(/^depth,path,parentUserId,name,identifier:mobile,/);
    expect(await readdir(folder)).toEqual(['customers.csv']);
    await press('were exported', 'Show Summary');
    await workbench().page.locator('.view-lines', { hasText: 'By level and role' }).waitFor();
    await shot('summary');
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await workbench().notifications.clear();
    const picture = path.join(folder, 'map.png');
    expect(await run({ ...asha, file: picture, format: 'png' })).toMatchObject({ kind: 'done' });
    await shown(/customers were exported to map\.png/);
    const bytes = await readFile(picture);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    // twice as wide as the map, and so as sharp as it
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1500);
    expect(await readdir(folder)).toEqual(['customers.csv', 'map.png']);
    await workbench().notifications.clear();
  });

  it('that somebody stops keeps what came, and is resumed to the same content', async () => {
    const whole = path.join(folder, 'whole.ndjson');
    expect(await run({ ...asha, file: whole, format: 'ndjson' })).toMatchObject({ kind: 'done' });
    await workbench().notifications.clear();
    await workbench().changeSettings(SLOW);
    const file = path.join(folder, 'stopped.ndjson');
    const running = run({ ...asha, file, format: 'ndjson' });
    // it waits for the pace, and says how long
    await shown(/limit of 12 requests a minute is reached/);
    await shot('progress');
    await press('Exporting to stopped.ndjson', 'Cancel');
    expect(await running).toMatchObject({ kind: 'cancelled' });
    expect((await shown('was stopped')).buttons).toEqual(['Resume', 'Discard']);
    await shot('stopped');
    expect(existsSync(file)).toBe(false);
    await workbench().changeSettings(FAST);
    await press('was stopped', 'Resume');
    await shown(/customers were exported to stopped\.ndjson/);
    expect(await readFile(file, 'utf8')).toBe(await readFile(whole, 'utf8'));
    await workbench().notifications.clear();
  });

  it('that a closed window left behind is offered when it opens again', async () => {
    await workbench().changeSettings(SLOW);
    const file = path.join(folder, 'unplugged.json');
    // nobody is left to be told how it ends
    void run({ ...asha, file, format: 'json' }).catch(() => undefined);
    await shown(/limit of 12 requests a minute is reached/);
    await workbench().changeSettings(FAST);
    await workbench().reload();
    const offer = await shown('The export to unplugged.json was not finished');
    await shot('offered');
    expect(offer.buttons).toEqual(['Resume', 'Discard']);
    await press('unplugged.json', 'Resume');
    await shown(/customers were exported to unplugged\.json/);
    const text = await readFile(file, 'utf8');
    const { customers } = JSON.parse(text) as { readonly customers: readonly unknown[] };
    expect(customers).toHaveLength(14);
    expect((text.match(/"children":\[/g) ?? []).length).toBe(
      await linesOf(path.join(folder, 'whole.ndjson')),
    );
    await workbench().notifications.clear();
  });

  it('asks before it goes on as somebody else, and afterwards for what could not be read alone', async () => {
    const sandbox = await startSandbox({ customers: 100 });
    onTestFinished(() => sandbox.close());
    const { till, password } = sandbox.credentials.basic;
    const ours = { credentials: { till, password }, signIn: 'basic' };
    const added = await workbench().executeCommand('customerHierarchy.addConnection', {
      name: 'Ours',
      host: sandbox.origin,
      ...ours,
    });
    const { id: connectionId } = added as { readonly id: string };
    await workbench().changeSettings(SLOW);
    const file = path.join(folder, 'ours.ndjson');
    const { query } = asha.request;
    const running = run({ request: { connectionId, query }, file, format: 'ndjson' });
    await shown(/limit of 12 requests a minute is reached/);
    const signIn = (credentials: object) =>
      workbench().executeCommand('customerHierarchy.editConnection', { connectionId, credentials });
    await signIn({ till: 'of.another', password });
    expect(await running).toMatchObject({ kind: 'cancelled' });
    await shown('Ours signs in with other credentials now');
    await press('Ours signs in with other credentials now', 'Resume');
    const asked = await workbench().dialog.shown('than when this export began');
    expect(asked).toContain('would hold customers of both');
    await shot('other-organisation');
    await workbench().dialog.escape();
    expect(existsSync(file)).toBe(false);
    await workbench().changeSettings(FAST);
    await signIn({ till, password });
    await workbench().notifications.clear();
    const again = run({ request: { connectionId, query }, file, format: 'ndjson' });
    await workbench().dialog.shown('was begun before and is not finished');
    // a page that fails costs what is below one customer
    sandbox.inject({ fault: 'html-200', times: 1 });
    await workbench().dialog.press('Resume');
    expect(await again).toMatchObject({ kind: 'incomplete' });
    const failed = 'The children of 1 customer could not be read.';
    expect((await shown(failed)).buttons).toEqual([
      'Retry These',
      'Finish Without Them',
      'Keep for Resume',
      'List',
    ]);
    await shot('incomplete');
    expect(existsSync(file)).toBe(false);
    await press(failed, 'List');
    await workbench()
      .page.locator('.view-lines', { hasText: 'could not be read, or not all of them: 1' })
      .waitFor();
    await shot('incomplete-summary');
    await workbench().executeCommand('workbench.action.closeAllEditors');
    await press(failed, 'Retry These');
    await shown(/customers were exported to ours\.ndjson/);
    expect(await linesOf(file)).toBe(await linesOf(path.join(folder, 'whole.ndjson')));
    await workbench().notifications.clear();
  });

  it('has nothing of anybody while personal data is masked, and says so', async () => {
    await workbench().changeSettings(SLOW);
    const open = path.join(folder, 'open.ndjson');
    const running = run({ ...asha, file: open, format: 'ndjson' });
    await shown(/limit of 12 requests a minute is reached/);
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    // one that shows it ends, and what it has stays
    expect(await running).toMatchObject({ kind: 'cancelled' });
    await shown('The export was begun with personal data shown');
    expect(existsSync(open)).toBe(false);
    expect(existsSync(`${open}.export-journal`)).toBe(true);
    await workbench().changeSettings(FAST);
    await workbench().notifications.clear();
    const file = path.join(folder, 'masked.markdown');
    await run({ ...asha, file, format: 'markdown' });
    await shown(/Personal data is masked in it/);
    await shot('masked');
    const text = await readFile(file, 'utf8');
    expect(text).toContain('Personal data is masked');
    expect(text).not.toMatch(/Arjun|9198000010/);
    await workbench().notifications.clear();
    // whom it is about is not said either
    await workbench().runCommand('Customer Hierarchy: Export Hierarchy…');
    await workbench().quickInput.shown('Export below 91•••••••001');
    await workbench().quickInput.escape();
  });
});
