/**
 * Marks an English sentence of a room that does without VS Code, for whoever translates: what is marked
 * is looked for in the code. {@link translated} says it in the user's language.
 */
export function sentence<const Text extends string>(text: Text): Text {
  return text;
}

/** A marked sentence in the user's language. */
export function translated(l10n: { readonly t: (text: string) => string }, marked: string): string {
  return l10n.t(marked);
}
