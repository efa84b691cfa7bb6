/** Characters that a language model is given at a time: some 6,000 tokens, a small part of its memory. */
export const MOST_CHARACTERS = 24_000;

/** The text, or its beginning and that it goes on; no character is cut in two. */
export function boundedText(text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${kept}\n… cut here, after ${kept.length} characters of ${text.length}.`;
}

/** As many of the lines as fit, the first ones. */
export function boundedLines(lines: Iterable<string>, most = MOST_CHARACTERS): readonly string[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > most) break;
    kept.push(line);
  }
  return kept;
}
