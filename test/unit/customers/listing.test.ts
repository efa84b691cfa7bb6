import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingListed, withPage, type Listing } from '../../../src/customers/listing';
import { customer, pageOf } from './answers';

const keys = (listing: Listing) => listing.customers.map(({ key }) => key);
const listed = (...pages: (number | undefined)[][]) =>
  pages.reduce(
    (listing, userIds) =>
      withPage(listing, pageOf(userIds.map((userId, index) => customer(userId, { index })))),
    nothingListed,
  );

describe('what is listed of a level', () => {
  it('has a customer of an earlier page once, where it was first', () => {
    expect(keys(listed([1, 2, 3], [3, 4]))).toEqual(['1', '2', '3', '4']);
  });

  it('counts repeated rows for the next offset', () => {
    expect(listed([1, 2, 3], [3, 4]).received).toBe(5);
  });

  it('shows what one page has twice, under keys of their own', () => {
    expect(keys(listed([1, 1, 1]))).toEqual(['1', '1~2', '1~3']);
  });

  it('gives customers without a userId keys of their place', () => {
    expect(keys(listed([1, undefined], [undefined, 2]))).toEqual(['1', '#1', '#2', '2']);
  });

  it('keeps every digit of a userId past 2^53 apart from its neighbour', () => {
    const page = pageOf([customer('9007199254740993'), customer('9007199254740992')]);
    expect(keys(withPage(nothingListed, page))).toEqual(['9007199254740993', '9007199254740992']);
  });

  it('ends with a page that has no new customer', () => {
    expect(listed([1, 2, 3], [2, 1]).ending).toBe('complete');
    expect(listed([]).ending).toBe('complete');
  });

  it('does not end with a full page of the same ones', () => {
    expect(listed([1, 2, 3], [2, 3, 1]).ending).toBe('stuck');
  });

  it('lists every customer exactly once, however the server cuts the pages', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 60 });
    const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ids, cuts, (userIds, sizes) => {
        let listing = nothingListed;
        for (let turn = 0; listing.ending !== 'complete'; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          const rows = userIds.slice(listing.received, listing.received + size);
          listing = withPage(listing, pageOf(rows.map((id) => customer(id))));
        }
        expect(keys(listing)).toEqual(userIds.map(String));
      }),
    );
  });

  it('never has a key twice nor loses a userId, whatever comes', () => {
    const userId = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.array(userId, { maxLength: 5 }), { maxLength: 5 }), (pages) => {
        const listing = listed(...pages);
        expect(new Set(keys(listing)).size).toBe(keys(listing).length);
        const all = new Set(pages.flat().filter((id) => id !== undefined));
        const shown = new Set(
          listing.customers.flatMap(({ customer: { userId: id } }) => id ?? []),
        );
        expect(shown).toEqual(new Set([...all].map(String)));
      }),
    );
  });
});
