/**
 * What is shown of a personal value while personal data is masked: its shape. No four letters or
 * digits in a row of the value stay, and masking twice changes nothing.
 */

export const DOT = '•';
/** Stands for what is too short for a shape: its length would say much of it. */
export const HIDDEN = DOT.repeat(3);
const FEW = DOT.repeat(2);

/** From this length on, a word with digits shows two characters at its start and three at its end. */
const LONG = 10;
/** From this length on, it shows the last two. */
const MEDIUM = 6;
/** Length is not told beyond that. */
const MOST_DOTS = 7;
/** A server may send megabytes; of more than this, no shape depends. */
const LONGEST_TEXT = 20_000;
/** Of a longer word only the ends matter. */
const LONGEST_WORD = 2000;
/** Words of a text that are told; whoever reads a shape does not need to know how much there was. */
const MOST_WORDS = 6;

const DATE = /^[\d•]{4}-[\d•]{2}-[\d•]{2}(?![\d•])/;
const EMAIL = /^([^@]+)@([^@]+)$/;
/** Where a script has no upper case, one character may be a whole family name. */
const CASED_LETTER = /^\p{LC}/u;
/** What comes out below, which stays as it is. */
const SHAPE = /^(?:..•{5,7}...|•{4,7}..|.••|…)$/u;

/**
 * The shape of a value: `91•••••••577` for a number, `t••@c••.com` for an e-mail, `A•• M••` for a
 * name, `••••-••-••` for a date, dots alone for what is short. A blank text stays: it hides nothing.
 */
export function maskValue(text: string): string {
  const words = startOf(text).match(/\S+/g);
  if (words === null) return text;
  const shapes = words.slice(0, MOST_WORDS).map(maskWord);
  return words.length > MOST_WORDS ? `${shapes.join(' ')} …` : shapes.join(' ');
}

/** As much of a text as has a say in its shape; blank only where all of it is. */
function startOf(text: string): string {
  return text.length > LONGEST_TEXT ? text.trimStart().slice(0, LONGEST_TEXT) : text;
}

/**
 * The shape of a value of which nothing is known, such as a custom field's: what is no number, e-mail
 * or date is hidden whole. There may be few values that it can have, and a letter would tell which.
 */
export function maskUnknown(text: string): string {
  if (text.length > LONGEST_TEXT && text.trim() !== '') return HIDDEN;
  const [word = '', ...more] = text.match(/\S+/g) ?? [];
  if (word === '') return text;
  const hasShape =
    more.length === 0 &&
    (SHAPE.test(word) || EMAIL.test(word) || DATE.test(word) || /\p{N}/u.test(word));
  return hasShape ? maskWord(word) : HIDDEN;
}

function maskWord(whole: string): string {
  const word =
    whole.length > LONGEST_WORD
      ? whole.slice(0, LONGEST_WORD / 2) + whole.slice(-LONGEST_WORD / 2)
      : whole;
  if (SHAPE.test(word)) return word;
  const email = EMAIL.exec(word);
  if (email !== null) return maskEmail(email[1] ?? '', email[2] ?? '');
  if (DATE.test(word)) return '••••-••-••';
  return /\p{N}/u.test(word) ? maskNumber(word) : maskLetters(word);
}

function maskEmail(mailbox: string, host: string): string {
  const labels = host.split('.');
  const last = labels.length > 1 ? (labels.at(-1) ?? '') : undefined;
  const domain = maskLetters(labels[0] ?? '');
  const shape = `${maskLetters(mailbox)}@${domain}`;
  if (last === undefined) return shape;
  return `${shape}.${/^[a-z]{2,3}$/i.test(last) ? last : HIDDEN}`;
}

/** Of a word with a digit: a telephone number, a card's number, a code such as ACME-1001. */
function maskNumber(word: string): string {
  const characters = Array.from(word);
  const { length } = characters;
  const end = (count: number) => characters.slice(-count).join('');
  if (length >= LONG)
    return characters.slice(0, 2).join('') + DOT.repeat(Math.min(length - 5, MOST_DOTS)) + end(3);
  return length >= MEDIUM ? DOT.repeat(length - 2) + end(2) : HIDDEN;
}

function maskLetters(word: string): string {
  const [first = '', ...rest] = Array.from(word);
  return rest.length >= 2 && CASED_LETTER.test(first) ? first + FEW : HIDDEN;
}

/** Runs of text that stay or go as a whole: an e-mail, a number with its signs, a word. */
const TOKEN = /[\p{L}\p{N}\p{M}•][\p{L}\p{N}\p{M}•_@+./:%-]*/gu;
/** Messages of the API write these in upper case; any other such word may be somebody's name. */
const TERMS: ReadonlySet<string> = new Set(
  (
    'A An The Access Account API Authorization Batch Brand Client Code Company Customer Email Error ' +
    'External External-Id Field Fleet Hierarchy Http ID Identifier Internal Invalid Json Key Limit ' +
    'Lookup Mandatory Merge Mobile No Not OAuth Org Organization Parameter Parent Please Profile Rate ' +
    'Request Role Server Service Source Status Child Till Token Too Try Unauthorized Unknown User Group'
  )
    .toLowerCase()
    .split(' '),
);

/**
 * A message of the API while personal data is masked: it often repeats the identifier that was asked
 * for. Words that may be about a person take their shape: those with a digit (numbers of up to three
 * digits stay) or an `@`, those in quotes, those that start in upper case and are no term of the API,
 * those of other scripts, and those of `identifier`.
 */
export function maskMessage(message: string, identifier = ''): string {
  // no message is that long: it is something else, and a value as a whole
  if (message.length > LONGEST_TEXT) return maskValue(message);
  const asked = new Set(identifier.toLowerCase().match(TOKEN));
  const told = (token: string): string => {
    const word = token.replace(/[./:%-]+$/, '');
    const stays = isHarmless(word) && !asked.has(word.toLowerCase());
    return stays ? token : maskValue(word) + token.slice(word.length);
  };
  return message.replace(QUOTED_OR_TOKEN, (run, open?: string, inner?: string, close?: string) =>
    open === undefined ? told(run) : open + maskValue(inner ?? '') + (close ?? ''),
  );
}

const QUOTED_OR_TOKEN = new RegExp(
  String.raw`(["“«]|(?<![^\s(:])')([^"”»']*)(["”»']|$)|${TOKEN.source}`,
  'gu',
);

/** A number that is no identifier, a word or a field's name, a term of the API. */
function isHarmless(word: string): boolean {
  return /^(?:\d{1,3}|[a-z]+(?:[A-Z_/-][a-z]+)*)$/.test(word) || TERMS.has(word.toLowerCase());
}
