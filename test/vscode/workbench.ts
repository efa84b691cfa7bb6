import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root, temporaryFolder } from '../../scripts/processes.mjs';
import { windowAddress } from './address';
import { openBridge, type Bridge } from './bridge';
import { launchChromium } from './chromium';
import { Dialog } from './dialog';
import { addLanguage, PSEUDO_LANGUAGE, speakPseudoLanguage } from './language';
import { Notifications } from './notifications';
import { addExtension, createProfile, type Settings } from './profile';
import { QuickInput } from './quickInput';
import {
  installExtension,
  startVsCodeServer,
  type ServerOptions,
  type VsCodeServer,
} from './server';
import { StatusBar } from './statusBar';
import { TreeView } from './treeView';
import { findWebview, type Webview } from './webview';
import { tapWebviews, type WebviewTap } from './webviewTap';

export interface WorkbenchOptions extends Omit<ServerOptions, 'profile' | 'port'> {
  /** Folder of a built extension; the project's own by default, unless `vsix` is given. */
  readonly extensionPath?: string;
  /** More extensions, such as one that only a test needs. */
  readonly extraExtensionPaths?: readonly string[];
  /** A packaged extension to install into the fresh profile, as a user would, instead. */
  readonly vsix?: string;
  /** The workspace; an empty throw-away folder by default. */
  readonly folder?: string;
  /** The user's settings, on top of the quiet ones. */
  readonly settings?: Settings;
  /** Keeps every word between the host and the pages of webviews, for `webviews.wire`. */
  readonly recordWire?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type Theme = keyof typeof themes;

/** A VS Code window as its user sees it. Every method waits for what it promises. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  readonly statusBar: StatusBar;

  constructor(
    readonly page: Page,
    readonly server: VsCodeServer,
    private readonly bridge: Bridge,
    /** What went on in webviews. */
    readonly webviews: WebviewTap,
    private readonly closeAll: () => Promise<void>,
  ) {
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
    this.statusBar = new StatusBar(page);
  }

  /** Runs a command as a user does: F1, its title (such as `Customer Hierarchy: Refresh`), Enter. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.pick(title, { filter: `>${title}` });
  }

  /** Runs a command inside the extension host, without prompts; gives its result as plain data. */
  async executeCommand(id: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.bridge.executeCommand(id, ...args);
  }

  /** Opens a container of the activity bar, named as its label. */
  async openView(container: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item').filter({
      has: this.page.locator(`[aria-label^="${container}"]`),
    });
    await item.first().waitFor();
    if ((await item.first().getAttribute('aria-expanded')) !== 'true') await item.first().click();
    await this.page
      .locator('.part.sidebar .composite.title', { hasText: new RegExp(container, 'i') })
      .waitFor();
  }

  /** Drags the side bar's right edge until it is so many pixels wide. */
  async widenSideBar(width: number): Promise<void> {
    const sideBar = this.page.locator('.part.sidebar');
    const box = await sideBar.boundingBox();
    if (box === null) throw new Error('The side bar is not on screen.');
    const middle = box.y + box.height / 3;
    await this.page.mouse.move(box.x + box.width, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, middle, { steps: 5 });
    await this.page.mouse.up();
    const reached = (await sideBar.boundingBox())?.width ?? 0;
    if (Math.abs(reached - width) > 10) throw new Error(`The side bar is ${reached} pixels wide.`);
  }

  /** A tree of the side bar, named as its section; opens the section where it is collapsed. */
  tree(view: string): TreeView {
    return new TreeView(this.page, view);
  }

  /** The webview whose document holds such an element. */
  async webview(rootSelector: string): Promise<Webview> {
    return findWebview(this.page, rootSelector);
  }

  /** Waits until the clipboard holds such a text, and reads all of it. */
  async clipboard(expected: string | RegExp = /./): Promise<string> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const held = await this.page.evaluate(() => navigator.clipboard.readText());
      if (typeof expected === 'string' ? held.includes(expected) : expected.test(held)) return held;
      if (Date.now() > deadline) {
        throw new Error(`The clipboard holds no ${String(expected)}, but: ${held}`);
      }
      // the clipboard tells nobody that it changed
      await this.page.waitForTimeout(50);
    }
  }

  async clearClipboard(): Promise<void> {
    await this.page.evaluate(async () => {
      const clear = () => navigator.clipboard.writeText('');
      await clear().catch(() => {
        // what was focused is gone; where something is, it keeps the focus
        window.focus();
        return clear();
      });
    });
  }

  /** The label of the editor tab in front. */
  async activeEditor(): Promise<string> {
    return this.page.locator('.tabs-container .tab.active').first().innerText();
  }

  /** Changes the user's settings; null puts the default back. */
  async changeSettings(settings: Settings): Promise<void> {
    await this.executeCommand('testHarness.changeSettings', settings);
  }

  async colourTheme(theme: Theme): Promise<void> {
    await this.changeSettings({ 'workbench.colorTheme': themes[theme] });
    const base = {
      dark: 'vs-dark',
      light: 'vs',
      'high-contrast': 'hc-black',
      'high-contrast-light': 'hc-light',
    };
    await this.page.locator(`.monaco-workbench.${base[theme]}`).waitFor();
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** Reloads the window; resolves when it and its extensions are back. */
  async reload(): Promise<void> {
    this.bridge.expectReload();
    await this.page.reload();
    await this.ready();
  }

  /** The same by VS Code's own command, by which it first keeps what is open. */
  async reloadByCommand(): Promise<void> {
    const gone = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await gone;
    this.bridge.expectReload();
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.bridge.connected();
  }

  async close(): Promise<void> {
    await this.closeAll();
  }
}

/** What makes a window easier to read for a program, at no cost to what it shows. */
const steadySettings: Settings = {
  // in which shell somebody pastes is asked once
  'customerHierarchy.curlShell': 'posix',
  'workbench.list.mouseWheelScrollSensitivity': 1.5,
  'workbench.reduceMotion': 'on',
  // its copies of parent rows lie over the rows under test
  'workbench.tree.enableStickyScroll': false,
};

/** Opens a fresh VS Code window with the extension in it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { vsix, extensionPath = vsix === undefined ? root : undefined } = options;
  const clean: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const step of clean.splice(0).reverse()) await step();
  };
  try {
    const profile = await createProfile({ ...steadySettings, ...options.settings });
    clean.push(profile.remove);
    const workspace = temporaryFolder('vscode-workspace-');
    clean.push(workspace.remove);
    const folder = options.folder ?? workspace.folder;
    const bridge = await openBridge(profile);
    clean.push(bridge.close);
    for (const added of [extensionPath, ...(options.extraExtensionPaths ?? [])]) {
      if (added === undefined) continue;
      const installed = await addExtension(profile, added);
      if (options.locale === PSEUDO_LANGUAGE) await speakPseudoLanguage(installed);
    }
    if (options.locale !== undefined) await addLanguage(profile, options.locale);
    if (vsix !== undefined) await installExtension(profile, vsix, options.version);
    // both at once; whichever came up is closed, also where the other one did not
    const starting = startVsCodeServer({
      ...options,
      profile,
      env: { ...options.env, ...bridge.env },
    });
    const launching = launchChromium();
    clean.push(
      () => starting.then(({ close }) => close(), nothing),
      // one of its own, because its clipboard is one for all its windows
      () => launching.then((browser) => browser.close(), nothing),
    );
    const [server, browser] = await Promise.all([starting, launching]);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const webviews = await tapWebviews(context, options.recordWire === true);
    const page = await context.newPage();
    await page.goto(windowAddress(server, { folder }));
    const workbench = new Workbench(page, server, bridge, webviews, closeAll);
    await workbench.ready();
    return workbench;
  } catch (error) {
    await closeAll();
    throw error;
  }
}

const nothing = (): void => undefined;
