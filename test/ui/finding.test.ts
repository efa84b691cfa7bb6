import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { maskValue } from '../../src/privacy/maskValue';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';
const ARJUN = '919800001001';
const find = 'Customer Hierarchy: Find Customer…';

describe('somebody is looked for', () => {
  const workbench = useWorkbench({ settings: { 'workbench.tree.expandMode': 'doubleClick' } });
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
    expect(await tree().message()).toContain('none of the');
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
});
