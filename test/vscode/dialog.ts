import type { Locator, Page } from 'playwright-core';

/** The message in the middle of the window, which everything else waits for. */
export class Dialog {
  private readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for one with such a text, and reads what it says. */
  async shown(text: string | RegExp): Promise<string> {
    const found = this.box.filter({ hasText: text });
    await found.waitFor();
    return found.locator('.dialog-message-container').innerText();
  }

  /** Presses a button by keyboard: Tab to it, Enter. */
  async press(button: string): Promise<void> {
    const wanted = this.box.getByRole('button', { name: button, exact: true });
    await wanted.waitFor();
    const buttons = await this.box.getByRole('button').count();
    for (let tried = 0; tried <= buttons; tried++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) break;
      await this.page.keyboard.press('Tab');
    }
    // the very one: another may follow at once
    const pressed = await wanted.elementHandle();
    await this.page.keyboard.press('Enter');
    await pressed.waitForElementState('hidden');
  }

  /** What Enter does. */
  async preselected(): Promise<string> {
    return this.box.locator('.monaco-button:focus').innerText();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }
}
