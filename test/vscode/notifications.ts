import type { Locator, Page } from 'playwright-core';

export interface Notification {
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly buttons: readonly string[];
}

/** How long a message may take to come up before it is looked for behind the bell. */
const SOON_MS = 8_000;

/**
 * The messages in the corner. Of more than three within 0.8 s, VS Code shows the later ones behind the
 * bell of the status bar alone: there a person finds them, and so does this.
 */
export class Notifications {
  private readonly toasts: Locator;
  private readonly bell: Locator;
  private readonly centre: Locator;

  constructor(page: Page) {
    this.centre = page.locator('.notifications-center.visible');
    this.toasts = page
      .locator('.notifications-toasts, .notifications-center.visible')
      .locator('.notification-list-item');
    this.bell = page.locator('.statusbar-item[id="status.notifications"] a');
  }

  /** Those on screen now. */
  async read(): Promise<Notification[]> {
    return this.toasts.evaluateAll((toasts) =>
      toasts.map((toast): Notification => {
        const icon = toast.querySelector('.notification-list-item-icon')?.className ?? '';
        return {
          text:
            toast.querySelector<HTMLElement>('.notification-list-item-message')?.innerText ?? '',
          severity: icon.includes('error')
            ? 'error'
            : icon.includes('warning')
              ? 'warning'
              : 'info',
          buttons: [
            ...toast.querySelectorAll<HTMLElement>(
              '.notification-list-item-buttons-container .monaco-button',
            ),
          ].map((button) => button.innerText.trim()),
        };
      }),
    );
  }

  /** Waits for a message that holds a text. The text of one about progress changes all the while. */
  async shown(text: string | RegExp): Promise<Notification> {
    const toast = this.toasts.filter({ hasText: text }).first();
    await toast.waitFor({ timeout: SOON_MS }).catch(() => this.lookBehindBell());
    for (let attempt = 0; attempt < 20; attempt++) {
      await toast.waitFor();
      const found = (await this.read()).find((notification) =>
        typeof text === 'string' ? notification.text.includes(text) : text.test(notification.text),
      );
      if (found !== undefined) return found;
    }
    throw new Error(`The message went away: ${String(text)}`);
  }

  /** Clicks a button of the message that holds a text. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.shown(text);
    const toast = this.toasts.filter({ hasText: text }).first();
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  private async lookBehindBell(): Promise<void> {
    if ((await this.centre.count()) === 0) await this.bell.click();
  }

  /** Closes them all. One may go by itself meanwhile. */
  async clear(): Promise<void> {
    while ((await this.toasts.count()) > 0) {
      const toast = this.toasts.first();
      await toast.hover({ timeout: 1000 }).catch(() => undefined);
      const close = toast.locator('.codicon-notifications-clear');
      await close.click({ timeout: 1000 }).catch(() => undefined);
    }
  }
}
