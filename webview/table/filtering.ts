/** Words of which a row must have each, in any of its columns, in any casing. */
export function filterTerms(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/** @param haystack what a row shows, in lower case */
export function hasAll(haystack: string, terms: readonly string[]): boolean {
  return terms.every((term) => haystack.includes(term));
}
