type Values = Readonly<Record<string, string | number>>;

/** An English sentence for users, as it is or with values in the place of its `{names}`; a number is a count. */
export type Sentence = string | { readonly text: string; readonly values: Values };

/** The part of `vscode.l10n` that sentences need: rooms without the editor know nothing else of it. */
export interface Translation {
  readonly t: (text: string, values: Values) => string;
}

/**
 * Marks an English sentence of a room that does without VS Code, for whoever translates: what is marked
 * is looked for in the code. {@link translated} says it in the user's language.
 */
export function sentence<const Text extends string>(text: Text): Text;
export function sentence(text: string, values: Values): Sentence;
export function sentence(text: string, values?: Values): Sentence {
  return values === undefined ? text : { text, values };
}

/** A marked sentence in the user's language, and counts as `count` writes them. */
export function translated(
  l10n: Translation,
  marked: Sentence,
  count: (value: number) => string = String,
): string {
  const { text, values } = typeof marked === 'string' ? { text: marked, values: {} } : marked;
  const written = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'number' ? count(value) : value] as const,
  );
  return l10n.t(text, Object.fromEntries(written));
}

/** A marked sentence as it is written in the code: for logs, programs and command lines. */
export function inEnglish(marked: Sentence): string {
  const english = (text: string, values: Values) =>
    text.replaceAll(/\{(\w+)\}/g, (name, key: string) => String(values[key] ?? name));
  return translated({ t: english }, marked, (value) => value.toLocaleString('en'));
}

/** Whole sentences after one another: where they end in a full stop as wide as a letter, without a blank. */
export function joinedSentences(...parts: readonly (string | false | undefined)[]): string {
  return given(parts).reduce(
    (before, part) => `${before}${before === '' || /[。！？]$/u.test(before) ? '' : ' '}${part}`,
    '',
  );
}

/** The parts of a list, as the user's language puts them after one another. */
export function listed(l10n: Translation, parts: readonly (string | false | undefined)[]): string {
  const [head = '', ...tail] = given(parts);
  return tail.reduce((first, next) => l10n.t('{first}, {next}', { first, next }), head);
}

function given(parts: readonly (string | false | undefined)[]): readonly string[] {
  return parts.flatMap((part) =>
    part === undefined || part === false || part === '' ? [] : [part],
  );
}
