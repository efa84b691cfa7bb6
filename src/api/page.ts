import type { Sentence } from '../sentence';
import type { Connection } from './connection';
import type { SecretHeader } from './credentials';
import type { Customer, JsonObject } from './customer';
import type { ApiError, ApiIssue } from './errors';
import type { Exchange, RequestAsSent } from './exchange';
import type { ChildrenQuery } from './query';

/** One answer of the endpoint, kept whole. */
export interface Page {
  readonly kind: 'page';
  readonly query: ChildrenQuery;
  /** The body exactly as received: every digit, field and order. */
  readonly text: string;
  /** The whole of it as read: what the contract report compares with the documentation. */
  readonly body: JsonObject;
  readonly customers: readonly Customer[];
  /** `entity.count` as sent; the number of rows in this page, never a total. */
  readonly count?: number;
  /** `entity.parentCustomer`, which the documentation lists and no sample shows. */
  readonly parentCustomer?: JsonObject;
  /** Errors and warnings that came with the rows, from both places of the envelope. */
  readonly issues: readonly ApiIssue[];
  readonly exchange: Exchange;
  /** Present where no request of this extension got it: its exchange is none. */
  readonly heldBy?: HeldBy;
}

/** What had the text of an answer that did not come from the API just now. */
export interface HeldBy {
  readonly kind: 'program' | 'file';
  /** What the program calls it, or the name of the file, as it may be shown. */
  readonly name: string;
}

export type Answer = Page | ApiError;

/** How a request is made. */
export interface PageOptions {
  /** Ends the request at once, whatever it is doing or waiting for. */
  readonly signal?: AbortSignal;
  /** One of so many that nobody wants to see each of them among those that were made by hand. */
  readonly ofMany?: boolean;
  /** Nobody looks at it just now: requests that somebody waits for go first. */
  readonly background?: boolean;
  /**
   * Told when the request begins to wait, for its turn within the minute or before it is tried again;
   * with undefined when that ends.
   */
  readonly waiting?: (wait: Waiting | undefined) => void;
}

/** What a request waits for; `until` is when it goes on, in milliseconds since 1970. */
export type Waiting =
  /** As many requests as a minute may have were made in the last one. */
  | { readonly kind: 'pace'; readonly requestsPerMinute: number; readonly until: number }
  /** It failed in a way that may pass, and is going to be made again. */
  | {
      readonly kind: 'retry';
      readonly why: ApiError;
      /** Number of the try that comes, from 2. */
      readonly attempt: number;
      /** Tries in all, should the next ones fail, too. */
      readonly tries: number;
      readonly until: number;
    };

/** The one way to the endpoint. Never rejects: every failure is an `ApiError`. */
export interface CustomersApi {
  page(connection: Connection, query: ChildrenQuery, options?: PageOptions): Promise<Answer>;
}

/** An answer that went where it was to be kept, as received. */
export interface Saved {
  readonly kind: 'saved';
  /** Of the body, decompressed. */
  readonly sizeBytes: number;
  /** The body has a secret of the connection in it, as servers write that repeat what they were sent. */
  readonly repeatsSecret: boolean;
}

/** For an answer that is too large to be shown. */
export interface AnswerSaver {
  /**
   * Asks once more, without a limit of size or time, and hands the body on piece by piece, decompressed
   * and otherwise as received. Rejects with what `receive` throws, and with nothing else.
   */
  save(
    connection: Connection,
    query: ChildrenQuery,
    receive: (bytes: Uint8Array) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Saved | ApiError>;
}

/** A request together with the header that signs it, whose value is a secret. */
export interface SignedRequest {
  readonly kind: 'signed';
  readonly request: RequestAsSent;
  readonly header: SecretHeader;
}

/** For a copied command that is to hold its credentials; everything else goes without. */
export interface RequestSigner {
  /** Signs a request that is not sent; fetches a token where one is needed. Never rejects. */
  signed(
    connection: Connection,
    query: ChildrenQuery,
    signal?: AbortSignal,
  ): Promise<SignedRequest | ApiError>;
}

/** A question and its answer, as told to whoever keeps a record (the history, the log). */
export interface AnsweredRequest {
  readonly connection: Connection;
  readonly query: ChildrenQuery;
  readonly answer: Answer;
  /** Nobody waited for it. */
  readonly background?: boolean;
  /** See `PageOptions`. */
  readonly ofMany?: boolean;
  /** What that says of the connection, where the question was there to test it. */
  readonly test?: ConnectionTest;
}

/** What a test of a connection found: it works, and how that shows, as English sentences; or why not. */
export type ConnectionTest =
  { readonly kind: 'works'; readonly found: readonly Sentence[] } | ApiError;
