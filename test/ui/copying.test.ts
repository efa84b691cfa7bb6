import { beforeAll, describe, expect, it } from 'vitest';
import { InspectorPage } from '../demo/inspectorPage';
import { useWorkbench } from './useWorkbench';

const ASHA = '919800000001';

describe('what is copied', () => {
  const workbench = useWorkbench({
    viewport: { width: 1500, height: 1000 },
    // as for somebody who was never asked
    settings: { 'customerHierarchy.curlShell': 'ask' },
  });
  const inspector = () => new InspectorPage(workbench());
  const tree = () => workbench().tree('Customers');
  const shown = async () => {
    const view = await workbench().webview('#inspector');
    return view.locator('.request .curl');
  };

  beforeAll(async () => {
    await workbench().openView('Customer Hierarchy');
    await tree().open();
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await tree().inlineAction('Open Inspector', ASHA);
    await inspector().strip('14 rows');
    await inspector().openTab('Request');
  });

  it('is for the shell that was asked for once, in the tab as on the clipboard', async () => {
    const { quickInput } = workbench();
    await (await shown()).filter({ hasText: '$CAPILLARY_TOKEN' }).waitFor();
    await workbench().clearClipboard();

    await inspector().press('copySentCurl');
    await quickInput.shown('Shell for Copied Commands');
    expect((await quickInput.items()).length).toBe(6);
    await quickInput.escape();
    await inspector().strip('Nothing was copied.');
    expect(await workbench().page.evaluate(() => navigator.clipboard.readText())).toBe('');

    await inspector().press('copySentCurl');
    await quickInput.shown('Shell for Copied Commands');
    await workbench().page.keyboard.insertText('PowerShell');
    await quickInput.focused('PowerShell');
    await workbench().page.keyboard.press('Enter');
    const copied = await workbench().clipboard('curl');
    expect(copied).toContain('curl.exe --silent');
    expect(copied).toContain('$env:CAPILLARY_TOKEN');
    // written anew for that shell
    await (await shown()).filter({ hasText: '$env:CAPILLARY_TOKEN' }).waitFor();
    expect(await (await shown()).innerText()).toBe(copied);

    // and nobody is asked again, wherever it is copied from
    await workbench().clearClipboard();
    await tree().pick(['Copy As', 'Copy as curl'], ASHA);
    expect(await workbench().clipboard('curl')).toContain('curl.exe');
  });

  it('is for another shell, in one line, as soon as that is chosen', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Customer Hierarchy: Choose Shell for curl');
    await quickInput.shown('Shell for Copied Commands');
    await workbench().page.keyboard.press('ArrowUp');
    await quickInput.focused('Command Prompt');
    await workbench().page.keyboard.press('Enter');
    // the settings are two, written one after the other
    const beginnings = async () => {
      const text = await (await shown()).innerText();
      return text.split('\n').map((line) => line.split(' ')[0]);
    };
    await expect.poll(beginnings).toEqual(['rem', 'curl']);
    expect(await (await shown()).innerText()).toContain('%CAPILLARY_TOKEN%');
    await workbench().clearClipboard();
    await workbench().runCommand('Customer Hierarchy: Copy Sandbox Credentials');
    expect(await workbench().clipboard('CAPILLARY')).toMatch(/^set "CAPILLARY_\w+=.+"$/m);
  });

  it('is code in the language that was chosen last, in colours', async () => {
    const { quickInput } = workbench();
    const view = await workbench().webview('#inspector');
    const code = view.locator('.request .snippet');
    await code.filter({ hasText: 'await fetch(' }).waitFor();
    expect(await code.locator('.code-string').first().innerText()).toMatch(/^'http/);

    await inspector().press('chooseCode');
    await quickInput.shown('Copy as Code');
    await workbench().page.keyboard.insertText('requests');
    await quickInput.focused('Python');
    await workbench().page.keyboard.press('Enter');
    // what it can do besides
    await quickInput.offers('with sign-in');
    await quickInput.offers('with paging loop');
    await workbench().page.keyboard.press('Enter');
    await code.filter({ hasText: 'import requests' }).waitFor();
    await view.locator('[data-name=chooseCode]', { hasText: 'Python · requests' }).waitFor();

    await workbench().clearClipboard();
    await inspector().press('copyCode');
    await inspector().strip('Python · requests copied.');
    const copied = await workbench().clipboard('import');
    expect(copied.trim()).toBe((await code.innerText()).trim());
    expect(copied).toContain('os.environ["CAPILLARY_TOKEN"]');

    await workbench().executeCommand('customerHierarchy.maskPersonalData');
    await code.filter({ hasText: 'Personal data is masked' }).waitFor();
    expect(await code.innerText()).not.toContain(ASHA);
    await workbench().executeCommand('customerHierarchy.showPersonalData');
    await code.filter({ hasText: ASHA }).waitFor();

    await inspector().press('openCode');
    await workbench().page.locator('.monaco-editor .view-lines', { hasText: 'import' }).waitFor();
    await workbench().page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
  });

  it('is code from a row, too, which opens as a file', async () => {
    const { quickInput, notifications } = workbench();
    await workbench().clearClipboard();
    await tree().pick(['Copy As', 'Copy as Code…'], ASHA);
    await quickInput.shown('Copy as Code');
    expect((await quickInput.items())[0]).toMatchObject({ label: 'Python' });
    await workbench().page.keyboard.insertText('collection');
    await quickInput.focused('Postman');
    await workbench().page.keyboard.press('Enter');
    const copied = JSON.parse(await workbench().clipboard('schema')) as { item: unknown[] };
    expect(copied.item).toHaveLength(1);
    await notifications.press('Postman · collection copied', 'Open as File');
    await workbench().page.locator('.tab.active', { hasText: 'Untitled-2' }).waitFor();
  });

  it('is of the selected row where no inspector is in front', async () => {
    await workbench().clearClipboard();
    await tree().focus(ASHA);
    await workbench().runCommand('Customer Hierarchy: Copy as curl');
    expect(await workbench().clipboard('curl')).toContain(ASHA);
  });
});
