/** What to look for, as the search box holds it. */
export interface SearchQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly regularExpression: boolean;
}

/**
 * Visits the matches in a text of whole lines, in order; they do not overlap, are not empty, and
 * none crosses a line. Offsets are from the beginning of `lines`. Stops when `visit` says false.
 */
export type Matcher = (lines: string, visit: (from: number, to: number) => boolean) => void;

/** @returns undefined when there is nothing to look for, or the regular expression is not one */
export function createMatcher(query: SearchQuery): Matcher | undefined {
  if (query.text === '') return undefined;
  if (query.regularExpression) {
    const expression = compile(query.text, query.caseSensitive);
    return expression && byLine(expression);
  }
  if (query.caseSensitive) return literal(query.text);
  const expression = compile(query.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), false);
  // what is looked for has no line feed, so that the lines need not be taken one by one
  return expression && matchesOf(expression);
}

function literal(wanted: string): Matcher {
  return (lines, visit) => {
    let at = lines.indexOf(wanted);
    while (at !== -1 && visit(at, at + wanted.length))
      at = lines.indexOf(wanted, at + wanted.length);
  };
}

function matchesOf(expression: RegExp): Matcher {
  return (lines, visit) => {
    expression.lastIndex = 0;
    for (let found = expression.exec(lines); found !== null; found = expression.exec(lines)) {
      if (found[0] === '') expression.lastIndex += isPair(lines, found.index) ? 2 : 1;
      else if (!visit(found.index, found.index + found[0].length)) return;
    }
  };
}

/** `^`, `$` and `\s` mean the line they are in: what a chunk of lines happens to hold changes nothing. */
function byLine(expression: RegExp): Matcher {
  const inLine = matchesOf(expression);
  return (lines, visit) => {
    const stopped = { yes: false };
    for (let start = 0; !stopped.yes && start <= lines.length;) {
      const feed = lines.indexOf('\n', start);
      const end = feed === -1 ? lines.length : feed;
      const lineStart = start;
      inLine(lines.slice(start, end), (from, to) => {
        stopped.yes = !visit(lineStart + from, lineStart + to);
        return !stopped.yes;
      });
      start = end + 1;
    }
  };
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/** Unicode-aware where the expression allows it: some older escapes are errors there. */
function compile(source: string, caseSensitive: boolean): RegExp | undefined {
  const flags = caseSensitive ? 'g' : 'gi';
  for (const candidate of [`${flags}u`, flags]) {
    try {
      return new RegExp(source, candidate);
    } catch {
      // the next one, if any
    }
  }
  return undefined;
}
