import { Unwritable } from './unwritable';

/**
 * How an argument is written for each kind of shell, so that the program gets it byte for byte: for
 * POSIX shells (sh, bash, dash, zsh) and fish alike, for PowerShell 5 and 7 alike, and for the prompt
 * of Windows' cmd.
 */

export const shells = ['posix', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

/** What one shell wants to have written, and how. */
export interface ShellSyntax {
  /** As it is called there: PowerShell 5 means another program by plain `curl`. */
  readonly curl: string;
  /** Between the parts of a command that goes over several lines. */
  readonly lineBreak: string;
  /** A line that is no command. Interactive shells may not know it: the text has letters and commas. */
  readonly comment: (text: string) => string;
  /** One argument. @throws {Unwritable} where the shell has no way to hand it over */
  readonly argument: (text: string) => string;
  /** One argument that is sent in Latin-1, which HTTP has for headers. @throws {Unwritable} likewise */
  readonly latin1: (text: string) => string;
  /** One argument: letters and spaces, then what is in an environment variable. */
  readonly withVariable: (before: string, name: string) => string;
  /** A line that sets an environment variable for what is run after it. @throws {Unwritable} likewise */
  readonly setVariable: (name: string, value: string) => string;
  /** A URL as an argument, spelt so that the shell has a way to hand it over. */
  readonly url: (url: string) => string;
}

export function syntaxOf(shell: Shell): ShellSyntax {
  switch (shell) {
    case 'posix':
      return posix;
    case 'powershell':
      return powershell;
    case 'cmd':
      return cmd;
  }
}

const posix: ShellSyntax = {
  curl: 'curl',
  lineBreak: ' \\\n  ',
  comment: (text) => `# ${text}`,
  argument: quoted,
  latin1: (text) => {
    if (isPrintableAscii(text)) return quoted(text);
    // a shell would pass UTF-8: `printf` makes the bytes where they differ
    const format = text.replace(
      /[^\w :;,./=@()-]/g,
      (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
    );
    return `"$(printf '${format}')"`;
  },
  withVariable: (before, name) => `"${before}$${name}"`,
  setVariable: (name, value) => `export ${name}=${quoted(value)}`,
  url: quoted,
};

const powershell: ShellSyntax = {
  curl: 'curl.exe',
  lineBreak: ' `\n  ',
  comment: (text) => `# ${text}`,
  argument: inPowershell,
  latin1: (text) => inPowershell(onWindows(text)),
  withVariable: (before, name) => `"${before}$env:${name}"`,
  setVariable: (name, value) => `$env:${name} = ${inPowershell(value)}`,
  url: (url) => inPowershell(writableUrl(url)),
};

const cmd: ShellSyntax = {
  curl: 'curl',
  lineBreak: ' ^\n  ',
  comment: (text) => `rem ${text}`,
  argument: atPrompt,
  latin1: (text) => atPrompt(onWindows(text)),
  withVariable: (before, name) => `"${before}%${name}%"`,
  setVariable: (name, value) => `set ${atPrompt(`${name}=${value}`)}`,
  url: (url) => atPrompt(writableUrl(url)),
};

/** @throws {Unwritable} for NUL, which no argument can hold */
function quoted(text: string): string {
  refuseNul(text);
  // fish reads backslashes between single quotes, the others do not: outside of them all do
  return `'${text.replace(/['\\]/g, String.raw`'\$&'`)}'`;
}

/** PowerShell takes typographic quotes for single quotes, too; two of a kind are one. */
function inPowershell(text: string): string {
  refuseUnwritable(text);
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * The prompt puts values of variables even between double quotes. A caret after each percent sign
 * makes a name that no variable has, and goes away where there are no quotes: those that the program
 * is to see have a caret of their own.
 */
function atPrompt(text: string): string {
  refuseUnwritable(text);
  if (!text.includes('%')) return `"${text}"`;
  return `^"${`${text}"`.replace(/(?<=%)[^]|[&|<>^()!"]/gu, '^$&')}`;
}

/** Neither version of PowerShell hands over a quote as the other does, and cmd has no way at all. */
function refuseUnwritable(text: string): void {
  refuseNul(text);
  if (/["\p{Cc}]|\\$/u.test(text)) throw new Unwritable('windowsCharacter');
}

function refuseNul(text: string): void {
  if (text.includes('\0')) throw new Unwritable('nul');
}

function onWindows(text: string): string {
  if (!isPrintableAscii(text)) throw new Unwritable('windowsHeader');
  return text;
}

function isPrintableAscii(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text);
}

/** What an address has percent-encoded anyway. */
function writableUrl(url: string): string {
  refuseNul(url);
  return url.replace(/["\\\p{Cc} ]/gu, encodeURIComponent);
}
