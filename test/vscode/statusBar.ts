import type { Locator, Page } from 'playwright-core';

/** The line at the bottom of the window. */
export class StatusBar {
  constructor(private readonly page: Page) {}

  /** Waits for an item, by the id that the extension gave it or by a text that it shows. */
  async text(item: string | RegExp): Promise<string> {
    const found = await this.find(item);
    return (await found.innerText()).trim();
  }

  /** What a screen reader says: icons, text, tooltip. */
  async label(item: string | RegExp): Promise<string> {
    const found = await this.find(item);
    return (await found.getAttribute('aria-label')) ?? '';
  }

  async click(item: string | RegExp): Promise<void> {
    const found = await this.find(item);
    await found.locator('a').first().click();
  }

  /** Waits until no item shows such a text, as when a passing message has passed. */
  async gone(text: string | RegExp): Promise<void> {
    const items = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
    await items.first().waitFor({ state: 'detached' });
  }

  private async find(item: string | RegExp): Promise<Locator> {
    const items = this.page.locator('.part.statusbar .statusbar-item');
    const byText = items.filter({ hasText: item });
    const found =
      typeof item === 'string'
        ? byText.or(
            this.page.locator(`.part.statusbar .statusbar-item[id$=${JSON.stringify(`.${item}`)}]`),
          )
        : byText;
    await found.first().waitFor();
    return found.first();
  }
}
