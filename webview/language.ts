/**
 * The language that the page speaks, for figures, dates and the order of words; the browser may be set
 * to another one. Undefined where nobody knows it, as in tests without a page.
 */
export function pageLanguage(): string | undefined {
  const language = typeof document === 'undefined' ? '' : document.documentElement.lang;
  try {
    return Intl.NumberFormat.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}
