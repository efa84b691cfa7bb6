import { describe, expect, it } from 'vitest';
import { comparands, readCompareArgument } from '../../../src/history/comparands';
import { createHistory } from '../../../src/history/history';
import { isSameRequest } from '../../../src/history/sameRequest';
import { page, query, record, refused } from './records';

const request = { connectionId: 'c1', query };

describe('what is to be compared', () => {
  it('is the rows that are selected, else the row that a menu was opened on', () => {
    const row = { request, answer: page() };
    expect(readCompareArgument(row, [row, { request }])).toEqual({ targets: [row, { request }] });
    expect(readCompareArgument(row, undefined)).toEqual({ targets: [row] });
    expect(readCompareArgument(row, [row])).toEqual({ targets: [row] });
  });

  it('is asked for where nothing is named, also by the menu of an editor', () => {
    expect(readCompareArgument(undefined, undefined)).toEqual({ targets: [] });
    expect(readCompareArgument({ scheme: 'webview-panel' }, undefined)).toEqual({ targets: [] });
  });

  it('can be written into keybindings, and is refused where it cannot be understood', () => {
    expect(
      readCompareArgument({ first: 'a', second: 'b', as: 'text', ignoreOrder: false }, undefined),
    ).toEqual({ targets: ['a', 'b'], as: 'text', ignoreOrder: false });
    expect(readCompareArgument({ first: 'a' }, undefined)).toEqual({ targets: ['a'] });
    for (const wrong of ['a', 1, { first: 'a', as: 'poem' }, { first: 'a', ignoreOrder: 1 }])
      expect(readCompareArgument(wrong, undefined)).toBeUndefined();
  });

  it('is found in the history by its id, by its row, and by its answer', () => {
    const history = createHistory({ entries: () => 10, textLength: 1e6 });
    const answer = page();
    const entry = history.add(record(answer), 1);
    const known = comparands(history);
    expect(known.find(entry?.id ?? '')).toBe(entry);
    expect(known.entryOf(entry?.id)).toBe(entry);
    expect(known.entryOf({ ...entry })).toBe(entry);
    expect(known.entryOf({ request, answer })).toBe(entry);
  });

  it('may be an answer on screen that the history has no more, which then keeps its place', () => {
    const history = createHistory({ entries: () => 10, textLength: 1e6 });
    const known = comparands(history);
    const answer = page({ query: { ...query, offset: 50 } });
    const entry = known.entryOf({ request, answer });
    // the form may say something else by now
    expect(entry?.request.query.offset).toBe(50);
    expect(known.find(entry?.id ?? '')).toBe(entry);
    expect(known.entryOf({ request, answer })).toBe(entry);
    expect(known.entryOf({ request, answer: refused })?.outcome).toMatchObject({ kind: 'failed' });
    for (const wrong of ['gone', undefined, 1, {}, { request }, { answer }])
      expect(known.entryOf(wrong)).toBeUndefined();
  });
});

describe('two requests', () => {
  it('are the same where they ask the same of the same host', () => {
    const { source, ...withoutSource } = query;
    expect(
      isSameRequest(request, { connectionId: 'c1', query: { ...withoutSource, source } }),
    ).toBe(true);
    expect(
      isSameRequest(request, { connectionId: 'c1', query: { ...query, sortBy: undefined } }),
    ).toBe(true);
    expect(isSameRequest(request, { connectionId: 'c2', query })).toBe(false);
    expect(isSameRequest(request, { connectionId: 'c1', query: { ...query, offset: 1 } })).toBe(
      false,
    );
  });
});
