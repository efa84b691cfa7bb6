/**
 * How a program of Windows takes its command line apart, by the documented rules of Microsoft's C
 * runtime ("Parsing C command-line arguments"): spaces and tabs part arguments, double quotes hold
 * them together, and backslashes mean something in front of a double quote alone.
 */
export function argumentsOf(commandLine: string): readonly string[] {
  const found: string[] = [];
  let argument: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < commandLine.length; at++) {
    const character = commandLine[at] ?? '';
    if (!isQuoted && /[ \t]/.test(character)) {
      if (argument !== undefined) found.push(argument);
      argument = undefined;
      continue;
    }
    argument ??= '';
    if (character === '\\') {
      const [backslashes = ''] = /^\\+/.exec(commandLine.slice(at)) ?? [];
      const isBeforeQuote = commandLine[at + backslashes.length] === '"';
      argument += isBeforeQuote ? '\\'.repeat(backslashes.length >> 1) : backslashes;
      at += backslashes.length - 1;
      if (isBeforeQuote && backslashes.length % 2 === 1) {
        argument += '"';
        at++;
      }
    } else if (character !== '"') argument += character;
    else if (isQuoted && commandLine[at + 1] === '"') {
      argument += '"';
      at++;
    } else isQuoted = !isQuoted;
  }
  return argument === undefined ? found : [...found, argument];
}
