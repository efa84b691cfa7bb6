import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeptText, type KeptText } from '../../../webview/json/keptText';
import { createMatcher, type SearchQuery } from '../../../webview/json/matching';
import { createSearch, type Match, type Search } from '../../../webview/json/searching';
import { anyCuts, cut } from './writtenJson';

const never = (): boolean => false;
const always = (): boolean => true;

function kept(...pieces: string[]): KeptText {
  const text = createKeptText();
  for (const piece of pieces) text.append(piece);
  return text;
}

function searchFor(text: KeptText, query: Partial<SearchQuery>): Search {
  const matcher = createMatcher({
    text: '',
    caseSensitive: true,
    regularExpression: false,
    ...query,
  });
  if (matcher === undefined) throw new Error('nothing to look for');
  return createSearch(text, matcher);
}

function find(search: Search, offset: number, direction: 'after' | 'before'): Match | undefined {
  const finding = search.find(offset, direction);
  for (;;) {
    const found = finding.step(always);
    if (found === 'none') return undefined;
    if (found !== 'more') return found;
  }
}

/** Matches line by line, the plain way. */
function plainMatches(text: string, wanted: string): Match[] {
  const all: Match[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    all.push({ from: at, to: at + wanted.length });
  }
  return all;
}

/** Several chunks of lines, with a match every few hundred characters. */
function longText(): string {
  return Array.from(
    { length: 9_000 },
    (_, at) => `  "row ${at}": "${'x'.repeat(at % 40)}Needle"`,
  ).join('\n');
}

describe('search', () => {
  it('counts, numbers and finds what a plain search of the whole text finds', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 200 });
    const wanted = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(letters, wanted, anyCuts, fc.nat(), (text, word, cuts, at) => {
        const expected = plainMatches(text, word);
        const search = searchFor(kept(...cut(text, cuts)), { text: word });
        const offset = at % (text.length + 1);
        expect(find(search, offset, 'after')).toEqual(expected.find(({ from }) => from >= offset));
        expect(find(search, offset, 'before')).toEqual(
          expected.findLast(({ from }) => from < offset),
        );
        search.count(never);
        expect(search.total).toBe(expected.length);
        expect(expected.map((match) => search.numberOf(match))).toEqual(
          expected.map((_, index) => index + 1),
        );
      }),
    );
  });

  it('goes through a long text in steps, forwards and backwards', () => {
    const text = longText();
    const search = searchFor(kept(...cut(text, [0.1, 0.5, 0.77])), { text: 'Needle' });
    const expected = plainMatches(text, 'Needle');
    let steps = 0;
    while (!search.counted) {
      search.count(always);
      steps++;
    }
    expect(steps).toBeGreaterThan(3);
    expect(search.total).toBe(expected.length);
    expect(find(search, 0, 'after')).toEqual(expected[0]);
    expect(find(search, text.length, 'before')).toEqual(expected.at(-1));
    const middle = expected[4_500];
    expect(middle && search.numberOf(middle)).toBe(4_501);
    expect(find(search, (middle?.from ?? 0) + 1, 'after')).toEqual(expected[4_501]);
    expect(find(search, middle?.from ?? 0, 'before')).toEqual(expected[4_499]);
  });

  it('does not know the number of a match before those in front of it are counted', () => {
    const text = longText();
    const search = searchFor(kept(text), { text: '"row 8999"' });
    const match = find(search, 0, 'after');
    expect(match?.from).toBe(text.indexOf('"row 8999"'));
    expect(match && search.numberOf(match)).toBeUndefined();
    search.count(never);
    expect(match && search.numberOf(match)).toBe(1);
  });

  it('counts on when the text grows, also within its last line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.boolean(), (parts, countBetween) => {
        const text = longText();
        const pieces = cut(
          text,
          Array.from({ length: parts }, (_, at) => (at + 1) / (parts + 1)),
        );
        const growing = createKeptText();
        const search = searchFor(growing, { text: 'Needle' });
        for (const piece of pieces) {
          growing.append(piece);
          search.grown();
          search.count(countBetween ? never : always);
        }
        search.count(never);
        expect(search.total).toBe(9_000);
      }),
      { numRuns: 20 },
    );
  });

  it('ignores or minds case as asked', () => {
    const text = kept('Straße ÄPFEL äpfel Äpfel a.b');
    const total = (query: Partial<SearchQuery>): number => {
      const search = searchFor(text, query);
      search.count(never);
      return search.total;
    };
    expect(total({ text: 'äpfel', caseSensitive: false })).toBe(3);
    expect(total({ text: 'äpfel' })).toBe(1);
    expect(total({ text: 'A.B', caseSensitive: false })).toBe(1);
    expect(total({ text: 'a?b', caseSensitive: false })).toBe(0);
  });

  it('takes a regular expression line by line', () => {
    const text = kept('  "a": 1,\n  "b": 22\n', '\n}');
    const total = (pattern: string): number => {
      const search = searchFor(text, { text: pattern, regularExpression: true });
      search.count(never);
      return search.total;
    };
    expect(total('\\d+')).toBe(2);
    expect(total('^\\s+"')).toBe(2);
    expect(total(',$')).toBe(1);
    expect(total('[^x]+')).toBe(3);
    expect(total('x*')).toBe(0);
    expect(total('\\p{Lu}')).toBe(0);
    expect(total('\\-|1')).toBe(1);
  });

  it('looks for nothing when there is nothing to look for', () => {
    const flags = { caseSensitive: false, regularExpression: false };
    expect(createMatcher({ text: '', ...flags })).toBeUndefined();
    expect(createMatcher({ text: '(', ...flags, regularExpression: true })).toBeUndefined();
    expect(createMatcher({ text: '(', ...flags })).toBeDefined();
  });
});
