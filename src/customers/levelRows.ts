import type { Page, Waiting } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { LevelState } from './level';
import type { Listing } from './listing';
import { rowId, type ErrorRow, type IssueRow, type LevelRow, type MoreRow, type Row } from './rows';

interface Next {
  /** What comes after the rows that are there. */
  readonly request: CustomersRequest;
  /** Customers that the level should have, where that is known. */
  readonly total: number | undefined;
}

/** Rows around the customers of a level that say how its loading stands. */
export function tailRows(
  parent: LevelRow,
  state: LevelState,
  next: Next,
): { readonly before: readonly Row[]; readonly after: readonly Row[] } {
  switch (state.phase) {
    case 'idle':
      return { before: [], after: [loading(parent, next)] };
    case 'loading': {
      const { waiting } = state;
      if (state.purpose === 'grow') return { before: [], after: [loading(parent, next, waiting)] };
      // reading again what is there needs no row, until it has to wait
      const before = waiting === undefined ? [] : [loading(parent, next, waiting)];
      return { before, after: endRows(parent, state.listing, next) };
    }
    case 'failed': {
      const error = errorRow(parent, state.error, next);
      // what could not be read again is above: say so where the reader looks first
      return state.purpose === 'refresh'
        ? { before: [error], after: endRows(parent, state.listing, next) }
        : { before: [], after: [error] };
    }
    case 'loaded':
    case 'stopped':
      return { before: [], after: endRows(parent, state.listing, next) };
  }
}

export function issueRows(parent: LevelRow, pages: readonly Page[]): readonly IssueRow[] {
  return pages
    .flatMap(({ issues }) => issues)
    .map((issue, index) => ({
      kind: 'issue',
      id: rowId(parent, 'issue', String(index)),
      parent,
      issue,
      ...(issue.message !== undefined && { value: issue.message }),
    }));
}

function loading(parent: LevelRow, { request }: Next, waiting?: Waiting): Row {
  return {
    kind: 'loading',
    id: rowId(parent, 'loading'),
    parent,
    request,
    ...(waiting && { waiting }),
  };
}

function errorRow(parent: LevelRow, error: ErrorRow['error'], { request }: Next): ErrorRow {
  return { kind: 'error', id: rowId(parent, 'error'), parent, error, request, answer: error };
}

/** What follows the customers of a level that rests: more, or that there are none, or nothing. */
function endRows(parent: LevelRow, listing: Listing, next: Next): readonly Row[] {
  if (listing.ending !== 'complete') return [moreRow(parent, listing, next)];
  if (listing.customers.length > 0) return [];
  return [{ kind: 'empty', id: rowId(parent, 'empty'), parent }];
}

function kindOfMore(ending: Listing['ending']): MoreRow['more'] {
  switch (ending) {
    case 'unknown':
      return 'perhaps';
    case 'stuck':
      return 'stuck';
    case 'more':
    case 'complete':
      return 'page';
  }
}

function moreRow(parent: LevelRow, listing: Listing, { request, total }: Next): MoreRow {
  const shown = listing.customers.length;
  const lastPage = listing.pages.at(-1);
  const { limit } = request.query;
  const missing = total === undefined ? limit : total - shown;
  return {
    kind: 'more',
    id: rowId(parent, 'more'),
    parent,
    request,
    more: lastPage === undefined ? 'first' : kindOfMore(listing.ending),
    next: missing > 0 ? Math.min(limit, missing) : limit,
    shown,
    ...(total !== undefined && { total }),
    ...(lastPage && {
      lastPage: { received: lastPage.customers.length, asked: lastPage.query.limit },
    }),
  };
}
