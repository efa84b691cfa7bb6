import type { ApiError } from '../api/errors';

/**
 * What came with a failure, for the JSON tab; undefined where nothing did. What came of asking for a
 * token is left to the details, which hide what may be a secret.
 */
export function failureBody(error: ApiError): string | undefined {
  return hasText(error) && error.exchange.signingIn === undefined ? error.text : undefined;
}

/** Whether what came is JSON, or at least begins as it. */
export function isJsonBody({ kind, text }: Extract<ApiError, { readonly text: string }>): boolean {
  return kind !== 'notJson' && /^\s*[[{]/u.test(text);
}

/** Whether something came, JSON or not. */
export function hasText(error: ApiError): error is Extract<ApiError, { readonly text: string }> {
  return 'text' in error && error.text.trim() !== '';
}
