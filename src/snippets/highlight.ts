/** Parts of code that are shown in colours of their own. */
type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'plain';
export type CodeToken = readonly [kind: TokenKind, text: string];

const KEYWORDS = new Set(
  (
    'and as async await auto begin break case catch char class const continue def do done elif else ' +
    'end except export extends False final finally fn for foreach from func fun function if import ' +
    'in include interface int is let local long match module mut my nil None not null of open or ' +
    'package pub public raise require return self static std string struct switch then throw True ' +
    'true false try type use using val var void when where while with yield new int object record ' +
    'default GET HTTP'
  ).split(' '),
);

/** What begins a comment that goes to the end of its line, by language; most have `//`. */
const LINE_COMMENTS: Readonly<Record<string, string>> = {
  python: '#',
  ruby: '#',
  perl: '#',
  r: '#',
  elixir: '#',
  julia: '#',
  powershell: '#',
  shellscript: '#',
  http: '#',
  lua: '--',
  clojure: ';',
  json: '\0',
  plaintext: '\0',
  ocaml: '\0',
};

/**
 * Code as a sequence of parts, which make the same text again. A light reading that goes by what all
 * languages have alike: comments, strings, numbers, words.
 */
export function highlighted(code: string, languageId: string): readonly CodeToken[] {
  const lineComment = (LINE_COMMENTS[languageId] ?? '//').replace(/[^\w]/g, String.raw`\$&`);
  const pattern = new RegExp(
    [
      // a comment of a line: at its beginning, or after a space
      String.raw`(?<comment>(?<![^\s])${lineComment}[^\n]*|/\*[^]*?\*/|\(\*[^]*?\*\)|"""[^]*?""")`,
      // the text of a file for a tool is none of a program's
      ...(languageId === 'http' || languageId === 'plaintext'
        ? []
        : [String.raw`(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${'`'}[^${'`'}]*${'`'})`]),
      String.raw`(?<number>(?<![\w.])\d+(?:\.\d+)?\b)`,
      String.raw`(?<word>[A-Za-z_]\w*)`,
    ].join('|'),
    'g',
  );
  const tokens: [TokenKind, string][] = [];
  const add = (kind: TokenKind, text: string) => {
    const last = tokens.at(-1);
    if (text === '') return;
    if (last?.[0] === kind) last[1] += text;
    else tokens.push([kind, text]);
  };
  let end = 0;
  for (const found of code.matchAll(pattern)) {
    add('plain', code.slice(end, found.index));
    add(kindOf(found.groups ?? {}), found[0]);
    end = found.index + found[0].length;
  }
  add('plain', code.slice(end));
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
  if (groups.number !== undefined) return 'number';
  return groups.word !== undefined && KEYWORDS.has(groups.word) ? 'keyword' : 'plain';
}
