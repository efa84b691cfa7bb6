import { describe, expect, it } from 'vitest';
import { PageLoading } from '../../../src/inspector/pageLoading';

/** A page that is loaded when the test says that the pause before it is over. */
function loading() {
  const done: string[] = [];
  const waits: (() => void)[] = [];
  const page = new PageLoading({
    load: () => void done.push('load'),
    giveUp: () => void done.push('give up'),
    after: (_milliseconds, then) => {
      waits.push(then);
      return () => waits.splice(waits.indexOf(then), 1);
    },
  });
  return { page, done, waits, pass: () => waits.shift()?.() };
}

describe('a page whose script did not come', () => {
  it('is loaded again, after a pause, and no more once it is there', () => {
    const { page, done, waits, pass } = loading();
    page.failed();
    expect(done).toEqual([]);
    pass();
    page.failed();
    page.failed();
    expect(waits).toHaveLength(1);
    pass();
    expect(done).toEqual(['load', 'load']);
    page.failed();
    page.end();
    expect(waits).toEqual([]);
  });

  it('is given up where it never comes, but not for having failed often before it came', () => {
    const { page, done, pass } = loading();
    for (let time = 0; time < 3; time++) {
      for (let failure = 0; failure < 8; failure++) {
        page.failed();
        pass();
      }
      expect(done).not.toContain('give up');
      page.end();
    }
    while (!done.includes('give up')) {
      page.failed();
      pass();
    }
    expect(pass()).toBeUndefined();
    expect(done.at(-1)).toBe('give up');
  });
});
