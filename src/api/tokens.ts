import { tokenKey } from './credentials';
import type { ApiError } from './errors';
import type { RequestAsSent } from './exchange';
import { cancelled } from './failures';

/** A token of the token endpoint; the value is a secret. */
interface Token {
  readonly value: string;
  /** Milliseconds since 1970; missing when the endpoint did not say how long it lives. */
  readonly expiresAt?: number;
}

/** What asking for a token brought; the failure belongs to whichever request needed the token. */
export type TokenOutcome =
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'failed'; readonly failure: (request: RequestAsSent) => ApiError };

/** Whose token is wanted, and how to ask for a new one. */
export interface TokenWish {
  readonly connectionId: string;
  readonly origin: string;
  readonly key: string;
  readonly secret: string;
  /** A token that the server just refused: it is not given again. */
  readonly refused?: string;
  readonly signal?: AbortSignal;
  readonly obtain: (signal: AbortSignal) => Promise<TokenOutcome>;
}

/** One request for a token, and how many wait for it. */
interface Flight {
  readonly key: string;
  readonly outcome: Promise<TokenOutcome>;
  readonly controller: AbortController;
  waiting: number;
}

/** Tokens are renewed this long before they expire; with a short life, in its last tenth. */
const LONGEST_MARGIN_MS = 30_000;
const MARGIN_SHARE = 0.1;

interface Kept {
  readonly key: string;
  readonly token: Token;
  /** When to renew it, in milliseconds since 1970. */
  readonly renewAt: number;
}

/**
 * The tokens of OAuth connections, in memory only, each bound to its origin and credentials. However
 * many requests need a token at once, one request for it is made.
 */
export class Tokens {
  readonly #kept = new Map<string, Kept>();
  readonly #flights = new Map<string, Flight>();

  /** Never rejects. */
  async get(wish: TokenWish): Promise<TokenOutcome> {
    const key = tokenKey(wish.origin, wish.key, wish.secret);
    const kept = this.#kept.get(wish.connectionId);
    const isUsable =
      kept?.key === key && kept.token.value !== wish.refused && Date.now() < kept.renewAt;
    if (isUsable) return { kind: 'token', token: kept.token };
    if (wish.signal?.aborted) return { kind: 'failed', failure: cancelled };
    this.#kept.delete(wish.connectionId);
    const underWay = this.#flights.get(wish.connectionId);
    return this.#wait(underWay?.key === key ? underWay : this.#start(key, wish), wish);
  }

  forget(connectionId: string): void {
    this.#kept.delete(connectionId);
    this.#flights.delete(connectionId);
  }

  /** In milliseconds since 1970; undefined without a token, or when its end is not known. */
  expiry(connectionId: string): number | undefined {
    return this.#kept.get(connectionId)?.token.expiresAt;
  }

  #start(key: string, { connectionId, obtain }: TokenWish): Flight {
    const controller = new AbortController();
    const askedAt = Date.now();
    const outcome = obtain(controller.signal).then((result) => {
      // forgotten or overtaken meanwhile: this token is not kept
      if (this.#flights.get(connectionId) !== flight) return result;
      this.#flights.delete(connectionId);
      if (result.kind === 'token') {
        const { token } = result;
        this.#kept.set(connectionId, { key, token, renewAt: renewalTime(token, askedAt) });
      }
      return result;
    });
    const flight: Flight = { key, outcome, controller, waiting: 0 };
    this.#flights.set(connectionId, flight);
    return flight;
  }

  /** One who stops waiting does not stop the others; the last one ends the request. */
  #wait(flight: Flight, { connectionId, signal }: TokenWish): Promise<TokenOutcome> {
    flight.waiting++;
    return new Promise((resolve) => {
      const leave = () => {
        flight.waiting--;
        if (flight.waiting === 0) {
          if (this.#flights.get(connectionId) === flight) this.#flights.delete(connectionId);
          flight.controller.abort();
        }
        resolve({ kind: 'failed', failure: cancelled });
      };
      signal?.addEventListener('abort', leave, { once: true });
      void flight.outcome.then((result) => {
        signal?.removeEventListener('abort', leave);
        resolve(result);
      });
    });
  }
}

function renewalTime({ expiresAt }: Token, askedAt: number): number {
  if (expiresAt === undefined) return Infinity;
  return expiresAt - Math.min(LONGEST_MARGIN_MS, (expiresAt - askedAt) * MARGIN_SHARE);
}
