import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root } from '../../scripts/processes.mjs';

/** Takes the arguments of desktop VS Code, and runs the VS Code in the browser instead. */
const standIn = path.join(root, 'test', 'desktop', 'standIn.mjs');

export interface DesktopRunOptions {
  /** Do not even try to download desktop VS Code. */
  readonly useStandIn: boolean;
  /** Environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs the host suite through `@vscode/test-electron`.
 *
 * @returns the exit code of VS Code
 */
export async function runDesktopTests({ useStandIn, env }: DesktopRunOptions): Promise<number> {
  const vscodeExecutablePath = useStandIn ? standIn : ((await desktopVsCode()) ?? standIn);
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: [root, path.join(root, 'test', 'host', 'consumer')],
    extensionTestsPath: path.join(root, 'dist', 'test', 'suite.js'),
    extensionTestsEnv: { ...env },
    launchArgs: ['--disable-extensions'],
  }).catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
    return 1;
  });
}

async function desktopVsCode(): Promise<string | undefined> {
  if (process.platform === 'linux' && (process.env.DISPLAY ?? '') === '') {
    console.log('There is no display for desktop VS Code: the VS Code in the browser stands in.');
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ extensionDevelopmentPath: root });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(
      `Desktop VS Code could not be downloaded (${reason}): the VS Code in the browser stands in.`,
    );
    return undefined;
  }
}
