/*
 * What `activate` of the extension `customer-hierarchy.customer-hierarchy-inspector` returns, for other
 * extensions of the same extension host. Copy this file, or take it from `dist/api.d.ts` of the package:
 *
 *   const extension = vscode.extensions.getExtension<CustomerHierarchyApi>(
 *     'customer-hierarchy.customer-hierarchy-inspector',
 *   );
 *   const api = await extension?.activate();
 *   if (api?.apiVersion === 1) …
 *
 * Within a version, fields and kinds are added and none is changed or taken away: leave room for what
 * you do not know. Nothing here holds a secret. While the user masks personal data, everything that
 * tells of customers has shapes instead of values (`isMasked`); what you ask for goes out as you gave it.
 */
import type { CancellationToken, Event } from 'vscode';

export interface CustomerHierarchyApi {
  readonly apiVersion: 1;
  /** Those of the user, the sandbox among them once it was started. */
  connections(): readonly ConnectionInfo[];
  /** One answer of the endpoint. Never rejects: what went wrong is a kind of answer. */
  page(query: CustomersQuery, options?: AskOptions): Promise<PageAnswer>;
  /**
   * All customers below a query, level by level, each once, in the background and within the user's
   * pace. Leaving the loop ends it, and so does cancelling. Where it cannot begin it says so by its
   * only item, a `failure`.
   */
  walk(query: CustomersQuery, options?: WalkOptions): AsyncIterable<WalkItem>;
  /** Every request that was made, by whomever, once it is over. */
  readonly onDidRequest: Event<RequestMade>;
}

export interface ConnectionInfo {
  /** For `AskOptions.connectionId`. */
  readonly id: string;
  readonly name: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** It is the one that is asked where no other is named. */
  readonly isActive: boolean;
}

/** What to ask for; what is left out is as in a query that the user begins. */
export interface CustomersQuery {
  /** `parentCustomer` by default: the children of a customer. */
  readonly associationEntityType?: 'parentCustomer' | 'company' | 'parentChildCustomer';
  /** Such as `mobile`, `email` or `externalId`; without it the looks of the value decide. */
  readonly identifierType?: string;
  readonly identifierValue: string;
  /** Empty leaves the parameter out. */
  readonly source?: string;
  readonly accountId?: string;
  /** Rows asked for. */
  readonly limit?: number;
  readonly offset?: number;
  readonly sortBy?: string;
  readonly sortOrder?: 'ASC' | 'DESC';
  /** `true` by default. */
  readonly includeNoOfChildren?: boolean;
  /** `true` by default. */
  readonly includeCustomerAssociateDetail?: boolean;
}

export interface AskOptions {
  /** Otherwise the active one. */
  readonly connectionId?: string;
  /** Ends the request at once. */
  readonly signal?: AbortSignal;
  /** The same, for who has one of these. */
  readonly token?: CancellationToken;
  /** Nobody waits for it: what the user clicks goes first. */
  readonly isBackground?: boolean;
}

export interface WalkOptions extends Omit<AskOptions, 'isBackground'> {
  /** Levels to read, 1 for those of the query alone. */
  readonly levels?: number;
}

export type PageAnswer = PageOfCustomers | AskFailure | Cancelled;

export interface PageOfCustomers {
  readonly kind: 'page';
  /** The body exactly as received; in shape where it is masked. */
  readonly text: string;
  readonly customers: readonly CustomerInfo[];
  readonly isMasked: boolean;
  /** Of the answer. */
  readonly status?: number;
  readonly durationMs: number;
  /** `X-Cap-Requestid`. */
  readonly requestId?: string;
  /** Errors and warnings that came with the rows. */
  readonly issues: readonly IssueInfo[];
}

export interface IssueInfo {
  readonly severity: 'error' | 'warning';
  readonly code?: number;
  readonly message?: string;
}

export interface AskFailure {
  readonly kind: 'failure';
  /** Such as `notFound`, `signInRefused`, `timeout`, `invalidQuery`, `noConnection`; others may be added. */
  readonly reason: string;
  /** What happened and what to do next, for the user, in their language where it is about the API. */
  readonly sentence: string;
  readonly status?: number;
  readonly requestId?: string;
  /** The very same request may work later. */
  readonly isTransient: boolean;
}

export interface Cancelled {
  readonly kind: 'cancelled';
}

export interface CustomerInfo {
  /** Digits, never rounded. */
  readonly userId?: string;
  /** May be empty. */
  readonly name: string;
  readonly roleCode?: string;
  readonly createdDate?: string;
  readonly defaultChild?: boolean;
  readonly noOfChildren?: number;
  /** That the customer can be asked by. */
  readonly identifiers: readonly { readonly type: string; readonly value: string }[];
  /** All that the answer has; a number that JavaScript would round is an object that prints its digits. */
  readonly json: unknown;
}

export type WalkItem =
  | {
      readonly kind: 'customer';
      /** 1 for the children of the customer asked about; 0 for that one, where it is listed. */
      readonly level: number;
      readonly parentUserId?: string;
      readonly customer: CustomerInfo;
      readonly isMasked: boolean;
    }
  /** Met before, or one of its own ancestors (`isCycle`); what is below it is not read again. */
  | {
      readonly kind: 'metAgain';
      readonly level: number;
      readonly parentUserId?: string;
      readonly isCycle: boolean;
      readonly customer: CustomerInfo;
      readonly isMasked: boolean;
    }
  /** The server gave fewer customers of a level than it announced. */
  | {
      readonly kind: 'incomplete';
      readonly level: number;
      readonly parentUserId?: string;
      readonly received: number;
      readonly announced?: number;
    }
  /** A level could not be read; the walk goes on with the others. */
  | (AskFailure & { readonly level: number; readonly parentUserId?: string });

export interface RequestMade {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly method: 'GET' | 'POST';
  /** Absolute; whom it asks about in shape where it is masked. */
  readonly url: string;
  readonly isMasked: boolean;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly sizeBytes?: number;
  readonly requestId?: string;
  /** Customers on the page; missing where there is no page. */
  readonly rows?: number;
  /** Why there is none, as in `AskFailure`. */
  readonly failure?: string;
  readonly isBackground: boolean;
}
