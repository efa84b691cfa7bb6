import { visibleText } from '../privacy/displayText';

/**
 * Text of a server, or of settings that anyone may have written, as a part of a sentence: one line,
 * nothing that cannot be seen or that turns other text about, and cut with an ellipsis. Messages of VS
 * Code make links of `[text](command:…)`: a space between takes that meaning away.
 */
export function plainText(text: string, limit = 200): string {
  // only as much as can be shown is worked on: a server may send megabytes
  const start = text.trimStart().slice(0, limit * 4);
  return visibleText(withoutLinks(start.replace(/\s+/gu, ' ').trimEnd()), limit);
}

function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** The same for places where VS Code draws `$(name)` as an icon: pick items and the status bar. */
export function withoutIcons(text: string): string {
  return plainText(text).replace(/\$(?=\([\w~-]+\))/gu, '\\$');
}
