import type { Exchange } from './exchange';
import type { QueryProblem } from './query';

/** An entry of the API's `errors` or `warnings`; `{}` occurs, so both fields may be missing. */
export interface ApiIssue {
  readonly severity: 'error' | 'warning';
  readonly code?: number;
  readonly message?: string;
}

interface Answered {
  readonly exchange: Exchange;
  /** The first error that the API itself gave, when its body could be read. */
  readonly issue?: ApiIssue;
  /** The body as received. */
  readonly text: string;
}

/** Why there is no page: made only in `api/`, turned into words and a next step only in `connections/`. */
export type ApiError =
  /** The user or a newer request cancelled it; never shown. */
  | { readonly kind: 'cancelled' }
  /** The query was not sent, because it cannot be right. */
  | { readonly kind: 'invalidQuery'; readonly problems: readonly QueryProblem[] }
  /** No secrets are kept for this connection and its origin. */
  | { readonly kind: 'notSignedIn' }
  /** The secrets could not be read from the secret store. */
  | { readonly kind: 'secretsUnreadable'; readonly message: string }
  | {
      readonly kind: 'unreachable';
      /** `damaged`: what came could not be decompressed. */
      readonly cause: 'unknownHost' | 'refused' | 'reset' | 'damaged' | 'network';
      /** The system's code, such as ENOTFOUND. */
      readonly code: string;
      readonly exchange?: Exchange;
    }
  /** The certificate or handshake was refused; `code` such as DEPTH_ZERO_SELF_SIGNED_CERT. */
  | {
      readonly kind: 'tls';
      readonly code: string;
      /** Present when this file of certificate authorities could not be used: nothing was asked. */
      readonly certificateAuthorityFile?: string;
      readonly exchange?: Exchange;
    }
  | { readonly kind: 'timeout'; readonly seconds: number; readonly exchange?: Exchange }
  | {
      readonly kind: 'tooLarge';
      readonly limitMegabytes: number;
      /** Of the whole answer, as it announced itself; missing where it did not, or came compressed. */
      readonly sizeBytes?: number;
      readonly exchange?: Exchange;
    }
  | ({ readonly kind: 'redirected'; readonly location: string } & Answered)
  /** The body is not JSON: a CDN's page, a proxy's log-in form, an empty body. */
  | ({ readonly kind: 'notJson' } & Answered)
  /** JSON, but not the documented envelope. */
  | ({ readonly kind: 'unexpectedShape' } & Answered)
  /** 401, 498, or the token endpoint said no. */
  | ({ readonly kind: 'signInRefused'; readonly expired: boolean } & Answered)
  /** 403/4000: signed in, but the access group does not allow reading. */
  | ({ readonly kind: 'forbidden' } & Answered)
  | ({ readonly kind: 'rateLimited'; readonly retryAfterSeconds?: number } & Answered)
  /** No such customer, or none that can be listed: 8013, 8015, 8065, 8069, 8109, 1625, 1703–1708. */
  | ({ readonly kind: 'notFound' } & Answered)
  /** The API refused the request with any other code of its own. */
  | ({ readonly kind: 'rejected' } & Answered)
  /** 5xx, 503/4001. */
  | ({ readonly kind: 'serverFailed' } & Answered);

/**
 * Whether the error says something of the connection rather than of what was asked for: another
 * question would probably fail, too, and this one may work once the connection is put right. What is
 * no envelope of the API comes from somebody else who answers in its place.
 */
export function isAboutConnection(error: ApiError): boolean {
  switch (error.kind) {
    case 'cancelled':
    case 'invalidQuery':
    case 'tooLarge':
    case 'notFound':
    case 'rejected':
      return false;
    case 'notSignedIn':
    case 'secretsUnreadable':
    case 'unreachable':
    case 'tls':
    case 'timeout':
    case 'redirected':
    case 'notJson':
    case 'unexpectedShape':
    case 'signInRefused':
    case 'forbidden':
    case 'rateLimited':
    case 'serverFailed':
      return true;
  }
}

/** Whether trying the very same request again may help. */
export function isTransient(error: ApiError): boolean {
  switch (error.kind) {
    case 'unreachable':
    case 'timeout':
    case 'rateLimited':
    case 'serverFailed':
      return true;
    default:
      return false;
  }
}
