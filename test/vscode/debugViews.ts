import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { menuLabels, pickFromMenu } from './menu';
import type { Workbench } from './workbench';

/** Puts a program and the way to debug it into a workspace. */
export async function writeProgram(
  folder: string,
  file: string,
  text: string,
  configuration: Readonly<Record<string, unknown>>,
): Promise<void> {
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, file), text);
  const launch = {
    version: '0.2.0',
    configurations: [
      { request: 'launch', program: `\${workspaceFolder}/${file}`, ...configuration },
    ],
  };
  await writeFile(path.join(folder, '.vscode', 'launch.json'), JSON.stringify(launch, null, 2));
}

/** The debugger as its user sees it. */
export class DebugViews {
  private readonly page: Page;

  constructor(private readonly workbench: Workbench) {
    this.page = workbench.page;
  }

  /** Opens the file, sets a breakpoint at a line, and starts the program: it stops there. */
  async stopAt(file: string, line: number): Promise<void> {
    const { keyboard } = this.page;
    await this.workbench.executeCommand('testHarness.openFile', file, line);
    await this.page.locator('.tab.active', { hasText: path.basename(file) }).waitFor();
    await this.workbench.executeCommand('workbench.action.focusActiveEditorGroup');
    await keyboard.press('F9');
    await this.page.locator('.codicon-debug-breakpoint').first().waitFor();
    await keyboard.press('F5');
    await this.stopped();
  }

  async stopped(): Promise<void> {
    await this.page.locator('.debug-top-stack-frame-line').first().waitFor();
  }

  /** Shows the variables of the frame, those of its own scope unfolded. */
  async openViews(): Promise<void> {
    await this.workbench.executeCommand('workbench.view.debug');
    const scope = this.page.locator('.debug-variables .monaco-list-row').first();
    await scope.waitFor();
    if ((await scope.getAttribute('aria-expanded')) !== 'true')
      await scope.locator('.monaco-tl-twistie').click();
  }

  variable(name: string): Locator {
    return this.row('.debug-variables', name);
  }

  watched(expression: string): Locator {
    return this.row('.debug-watch', expression);
  }

  private row(view: string, name: string): Locator {
    return this.page.locator(`${view} .monaco-list-row`).filter({
      has: this.page.locator('.name').getByText(new RegExp(`^${name.replaceAll('.', '\\.')}\\b`)),
    });
  }

  async watch(expression: string): Promise<void> {
    await this.workbench.executeCommand('workbench.debug.viewlet.action.addWatchExpression');
    await this.page.locator('.debug-watch input').waitFor();
    await this.page.keyboard.type(expression);
    await this.page.keyboard.press('Enter');
    await this.watched(expression).waitFor();
  }

  /** The entries of a row's menu, which is closed again. */
  async menuOf(row: Locator): Promise<string[]> {
    await row.click({ button: 'right' });
    const labels = await menuLabels(this.page);
    await this.page.keyboard.press('Escape');
    return labels;
  }

  async pick(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    await pickFromMenu(this.page, label);
  }

  /** The menu of a row, with such an entry ready to be picked by Enter. */
  async openMenu(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    const entry = this.page
      .locator('.monaco-menu .action-item')
      .filter({ has: this.page.getByText(label, { exact: true }) });
    await entry.waitFor();
    while ((await entry.and(this.page.locator('.focused')).count()) === 0)
      await this.page.keyboard.press('ArrowDown');
  }

  async pickFromOpenMenu(label: string): Promise<void> {
    await pickFromMenu(this.page, label);
  }

  async runOn(): Promise<void> {
    await this.workbench.executeCommand('workbench.action.debug.continue');
    await this.page.locator('.debug-top-stack-frame-line').first().waitFor({ state: 'hidden' });
  }
}
