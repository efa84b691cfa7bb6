import { describe, expect, it } from 'vitest';
import { earlierPage } from '../../../src/api/contract';
import type { Page } from '../../../src/api/page';
import { shortPage } from '../../../src/inspector/shortPage';
import { formAt, pageOf, query, startSession } from './startSession';

/** A page with these people, of ten rows that were asked for. */
function page(offset: number, ...userIds: readonly string[]): Page {
  const made = pageOf({ connectionId: 'c', query: { ...query, offset } }, 1);
  const [customer] = made.customers;
  if (customer === undefined) throw new Error('There is nobody.');
  return { ...made, customers: userIds.map((userId) => ({ ...customer, userId })) };
}

describe('a page with fewer rows than were asked for', () => {
  const short = page(0, 'a', 'b');
  const after = page(2, 'c');

  it('is nothing to speak of as long as nobody is known to come after it', () => {
    expect(shortPage(short, undefined, [earlierPage(short)])).toBeUndefined();
    const nobody = page(2);
    expect(shortPage(nobody, earlierPage(short), [earlierPage(nobody)])).toBeUndefined();
    // a server that does not know of offsets
    const again = page(2, 'a', 'b');
    expect(shortPage(again, earlierPage(short), [earlierPage(again)])).toBeUndefined();
  });

  it('is told of on the page behind it, and on it once that was seen', () => {
    const known = [short, after].map(earlierPage);
    expect(shortPage(after, earlierPage(short), known)).toEqual({
      which: 'before',
      rows: 2,
      limit: 10,
    });
    expect(shortPage(short, undefined, known)).toEqual({ which: 'this', rows: 2, limit: 10 });
  });

  it('is not one that has all of them', () => {
    const full = page(0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
    const behind = page(10, 'k');
    expect(shortPage(behind, earlierPage(full), [full, behind].map(earlierPage))).toBeUndefined();
  });

  it('is remembered in an inspector while its pages are turned, and not for the next run', async () => {
    const it = startSession();
    it.session.attach();
    const answer = async (given: Page) => {
      await it.newest().answer(given);
      const { short: found } = it.session.shown as { short?: { which: string } };
      return found?.which;
    };
    void it.session.run(formAt(0));
    expect(await answer(short)).toBeUndefined();
    void it.session.step('next');
    expect(await answer(after)).toBe('before');
    void it.session.step('previous');
    expect(await answer(short)).toBe('this');
    void it.session.run(formAt(0));
    expect(await answer(short)).toBeUndefined();
  });
});
