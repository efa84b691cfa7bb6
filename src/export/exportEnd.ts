import type { ApiError } from '../api/errors';
import { asObject, systemCode } from '../api/thrown';
import type { Summary } from './tally';

export type ExportEnd = { readonly summary: Summary } &
  /** `isPart`: of more customers than the format holds, those that came first. */
  (
    | { readonly kind: 'done'; readonly isPart: boolean }
    | { readonly kind: 'cancelled' }
    /** Everything was read but what is below some customers, whose pages failed; the file is not made. */
    | { readonly kind: 'incomplete' }
    /** There are more customers than the format holds; so many are there, and the file is not made. */
    | { readonly kind: 'tooMany'; readonly most: number }
    /** The connection does not answer as it should. */
    | { readonly kind: 'stopped'; readonly error: ApiError }
    /** With the system's code, such as ENOSPC. */
    | { readonly kind: 'notWritten'; readonly code: string }
    /** What came is not on the disk as it was written. */
    | { readonly kind: 'damaged' }
    /** A fault of the program. */
    | { readonly kind: 'failed'; readonly error: unknown }
  );

/** Of those, how a run ends that nothing goes wrong with on this computer. */
export type EndOfRun =
  | { readonly kind: 'done'; readonly isPart: boolean }
  | { readonly kind: 'cancelled' | 'incomplete' | 'damaged' }
  | { readonly kind: 'tooMany'; readonly most: number }
  | { readonly kind: 'stopped'; readonly error: ApiError };
/** `inVain`: nothing but failures came in the end. */
export type EndOfWalk = EndOfRun | { readonly kind: 'inVain'; readonly error: ApiError };

/** What was thrown by the system, or by a fault of the program. */
export function endOfThrown(error: unknown) {
  return typeof asObject(error)?.code === 'string'
    ? { kind: 'notWritten' as const, code: systemCode(error) }
    : { kind: 'failed' as const, error };
}

/** Nobody else's question would be answered either, until somebody does something about it. */
export function failsForAll(error: ApiError): boolean {
  switch (error.kind) {
    case 'cancelled':
    case 'notSignedIn':
    case 'secretsUnreadable':
    case 'tls':
    case 'signInRefused':
    case 'forbidden':
    case 'rateLimited':
    case 'redirected':
      return true;
    case 'unreachable':
      // an answer that breaks off may be one alone
      return error.cause !== 'reset' && error.cause !== 'damaged';
    case 'invalidQuery':
    case 'timeout':
    case 'tooLarge':
    case 'notJson':
    case 'unexpectedShape':
    case 'notFound':
    case 'rejected':
    case 'serverFailed':
      return false;
  }
}
