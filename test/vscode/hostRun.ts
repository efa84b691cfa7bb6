import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root, temporaryFolder } from '../../scripts/processes.mjs';
import { windowAddress } from './address';
import { launchChromium } from './chromium';
import { addExtension, createProfile } from './profile';
import { startVsCodeServer, type VsCodeVersion } from './server';

/** How the suite starts its lines. */
const mark = '[host test] ';

export interface HostRunOptions {
  readonly version?: VsCodeVersion;
  /** Folder of the extension under test. */
  readonly extensionDevelopmentPath: string;
  /** Folders of other extensions, which are installed beside it. */
  readonly otherExtensionPaths?: readonly string[];
  /** A module that exports `run(): Promise<void>`. */
  readonly extensionTestsPath: string;
  /** The workspace; an empty throw-away folder by default. */
  readonly folder?: string;
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets all that the extension host prints; out/host.log has it too. */
  readonly onLine?: (line: string) => void;
  /** Gets the lines of our own suite, without their mark. */
  readonly onTestLine?: (line: string) => void;
  readonly timeoutMs?: number;
}

/**
 * Runs a test module inside the extension host of a VS Code that a headless browser shows.
 *
 * @returns the exit code: 0 where `run` resolved
 */
export async function runInExtensionHost(options: HostRunOptions): Promise<number> {
  const workspace = temporaryFolder('vscode-workspace-');
  const profile = await createProfile();
  for (const folder of options.otherExtensionPaths ?? []) await addExtension(profile, folder);
  const server = await startVsCodeServer({
    profile,
    logFiles: false,
    automation: true,
    ...(options.version !== undefined && { version: options.version }),
    ...(options.env !== undefined && { env: options.env }),
  });
  const browser = await launchChromium();
  await mkdir(path.join(root, 'out'), { recursive: true });
  const log = createWriteStream(path.join(root, 'out', 'host.log'));
  try {
    const page = await browser.newPage();
    const { promise, resolve, reject } = deferred<number>();
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
      const line = args.map(String).join(' ');
      log.write(`${line}\n`);
      options.onLine?.(line);
      if (line.startsWith(mark)) options.onTestLine?.(line.slice(mark.length));
    });
    await page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => reject(new Error('The browser tab with VS Code crashed.')));
    const impatience = setTimeout(() => {
      reject(new Error(`The host tests took too long.\n${server.output()}`));
    }, options.timeoutMs ?? 300_000);
    await page.goto(
      windowAddress(server, {
        folder: options.folder ?? workspace.folder,
        extensionDevelopmentPaths: [options.extensionDevelopmentPath],
        extensionTestsPath: options.extensionTestsPath,
      }),
    );
    return await promise.finally(() => clearTimeout(impatience));
  } finally {
    await browser.close();
    await server.close();
    await profile.remove();
    log.end();
    await workspace.remove();
  }
}

function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
