import type { Locator, Page } from 'playwright-core';
import { pickFromMenu, menuLabels } from './menu';
import { below, findRow, printRows, type RowPath, type TreeRow } from './treeRows';

const patience = 20_000;

/**
 * A tree of the side bar, found by the name of its view. The list draws only the rows in sight; the
 * methods scroll where they must.
 */
export class TreeView {
  private readonly pane: Locator;
  private readonly list: Locator;

  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {
    this.pane = page.locator('.part.sidebar .pane').filter({
      // a view with a description is called `Name - description Section`
      has: page.locator(
        [`${name} Section`, `${name} - `]
          .map((start) => `.pane-header[aria-label^=${JSON.stringify(start)}]`)
          .join(', '),
      ),
    });
    this.list = this.pane.locator('.monaco-list[role="tree"]');
  }

  /** Opens the section where it is collapsed. */
  async open(): Promise<this> {
    const header = this.pane.locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    await this.pane.locator('.pane-body').waitFor();
    return this;
  }

  /** Closes the section, which gives its room to the others. */
  async close(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    await header.waitFor();
    // at its name: its buttons are in the middle of a narrow one
    if ((await header.getAttribute('aria-expanded')) === 'true')
      await header.click({ position: { x: 30, y: 8 } });
    await this.pane.locator('.pane-header[aria-expanded="false"]').waitFor();
  }

  /** Scrolls to the first row, and focuses it. */
  async toTop(): Promise<void> {
    await this.list.press('Home');
    await this.at(0).and(this.page.locator('.focused')).waitFor();
  }

  /** What the view shows while it has no rows. */
  async welcome(): Promise<string> {
    await this.open();
    // it is there a moment before its words
    const content = this.pane.locator('.welcome-view-content').filter({ hasText: /\S/ });
    return content.innerText();
  }

  async pressWelcomeButton(label: string): Promise<void> {
    await this.open();
    await this.pane.locator('.welcome-view-content').getByRole('button', { name: label }).click();
  }

  /** The message above the rows; empty where there is none. */
  async message(): Promise<string> {
    return this.pane.locator('.tree-explorer-viewlet-tree-view > .message').innerText();
  }

  /** A button in the view's title bar, or an entry of its `…` menu. */
  async titleAction(label: string): Promise<void> {
    await this.open();
    const header = this.pane.locator('.pane-header');
    await header.hover();
    const button = header.locator(`.actions a.action-label[aria-label^=${JSON.stringify(label)}]`);
    if ((await button.count()) > 0) return button.first().click();
    await header.locator('.actions a[aria-label^="More Actions"]').click();
    return pickFromMenu(this.page, label);
  }

  /** Every row, from the first to the last. */
  async rows(): Promise<TreeRow[]> {
    return this.scan(() => undefined).then(({ rows }) => rows);
  }

  /** The whole tree as text, indented, with ▾ and ▸. */
  async print(): Promise<string> {
    return printRows(await this.rows());
  }

  /** The rows that are drawn. */
  async rowsInSight(): Promise<TreeRow[]> {
    const rows = await this.list
      .locator('.monaco-list-rows > .monaco-list-row')
      .evaluateAll((elements) =>
        elements.map((row): TreeRow => {
          const text = (selector: string): string =>
            row.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
          const expanded = row.getAttribute('aria-expanded');
          return {
            index: Number(row.getAttribute('data-index')),
            level: Number(row.getAttribute('aria-level')),
            label: text('.label-name'),
            description: text('.label-description'),
            expanded: expanded === null ? undefined : expanded === 'true',
            selected: row.getAttribute('aria-selected') === 'true',
            ariaLabel: row.getAttribute('aria-label') ?? '',
          };
        }),
      );
    return rows.sort((a, b) => a.index - b.index);
  }

  /** Waits for a row (those in sight come first) and scrolls to it. */
  async row(...path: RowPath): Promise<Locator> {
    const { index } = await this.find(path);
    return this.at(index);
  }

  /** Waits for a row and reads it. */
  async read(...path: RowPath): Promise<TreeRow> {
    return this.find(path);
  }

  /** Waits until no such row is left. */
  async gone(...path: RowPath): Promise<void> {
    await this.until(
      async () => ((await this.locate(path)) === undefined ? true : undefined),
      () => `${this.describe(path)} is still there`,
    );
  }

  /** Waits until a row has rows below it, and reads those. */
  async childrenOf(...path: RowPath): Promise<readonly TreeRow[]> {
    return this.until(
      async () => {
        const rows = await this.rows();
        const row = findRow(rows, path);
        const children = row === undefined ? [] : below(rows, rows.indexOf(row));
        return children.length === 0 ? undefined : children;
      },
      () => `Nothing came up below ${this.describe(path)}`,
    );
  }

  /** Opens a row. Its children may still be on their way: name one with `row`. */
  async expand(...path: RowPath): Promise<void> {
    await this.toggle(path, true);
  }

  async collapse(...path: RowPath): Promise<void> {
    await this.toggle(path, false);
  }

  async click(...path: RowPath): Promise<void> {
    await this.onRow(path, (row) => row.locator('.monaco-tl-contents').click({ timeout: 2000 }));
  }

  /** The labels of a row's context menu, which stays open. */
  async menuOf(...path: RowPath): Promise<string[]> {
    await this.onRow(path, async (row) => {
      await row.locator('.monaco-tl-contents').click({ button: 'right', timeout: 2000 });
      // a row that is drawn anew at this moment opens none
      await this.page.locator('.monaco-menu').last().waitFor({ timeout: 5000 });
    });
    return menuLabels(this.page);
  }

  /** Picks from a row's context menu; `['Copy', 'Copy as curl']` goes through a submenu. */
  async pick(entry: string | readonly string[], ...path: RowPath): Promise<void> {
    await this.menuOf(...path);
    for (const label of [entry].flat()) await pickFromMenu(this.page, label);
  }

  /** Picks an entry that takes a row of the first level away, and waits until the others have moved up. */
  async pickAway(entry: string, label: string): Promise<void> {
    const count = async () => (await this.rows()).filter(({ level }) => level === 1).length;
    const before = await count();
    await this.pick(entry, label);
    await this.until(
      async () => ((await count()) < before ? true : undefined),
      () => `No row went away by ${entry} of ${label}`,
    );
  }

  /** Clicks an action at the right end of a row. */
  async inlineAction(label: string, ...path: RowPath): Promise<void> {
    const action = `.actions a.action-label[aria-label^=${JSON.stringify(label)}]`;
    await this.onRow(path, async (row) => {
      await row.hover({ timeout: 2000 });
      await row.locator(action).click({ timeout: 2000 });
    });
  }

  /**
   * Points at a row until it shows a tooltip that holds a text, and reads that. A row that is drawn anew
   * while it is pointed at shows none until it is pointed at again.
   */
  async tooltip(text: string | RegExp, ...path: RowPath): Promise<string> {
    await this.open();
    const shown = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    return this.until(
      async () => {
        const row = await this.locate(path);
        if (row === undefined) return undefined;
        await this.pointAtNothing();
        const label = this.page.locator(`[aria-label=${JSON.stringify(row.ariaLabel)}]`);
        try {
          await this.at(row.index).and(label).hover({ timeout: 2000 });
          return await shown.innerText({ timeout: 3000 });
        } catch {
          return undefined;
        }
      },
      () => `No tooltip that holds ${String(text)} came up at ${this.describe(path)}`,
    );
  }

  /** Selects a row and leaves the keyboard with it. */
  async focus(...path: RowPath): Promise<void> {
    await this.click(...path);
    await this.list.focus();
  }

  private async toggle(path: RowPath, open: boolean): Promise<void> {
    await this.open();
    await this.until(
      async () => {
        const row = await this.locate(path);
        if (row === undefined) return undefined;
        if (row.expanded === open) return true;
        // rows that load meanwhile move it: the click only counts on the row of this very name
        const { index, ariaLabel } = row;
        const label = `[aria-label=${JSON.stringify(ariaLabel)}]`;
        const twistie = this.at(index).and(this.page.locator(label)).locator('.monaco-tl-twistie');
        await twistie.click({ timeout: 1000 }).catch(() => undefined);
        return undefined;
      },
      () => `${this.describe(path)} does not ${open ? 'open' : 'close'}`,
    );
  }

  /** Rows that come and go meanwhile move a row: what fails is tried on the place where it is then. */
  private async onRow(path: RowPath, act: (row: Locator) => Promise<void>): Promise<void> {
    await this.open();
    await this.until(
      async () => {
        const row = await this.locate(path);
        if (row === undefined) return undefined;
        const label = this.page.locator(`[aria-label=${JSON.stringify(row.ariaLabel)}]`);
        return act(this.at(row.index).and(label)).then(
          () => true,
          () => this.makeRoom(),
        );
      },
      () => `Nothing could be done with ${this.describe(path)}`,
    );
  }

  /** A row may be cut off at the lower edge, or lie below the tooltip of the one before it. */
  private async makeRoom(): Promise<undefined> {
    // a right click that took too long has opened its menu all the same
    const menu = this.page.locator('.monaco-menu-container:visible');
    if ((await menu.count()) > 0) await this.page.keyboard.press('Escape');
    await this.page.mouse.move(0, 0);
    await this.list.hover({ position: { x: 5, y: 5 }, timeout: 2000 }).catch(() => undefined);
    await this.page.mouse.wheel(0, 50);
  }

  /** Takes the pointer away from what it points at; its tooltip goes. */
  private async pointAtNothing(): Promise<void> {
    await this.page.mouse.move(0, 0);
    const tooltip = this.page.locator('.monaco-hover:visible').first();
    await tooltip.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
  }

  private at(index: number): Locator {
    return this.list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
  }

  private async find(path: RowPath): Promise<TreeRow> {
    await this.open();
    return this.until(
      () => this.locate(path),
      () => `There is no row ${this.describe(path)}`,
    );
  }

  private async locate(path: RowPath): Promise<TreeRow | undefined> {
    const inSight = findRow(await this.rowsInSight(), path);
    if (inSight !== undefined || !(await this.isScrollable())) return inSight;
    return this.scan((rows) => findRow(rows, path)).then(({ found }) => found);
  }

  /** Scrolls from the top to the bottom, or until something is found. */
  private async scan(
    look: (rows: readonly TreeRow[]) => TreeRow | undefined,
  ): Promise<{ rows: TreeRow[]; found: TreeRow | undefined }> {
    const seen = new Map<number, TreeRow>();
    const canScroll = await this.isScrollable();
    if (canScroll) await this.scrollToTop();
    let stuck = 0;
    for (;;) {
      const inSight = await this.rowsInSight();
      stuck = inSight.every(({ index }) => seen.has(index)) ? stuck + 1 : 0;
      for (const row of inSight) seen.set(row.index, row);
      const rows = [...seen.values()].sort((a, b) => a.index - b.index);
      const found = look(rows);
      if (found !== undefined || !canScroll || (await this.isAtEnd())) return { rows, found };
      if (stuck > 0 && stuck % 20 === 0) {
        // a tooltip came up below the pointer, and takes the wheel
        await this.pointAtNothing();
        await this.list.hover();
      }
      await this.page.mouse.wheel(0, 100);
    }
  }

  /** By the scroll position: the list's own mark of its last row stays behind when rows come after it. */
  private async isAtEnd(): Promise<boolean> {
    return this.list.evaluate((list) => {
      const rows = list.querySelector<HTMLElement>('.monaco-list-rows');
      if (rows === null) return true;
      return list.clientHeight - rows.offsetTop >= rows.offsetHeight - 1;
    });
  }

  /** The wheel turns one notch at a time, however far it is told to; the keyboard jumps. */
  private async scrollToTop(): Promise<void> {
    await this.list.hover();
    for (;;) {
      const first = (await this.rowsInSight())[0]?.index ?? 0;
      if (first === 0) return;
      if (first < 50) await this.page.mouse.wheel(0, -100);
      else await this.list.press('Home');
    }
  }

  private async isScrollable(): Promise<boolean> {
    if ((await this.list.count()) === 0 || !(await this.list.isVisible())) return false;
    return this.list.evaluate((list) => {
      const rows = list.querySelector<HTMLElement>('.monaco-list-rows');
      return (rows?.scrollHeight ?? 0) > list.clientHeight;
    });
  }

  /** Looks again whenever the rows change. */
  private async until<T>(look: () => Promise<T | undefined>, complaint: () => string): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        throw new Error(`${complaint()}. The view shows:\n${printRows(await this.rowsInSight())}`);
      }
      const changed = await this.watch();
      await changed();
    }
  }

  /** Starts to watch; the result waits for the next change of what is drawn, or half a second. */
  private async watch(): Promise<() => Promise<void>> {
    const change = await this.pane.locator('.pane-body').evaluateHandle((body) => ({
      done: new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => finish());
        const impatience = setTimeout(() => finish(), 500);
        const finish = (): void => {
          observer.disconnect();
          clearTimeout(impatience);
          resolve();
        };
        observer.observe(body, { subtree: true, childList: true, attributes: true });
      }),
    }));
    return async () => {
      await change.evaluate(({ done }) => done);
      await change.dispose();
    };
  }

  private describe(path: RowPath): string {
    return `${path.map(String).join(' › ')} in ${this.name}`;
  }
}
