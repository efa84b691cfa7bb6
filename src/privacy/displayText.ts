/**
 * Text that came from a server or a person, made harmless for labels and tooltips: what cannot be
 * seen becomes visible, what has a meaning to a renderer loses it. No text is dropped.
 */

/**
 * Characters that a reader cannot see or that move others about: controls, format characters (bidi
 * overrides and isolates, zero-width ones, tags), line and paragraph separators, halves of surrogate
 * pairs, blank fillers. Number signs of Arabic and Syriac are format characters too, but do show.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])\p{Cf}/u;
const ZERO_WIDTH_JOINERS = /^[\u200c\u200d]$/;
/** Scripts that spell with zero-width joiners, and emoji that are composed with them. */
const JOINED_BEFORE =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]$/u;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;
const CUT = '…';

/**
 * The text with every unseen character shown: line break as ␊, right-to-left override as ‹U+202E›.
 * With `maximumLength` (UTF-16 units, the ellipsis included) what is too long ends in an ellipsis.
 */
export function visibleText(text: string, maximumLength = Number.POSITIVE_INFINITY): string {
  if (text.length <= maximumLength && !UNSEEN.test(text)) return text;
  let shown = '';
  let fits = '';
  let previous = '';
  for (const character of text) {
    const seen =
      !UNSEEN.test(character) ||
      (ZERO_WIDTH_JOINERS.test(character) && JOINED_BEFORE.test(previous));
    shown += seen ? character : pictureOf(character);
    if (shown.length > maximumLength) return fits + CUT;
    if (shown.length < maximumLength) fits = shown;
    previous = character;
  }
  return shown;
}

function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/**
 * Markdown that shows exactly this text, unseen characters made visible: no link, image, HTML,
 * icon, emphasis or second line can come out of it, however it is written.
 */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(ASCII_PUNCTUATION, (mark) => MARKUP_AS_ENTITY[mark] ?? `\\${mark}`)
    .replace(/^ | (?= )| $/g, '&nbsp;');
}

/** A backslash is undone before icons such as `$(star)` are looked for; an entity is not. */
const MARKUP_AS_ENTITY: Readonly<Record<string, string>> = {
  $: '&#36;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** Letters that are written from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LEFT_TO_RIGHT_MARK = '\u200e';

/**
 * The description of a row, for beside its label. A label or a part that is written from right to
 * left would draw the digits after it to its other side; a mark keeps every part at its place.
 */
export function besideLabel(label: string, description: string): string {
  if (!RIGHT_TO_LEFT.test(label + description)) return description;
  return LEFT_TO_RIGHT_MARK + description.replace(/ · |, /g, `$&${LEFT_TO_RIGHT_MARK}`);
}
