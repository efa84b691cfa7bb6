import type { Customer, Identifier } from './customer';
import type { ApiError } from './errors';
import type { Page } from './page';
import type { ChildrenQuery } from './query';

/** Where in the hierarchy a customer was found. */
export interface WalkPlace {
  /** 1 for the customers of the query's own level; 0 for the one asked about, where it is listed. */
  readonly depth: number;
  /** userIds of the customers above, the topmost first, as far as they are known. */
  readonly path: readonly string[];
  /** The parent's userId, where it is known. */
  readonly parentUserId?: string;
  /** Which of the customers that were met the parent is, from 1; missing where the walk met no parent. */
  readonly parent?: number;
}

/** A list of customers that is to be read: plain data, so that it can be written down. */
export interface LevelToRead {
  /** Which of the levels it is, from 0, the one that the walk begins with. */
  readonly number: number;
  /** userIds of everyone above, the topmost first; of each those of all profiles. */
  readonly above: readonly (readonly string[])[];
  /** Which of the customers that were met it is below, from 1. */
  readonly parent?: number;
  /** Missing for the level that the walk begins with. */
  readonly askedBy?: Identifier;
  /** Customers that it should have, where that is known. */
  readonly announced?: number;
}

/** What was read by now of a level. */
export interface LevelRead {
  readonly level: LevelToRead;
  /** Rows that came, repeated ones included: the offset of the next page. */
  readonly offset: number;
  /** Its last page was read, or it is not to be read on. */
  readonly isOver: boolean;
  /** That was read just now; missing where a page failed. */
  readonly page?: Page;
}

/**
 * What becomes of the level below a customer: `leaf` has none, `tooDeep` is below the depth limit,
 * and with `noIdentifier` there is nothing to ask by.
 */
export type Below = 'toBeRead' | 'leaf' | 'tooDeep' | 'noIdentifier';

export type WalkStep =
  /** A customer that was not met before. */
  | {
      readonly kind: 'customer';
      readonly place: WalkPlace;
      /** Which of those that were met it is, from 1. */
      readonly number: number;
      readonly customer: Customer;
      readonly below: Below;
    }
  /** One that was met before, under another parent; what is below it is not read again. */
  | { readonly kind: 'duplicate'; readonly place: WalkPlace; readonly customer: Customer }
  /** One of its own ancestors; following it would never end. */
  | { readonly kind: 'cycle'; readonly place: WalkPlace; readonly customer: Customer }
  /** A page could not be read; `place` is that of the customers which it would have listed. */
  | {
      readonly kind: 'levelFailed';
      readonly place: WalkPlace;
      readonly query: ChildrenQuery;
      readonly error: ApiError;
    }
  /**
   * The last page of a level had nothing new, although fewer customers came than were announced, or it
   * was a full one. The level is left unread: when `steps` is called again, it is read from its start.
   */
  | {
      readonly kind: 'levelStuck';
      readonly place: WalkPlace;
      /** That brought nothing new. */
      readonly query: ChildrenQuery;
      readonly announced?: number;
      readonly received: number;
    }
  /** Follows all that was said of a page, or of its failure. */
  | {
      readonly kind: 'progress';
      /** Customers met so far. */
      readonly customers: number;
      /** Pages read so far. */
      readonly pages: number;
      /** Levels that are known of and not read to their end. */
      readonly unread: number;
      readonly read: LevelRead;
    };
