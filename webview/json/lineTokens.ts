/** What a stretch of a line of JSON is, for colouring. */
export type TokenKind = 'key' | 'string' | 'number' | 'boolean' | 'null' | 'bracket' | 'separator';

/** A line with more tokens than this stays uncoloured from there on. */
const maximumTokens = 20_000;

/**
 * Visits the tokens of one line, in order. No JSON token crosses a line, so no line needs to know
 * about another; what is not JSON is passed over.
 * @param until where to stop looking, for lines of which only the beginning is visible
 */
export function lineTokens(
  line: string,
  until: number,
  visit: (kind: TokenKind, from: number, to: number) => void,
): void {
  const word = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  let at = 0;
  for (let count = 0; at < until && at < line.length && count < maximumTokens;) {
    const kind = tokenKindAt(line, at, word);
    if (kind === undefined) {
      at++;
      continue;
    }
    const end =
      kind === 'string'
        ? stringEnd(line, at)
        : kind === 'bracket' || kind === 'separator'
          ? at + 1
          : word.lastIndex;
    if (kind === 'string') visit(isKey(line, end) ? 'key' : 'string', at, end);
    else visit(kind, at, end);
    at = end;
    count++;
  }
}

function tokenKindAt(
  line: string,
  at: number,
  word: RegExp,
): Exclude<TokenKind, 'key'> | undefined {
  switch (line.charAt(at)) {
    case '"':
      return 'string';
    case '{':
    case '}':
    case '[':
    case ']':
      return 'bracket';
    case ',':
    case ':':
      return 'separator';
    default:
      word.lastIndex = at;
      if (!word.test(line)) return undefined;
      if (line.startsWith('n', at)) return 'null';
      return line.startsWith('t', at) || line.startsWith('f', at) ? 'boolean' : 'number';
  }
}

function stringEnd(line: string, from: number): number {
  let at = from;
  for (;;) {
    const end = line.indexOf('"', at + 1);
    if (end === -1) return line.length;
    let slashes = 0;
    while (line.charAt(end - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
    at = end;
  }
}

function isKey(line: string, end: number): boolean {
  let at = end;
  while (line.charAt(at) === ' ') at++;
  return line.charAt(at) === ':';
}
