import type { Locator, Page } from 'playwright-core';

export interface QuickInputState {
  readonly title: string;
  /** `1/4`, or nothing. */
  readonly step: string;
  readonly placeholder: string;
  /** Prompt, or what is wrong with the value. */
  readonly message: string;
  readonly value: string;
  readonly isPassword: boolean;
  readonly hasBack: boolean;
  /** Severity of the message, from the box's border. */
  readonly isError: boolean;
}

export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The box at the top of the window: pick lists, input boxes, the command palette. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly input: Locator;
  private readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('.quick-input-box input');
    this.rows = this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for it; with a title, for the one of that title (a substring, as in `Add Connection`). */
  async shown(title?: string): Promise<QuickInputState> {
    await this.widget.waitFor();
    if (title !== undefined) {
      await this.widget.locator('.quick-input-title', { hasText: title }).waitFor();
    }
    return this.read();
  }

  async hidden(): Promise<void> {
    await this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  }

  async read(): Promise<QuickInputState> {
    const text = async (selector: string): Promise<string> => {
      const found = this.widget.locator(`${selector}:visible`).first();
      return (await found.count()) === 0 ? '' : (await found.innerText()).trim();
    };
    const heading = await text('.quick-input-title');
    const [, title = heading, step = ''] = /^(.*?)\s*\((\d+\/\d+)\)$/.exec(heading) ?? [];
    const hasInput = (await this.input.count()) > 0 && (await this.input.isVisible());
    return {
      title,
      step,
      message: (await text('.quick-input-message')) || (await text('.quick-input-description')),
      placeholder: hasInput ? ((await this.input.getAttribute('placeholder')) ?? '') : '',
      value: hasInput ? await this.input.inputValue() : '',
      isPassword: hasInput && (await this.input.getAttribute('type')) === 'password',
      hasBack: (await this.widget.getByRole('button', { name: /^Back/ }).count()) > 0,
      isError: (await this.widget.locator('.monaco-inputbox.error').count()) > 0,
    };
  }

  /** Waits until the message holds a text. */
  async message(text: string | RegExp): Promise<void> {
    await this.widget
      .locator('.quick-input-message:visible, .quick-input-description:visible')
      .filter({ hasText: text })
      .first()
      .waitFor();
  }

  /** The items on screen (a long list shows only its beginning). */
  async items(): Promise<QuickInputItem[]> {
    await this.rows.first().waitFor();
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        // a row that is used again keeps, unseen, what it showed before
        const text = (selector: string): string => {
          const part = row.querySelector<HTMLElement>(selector);
          return part?.offsetParent ? part.innerText.trim() : '';
        };
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          detail: text('.quick-input-list-label-meta .label-name'),
        };
      }),
    );
  }

  /** Waits for an item with such a label, or such a text in it. */
  async offers(item: string | RegExp): Promise<void> {
    await this.rows
      .filter({ has: this.seen(item) })
      .first()
      .waitFor();
  }

  /** Waits until the keyboard is on an item with such a text. */
  async focused(item: string | RegExp): Promise<void> {
    await this.widget
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ has: this.seen(item) })
      .waitFor();
  }

  async fill(value: string): Promise<void> {
    await this.input.fill(value);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Fills the box and accepts. */
  async answer(value: string): Promise<void> {
    await this.fill(value);
    await this.accept();
  }

  /** Picks the item of exactly this label, filtering the list first where it may be long. */
  async pick(label: string, { filter }: { filter?: string } = {}): Promise<void> {
    await this.widget.waitFor();
    if (filter !== undefined) await this.fill(filter);
    const item = this.rows.filter({ has: this.page.getByText(label, { exact: true }) }).first();
    await item.waitFor();
    await item.locator('.label-name').first().click();
  }

  async back(): Promise<void> {
    await this.widget.getByRole('button', { name: /^Back/ }).click();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /** A row that is used again keeps, unseen, what it showed before. */
  private seen(text: string | RegExp): Locator {
    return this.page.locator('.monaco-icon-label:visible', { hasText: text });
  }
}
