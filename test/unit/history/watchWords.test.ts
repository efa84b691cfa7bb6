import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { figuresOf } from '../../../src/figures';
import type { WatchEnd } from '../../../src/history/watch';
import { watchSentence, watchTrouble } from '../../../src/history/watchWords';
import { notFound, refused } from './records';
import { wording as records } from './wording';

const wording = { ...records, figures: figuresOf('en-GB') };
const shown = (error: ApiError): ApiError => (error === refused ? notFound : error);
const calm = { change: undefined, failure: undefined, seconds: 5, end: undefined };
const failing = { ...calm, failure: { error: refused, count: 2 } };

describe('a watch that brings no newer answer', () => {
  it('says so wherever it is named', () => {
    expect(watchSentence(wording, calm)).toBe('watched every 5 s');
    expect(watchSentence(wording, failing)).toBe('watched every 5 s, the last request failed');
  });

  it('says why, as it may be shown, whether it goes on, and what to do where it does not', () => {
    const trouble = (end?: WatchEnd) => watchTrouble(wording, { ...failing, end }, shown);
    expect(watchTrouble(wording, calm, shown)).toBeUndefined();
    expect(trouble()).toBe(
      'There is no newer answer: Sentence about notFound. The request is made again every 5 s; watching ends after 3 failures in a row (2 so far).',
    );
    expect(trouble({ kind: 'failing', error: refused })).toBe(
      'This request is no longer watched: three requests failed in a row. Sentence about notFound. Choose Watch… to go on.',
    );
    expect(trouble({ kind: 'hidden' })).toMatch(/nobody looked.*Choose Watch… to go on/);
    expect(trouble({ kind: 'connectionGone' })).toMatch(/no longer watched: its connection/);
    expect(trouble({ kind: 'byUser' })).toBeUndefined();
  });
});
