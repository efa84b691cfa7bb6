import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onPath } from '../../scripts/processes.mjs';

const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Runs a copied command in bash, as somebody would who pasted it.
 *
 * @param environment the credentials, by the names that the command uses
 * @returns what it printed
 */
export async function runInBash(
  command: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  for (const program of ['bash', 'curl']) {
    if (!onPath(program))
      throw new Error(`${program} is needed to run the copied command, and is not on the PATH.`);
  }
  const { stdout } = await promisify(execFile)('bash', ['-c', command], {
    env: { PATH: process.env.PATH, ...environment },
    maxBuffer: LARGEST_ANSWER,
  });
  return stdout;
}

/** Reads `export NAME='value'` lines, as Copy Sandbox Credentials makes them. */
export function readExports(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}
