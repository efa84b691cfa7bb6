import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, temporaryFolder } from '../../scripts/processes.mjs';
import { pythonWithDebugpy } from '../unit/debugging/debugpy';
import { InspectorPage } from '../demo/inspectorPage';
import { DebugViews, writeProgram } from '../vscode/debugViews';
import { usualVersion } from '../vscode/server';
import type { Workbench } from '../vscode/workbench';
import { useWorkbench } from './useWorkbench';

/** Of the sandbox: a parent with 14 children. */
const PARENT = '919800000001';
const PROGRAM = `function place() {
  const phone = '+91 (98000) 00-001';
  const greeting = 'hello';
  const customer = {
    firstName: 'Arjun',
    mobile: '${PARENT}',
    identifiers: [{ type: 'externalId', value: 'ORDER-7' }],
  };
  const answer = JSON.stringify({
    entity: {
      customers: [{ profiles: [{ userId: 1, firstName: 'Asha', lastName: 'Rao', source: 'INSTORE' }] }],
      count: 1,
    },
    success: true,
    padding: 'x'.repeat(200000),
  });
  const parsed = JSON.parse(answer);
  return [phone, greeting, customer, answer, parsed];
}
place();
setInterval(() => undefined, 1000);
`;
const PYTHON = `phone = '+91 98000-00001'
customer = {'profiles': [{'userId': 1, 'firstName': 'Asha', 'source': 'INSTORE'}]}
answer = {'entity': {'customers': [customer], 'count': 1}, 'success': True}
print('here')
`;
const INSPECT = 'Inspect as Parent Customer';
const SHOW = 'Show as Customer Response';

const shotOf = (workbench: Workbench, name: string) =>
  workbench.screenshot(path.join(root, 'out', 'screens', `debugger-${name}.png`));

describe('a Node program that is stopped at a breakpoint', () => {
  const workspace = temporaryFolder('vscode-workspace-');
  const workbench = useWorkbench(async () => {
    await writeProgram(workspace.folder, 'orders.js', PROGRAM, {
      name: 'Orders',
      type: 'node',
      console: 'internalConsole',
    });
    return { folder: workspace.folder, viewport: { width: 1400, height: 1000 } };
  });
  const debug = () => new DebugViews(workbench());
  const inspector = () => new InspectorPage(workbench());
  const customers = () => workbench().tree('Customers');
  const shot = (name: string) => shotOf(workbench(), name);
  /** What was asked so far. */
  const requests = async (): Promise<number> => {
    await workbench().openView('Customer Hierarchy');
    return (await workbench().tree('History').rows()).length;
  };
  const lines = (text: string | RegExp) =>
    workbench().page.locator('.monaco-editor .view-line', { hasText: text }).first();

  beforeAll(async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 3 });
    await workbench().openView('Customer Hierarchy');
    await workbench().tree('History').open();
    await workbench().notifications.clear();
    await debug().stopAt(path.join(workspace.folder, 'orders.js'), 18);
  });
  afterAll(workspace.remove);

  it('a variable is seen as what would be asked for, and Escape asks for nothing', async () => {
    const { quickInput } = workbench();
    const before = await requests();
    await debug().openViews();
    await shot('variables');
    expect(await debug().menuOf(debug().variable('phone'))).toEqual(
      expect.arrayContaining([INSPECT, SHOW]),
    );
    await debug().pick(debug().variable('phone'), INSPECT);
    await quickInput.shown('Inspect phone as Parent Customer');
    await shot('preview');
    const [first] = await quickInput.items();
    expect(first?.label).toBe(`${PARENT} as mobile, of Sandbox`);
    expect((await quickInput.read()).value).toBe(PARENT);
    await quickInput.escape();
    expect(await requests()).toBe(before);
  });

  it('and is inspected as a parent: its children are in the tree', async () => {
    const { quickInput } = workbench();
    await debug().openViews();
    await debug().pick(debug().variable('phone'), INSPECT);
    await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
    await quickInput.accept();
    await customers().row(PARENT, 'Arjun Nair');
    await shot('tree');
    expect((await customers().read(PARENT)).selected).toBe(true);
  });

  it('an object offers what is one level down, also in its list of identifiers', async () => {
    const { quickInput } = workbench();
    await debug().openViews();
    await debug().pick(debug().variable('customer'), INSPECT);
    await quickInput.shown('Inspect customer');
    await shot('object');
    expect((await quickInput.items()).map(({ label }) => label)).toEqual([
      `${PARENT} as mobile, of Sandbox`,
      'ORDER-7 as externalId, of Sandbox',
    ]);
    await quickInput.escape();
  });

  it('so do an expression that is watched, and one in the editor', async () => {
    const { quickInput, page } = workbench();
    // the oldest VS Code lets no extension into the menu of watched expressions
    if (usualVersion() !== 'oldest') {
      await debug().watch('customer.mobile');
      await debug().pick(debug().watched('customer.mobile'), INSPECT);
      await quickInput.shown('Inspect customer.mobile');
      await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
      await quickInput.escape();
    }
    await lines('return [phone').getByText('phone').first().click();
    await workbench().executeCommand('editor.action.showContextMenu');
    await debug().pickFromOpenMenu(INSPECT);
    await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
    await quickInput.escape();
    // by keyboard alone
    await workbench().runCommand(`Customer Hierarchy: ${INSPECT}`);
    await quickInput.shown('Inspect a Variable');
    // what the debugger cannot evaluate is put right where it is
    await page.keyboard.type('customr');
    await page.keyboard.press('Enter');
    await quickInput.message('customr is not defined. Nothing was asked for.');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('er');
    await page.keyboard.press('Enter');
    await quickInput.offers('ORDER-7 as externalId, of Sandbox');
    await quickInput.escape();
  });

  it('is shown in shape while personal data is masked', async () => {
    const { quickInput } = workbench();
    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await debug().openViews();
    await debug().pick(debug().variable('phone'), INSPECT);
    await quickInput.offers('91•••••••001 as mobile, of Sandbox');
    expect((await quickInput.read()).value).toBe('');
    await quickInput.escape();
    await workbench().executeCommand('customerHierarchy.showPersonalData');
  });

  it('what is no identifier gets a sentence, and nothing is asked for', async () => {
    const before = await requests();
    await debug().openViews();
    await debug().pick(debug().variable('greeting'), INSPECT);
    await workbench().notifications.shown('greeting holds nothing that a customer can be asked by');
    await workbench().notifications.clear();
    await debug().pick(debug().variable('phone'), SHOW);
    await workbench().notifications.press('phone holds text that is not JSON', 'Open as Text');
    await workbench().page.locator('.tab.active', { hasText: 'phone.txt' }).waitFor();
    await lines('+91 (98000) 00-001').waitFor();
    await workbench().executeCommand('workbench.action.closeActiveEditor');
    expect(await requests()).toBe(before);
  });

  it('an answer that it holds is shown as its own, in full, and not as one of the API', async () => {
    const before = await requests();
    await debug().openViews();
    await debug().pick(debug().variable('answer'), SHOW);
    await inspector().strip('answer of the program under test, not from the API');
    await inspector().strip('1 row, offset 0');
    await shot('response');
    await inspector().openTab('Request');
    await shot('response-request');
    await debug().openViews();
    await workbench().notifications.clear();
    await debug().pick(debug().variable('parsed'), SHOW);
    await inspector().strip('parsed of the program under test, not from the API');
    expect(await requests()).toBe(before);
  });

  it('and is compared with what the API says now', async () => {
    const { quickInput } = workbench();
    await workbench().notifications.press(
      'parsed holds in the program',
      'Compare With What the API Says Now',
    );
    await quickInput.shown('Compare: Whose Child Customers Are These?');
    await shot('whose');
    await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
    await quickInput.accept();
    await lines('14 added, 1 removed').waitFor();
    await lines('Earlier: parsed of the program under test, not from the API').waitFor();
    await shot('compared');
  });

  it('that has run on meanwhile gets a sentence, and nothing is asked for', async () => {
    const before = await requests();
    await debug().runOn();
    const variable = { name: 'phone', value: "'1'", evaluateName: 'phone', variablesReference: 0 };
    await workbench().executeCommand('customerHierarchy.inspectVariable', { variable });
    await workbench().notifications.shown('The program has run on');
    expect(await requests()).toBe(before);
  });
});

describe.skipIf(pythonWithDebugpy === undefined)(
  'a Python program that is stopped at a breakpoint (needs python3-debugpy)',
  () => {
    const workspace = temporaryFolder('vscode-workspace-');
    const workbench = useWorkbench(async () => {
      await writeProgram(workspace.folder, 'orders.py', PYTHON, {
        name: 'Orders',
        type: 'debugpy',
        console: 'internalConsole',
        python: pythonWithDebugpy,
      });
      return {
        folder: workspace.folder,
        extraExtensionPaths: [path.join(root, 'test', 'vscode', 'debugpy')],
        viewport: { width: 1400, height: 1000 },
      };
    });
    const debug = () => new DebugViews(workbench());
    afterAll(workspace.remove);

    it('is asked about in the same way, and holds answers in the same way', async () => {
      const { quickInput } = workbench();
      await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 3 });
      await debug().stopAt(path.join(workspace.folder, 'orders.py'), 4);
      await debug().openViews();
      await debug().pick(debug().variable('phone'), INSPECT);
      await quickInput.offers(`${PARENT} as mobile, of Sandbox`);
      await quickInput.accept();
      await workbench().tree('Customers').row(PARENT, 'Arjun Nair');
      await debug().openViews();
      await debug().pick(debug().variable('answer'), SHOW);
      await new InspectorPage(workbench()).strip('answer of the program under test');
      await shotOf(workbench(), 'python');
    });
  },
);
