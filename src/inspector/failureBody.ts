import type { ApiError } from '../api/errors';

/**
 * The JSON that came with a failure, for the JSON tab; undefined where there was none. What came of
 * asking for a token is left to the details, which hide what may be a secret.
 */
export function failureBody(error: ApiError): string | undefined {
  if (!hasText(error) || error.exchange.signingIn !== undefined) return undefined;
  return error.kind !== 'notJson' && /^\s*[[{]/u.test(error.text) ? error.text : undefined;
}

/** Whether something came, JSON or not. */
export function hasText(error: ApiError): error is Extract<ApiError, { readonly text: string }> {
  return 'text' in error && error.text.trim() !== '';
}
