/**
 * A text without the secrets that were sent: servers that debug repeat the request, secrets and all.
 */
export function withoutSecretTexts(text: string, secrets: readonly string[]): string {
  // the longest first: of a secret that holds another one, nothing stays
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((kept, secret) => kept.replaceAll(secret, '•••'), text);
}
