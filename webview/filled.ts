import { pageLanguage } from './language';

/** Puts values in the place of `{names}`; a number as the page's language writes it. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).reduce(
    (made, [name, value]) =>
      made.replace(`{${name}}`, () =>
        typeof value === 'number' ? value.toLocaleString(pageLanguage()) : value,
      ),
    text,
  );
}
