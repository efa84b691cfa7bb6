import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onPath } from '../../scripts/processes.mjs';

const LARGEST_ANSWER = 64 * 1024 * 1024;

/** What is needed to run a copied command, and is not on the PATH; undefined where all is there. */
export function missingProgram(): string | undefined {
  return ['bash', 'curl'].find((program) => onPath(program) === undefined);
}

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
