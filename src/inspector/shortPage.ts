import type { EarlierPage } from '../api/contract';
import type { Page } from '../api/page';

/** A page with fewer rows than were asked for, which is not the last one. */
export interface ShortPage {
  readonly which: 'this' | 'before';
  readonly rows: number;
  readonly limit: number;
}

/**
 * What a server's own maximum looks like. That a page is short by itself says nothing: it is the last
 * one as a rule. It was not where a page behind it has somebody new.
 *
 * @param before the page turned from
 * @param known pages of the same listing
 */
export function shortPage(
  { query, customers }: Page,
  before: EarlierPage | undefined,
  known: readonly EarlierPage[],
): ShortPage | undefined {
  const { offset, limit } = query;
  const userIds = customers.map(({ userId }) => userId);
  const isShort = (rows: number) => rows > 0 && rows < limit;
  if (isShort(customers.length) && known.some((page) => isBehind(page, offset, userIds)))
    return { which: 'this', rows: customers.length, limit };
  if (before === undefined || !isShort(before.userIds.length)) return undefined;
  return isBehind({ offset, userIds }, before.offset, before.userIds)
    ? { which: 'before', rows: before.userIds.length, limit }
    : undefined;
}

type UserIds = EarlierPage['userIds'];

function isBehind(page: Pick<EarlierPage, 'offset' | 'userIds'>, offset: number, userIds: UserIds) {
  if (page.offset <= offset) return false;
  const known = new Set(userIds);
  return page.userIds.some((userId) => userId !== undefined && !known.has(userId));
}
