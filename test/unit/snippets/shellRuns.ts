import { execFile, spawn, spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { commandsInCmd } from './cmdModel';
import { credentials } from './echo';
import { commandsInPowershell } from './powershellModel';

/** Shells that the same text is for, and what makes each read its standard input and nothing else. */
const flagsOf = {
  sh: ['-s'],
  bash: ['--norc', '--noprofile', '-s'],
  dash: ['-s'],
  zsh: ['-f', '-s'],
  // what node pipes to it is a socket, which fish does not read by itself
  fish: ['--no-config', '-c', 'cat | source'],
} as const;
export type PosixShell = keyof typeof flagsOf;
export const posixShells = Object.keys(flagsOf) as readonly PosixShell[];

/** A variable that a percent-encoded address could be taken to name. */
const lurking = { C3: 'wrong', E2: 'wrong', PATH: 'C:\\Windows', '25PATH': 'wrong' };

export function isThere(program: string, flags: readonly string[] = ['--version']): boolean {
  return spawnSync(program, flags, { stdio: 'ignore' }).error === undefined;
}

export function shellsThere(): readonly PosixShell[] {
  return posixShells.filter((shell) => isThere(shell, ['-c', 'exit 0']));
}

/**
 * Has a shell run a script. In a session of its own, so that an interactive one leaves the terminal of
 * the tests alone.
 *
 * @returns what the script printed
 */
export async function runIn(
  shell: PosixShell,
  script: string,
  environment: Readonly<Record<string, string>> = credentials,
  extraFlags: readonly string[] = [],
): Promise<Buffer> {
  const running = spawn(shell, [...flagsOf[shell], ...extraFlags], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, HISTFILE: '/dev/null', HOME: '/nonexistent', ...environment },
  });
  running.stdin.end(script);
  return buffer(running.stdout);
}

/** What would be run in a shell of Windows, by the rules that its documentation has. */
export const windowsModels = {
  'cmd, at the prompt': (text: string) =>
    commandsInCmd(text, { where: 'prompt', variables: { ...credentials, ...lurking } }),
  'PowerShell 5': (text: string) =>
    commandsInPowershell(text, { version: 5, environment: credentials }),
  'PowerShell 7': (text: string) =>
    commandsInPowershell(text, { version: 7, environment: credentials }),
} as const;
export type WindowsModel = keyof typeof windowsModels;

/** Runs the commands that a shell of Windows would run, with the curl that is here. */
export async function runAsOnWindows(model: WindowsModel, text: string): Promise<void> {
  for (const [program = '', ...given] of windowsModels[model](text)) {
    if (program !== 'curl' && program !== 'curl.exe') throw new Error(`Not curl: ${program}`);
    await promisify(execFile)('curl', given);
  }
}
