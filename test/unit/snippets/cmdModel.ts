import { argumentsOf } from './windowsArguments';

export interface CmdSession {
  readonly variables: Readonly<Record<string, string>>;
  /** In a batch file, percent signs mean other things than at the prompt. */
  readonly where: 'prompt' | 'batch';
}

/**
 * The commands that a text holds which is pasted at the prompt of Windows' cmd, or saved as a batch
 * file, as the arguments that each program gets. By the documented phases: line by line, values of
 * variables first, then carets, quotes and operators, a caret at the end of a line going on with the
 * next one.
 *
 * @throws {Error} where it would run more than one program, or redirect something
 */
export function commandsInCmd(text: string, session: CmdSession): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const commands: (readonly string[])[] = [];
  while (lines.length > 0) {
    const commandLine = nextCommand(lines, session);
    if (commandLine.trim() !== '' && !/^\s*rem(?:\s|$)/i.test(commandLine))
      commands.push(argumentsOf(commandLine));
  }
  return commands;
}

/** Takes the lines of one command. */
function nextCommand(lines: string[], session: CmdSession): string {
  let line = withValues(lines.shift() ?? '', session);
  // of a remark, nothing means anything
  if (/^\s*rem(?:\s|$)/i.test(line)) return line;
  let command = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted || !/[\^&|<>\r]/.test(character)) {
      command += character;
      continue;
    }
    if (character !== '^') throw new Error(`An operator of cmd: ${line.slice(at)}`);
    if (at === line.length - 1) {
      line = withValues(lines.shift() ?? '', session);
      // what comes first there is taken as it is
      command += line[0] ?? '';
      at = 0;
      continue;
    }
    command += line[++at] ?? '';
  }
  return command;
}

function withValues(line: string, { variables, where }: CmdSession): string {
  const values = new Map(
    Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]),
  );
  let expanded = '';
  for (let at = 0; at < line.length; at++) {
    if (line[at] !== '%') {
      expanded += line[at] ?? '';
      continue;
    }
    if (where === 'batch' && line[at + 1] === '%') {
      expanded += '%';
      at++;
      continue;
    }
    // %name%, %name:~from,length% and %name:this=that%
    const [whole = '', name = '', changed = ''] = /^%([^%:]+)(:[^%]*)?%/.exec(line.slice(at)) ?? [];
    const value = values.get(name.toLowerCase());
    if (whole !== '' && value !== undefined) {
      expanded += changed === '' ? value : `${value}${changed}`;
      at += whole.length - 1;
    } else if (where === 'prompt') expanded += '%';
    else if (/^%[\d*]/.test(line.slice(at))) at++;
    else at += Math.max(0, whole.length - 1);
  }
  return expanded;
}
