import type { Workbench } from '../vscode/workbench';

/** The inspector's page, as the person in front of it uses it. */
export class InspectorPage {
  constructor(private readonly workbench: Workbench) {}

  async fill(field: string, value: string): Promise<void> {
    await (await this.find(`vscode-text-field[data-name=${field}] input`)).fill(value);
  }

  /** Chooses from a drop-down list by the text of its choice. */
  async choose(field: string, choice: string): Promise<void> {
    await (await this.find(`input[data-name=${field}]`)).click();
    const choices = await this.find(`#list-${field} [role=option]`);
    await choices.filter({ hasText: choice }).first().click();
  }

  async press(button: string): Promise<void> {
    await (await this.find(`[data-name=${button}]`)).click();
  }

  /** Folds the form, which leaves its room to the answer, or unfolds it. */
  async toggleForm(): Promise<void> {
    await (await this.find('[data-name=toggleForm]')).click();
  }

  async openTab(label: string): Promise<void> {
    await (await this.find('vscode-panel-tab')).filter({ hasText: label }).click();
  }

  /** Opens a customer of the first level in the map, by the keyboard. */
  async openInMap(name: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    await (await this.find('.map [role=treeitem]')).filter({ hasText: name }).waitFor();
    await (await this.find('.map [role=tree]')).focus();
    await keyboard.type(name.slice(0, 4));
    await keyboard.press('ArrowRight');
    await (await this.find('.map [role=treeitem][aria-level="3"]')).first().waitFor();
  }

  /** Ctrl+Enter, wherever the keyboard is in the page. */
  async runByKeyboard(): Promise<void> {
    await this.workbench.page.keyboard.press('Control+Enter');
  }

  /** Waits until the status strip says so. */
  async strip(text: string | RegExp): Promise<void> {
    await (await this.find('.strip')).filter({ hasText: text }).first().waitFor();
  }

  async jsonShows(text: string): Promise<void> {
    await (await this.find('.json-place')).filter({ hasText: text }).first().waitFor();
  }

  /** The whole text of the JSON tab, by Select All and Copy in it. */
  async jsonText(): Promise<string> {
    await this.workbench.clearClipboard();
    await (await this.find('.cm-line')).first().click();
    await this.workbench.page.keyboard.press('Control+A');
    await this.workbench.page.keyboard.press('Control+C');
    const text = await this.workbench.clipboard();
    await this.workbench.page.keyboard.press('Control+Home');
    return text;
  }

  async copyCurl(): Promise<string> {
    await this.workbench.clearClipboard();
    await this.press('copyCurl');
    return this.workbench.clipboard('curl');
  }

  private async find(selector: string) {
    return (await this.workbench.webview('#inspector')).locator(selector);
  }
}
