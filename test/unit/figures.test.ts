import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/figures';

const english = figuresOf('en');
/** Spaces that keep a number and its unit on one line, as plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('figures', () => {
  it('are sizes in the unit that fits', () => {
    expect([0, 512, 999, 1000, 12_345, 999_949, 999_950, 1_234_567].map(english.bytes)).toEqual([
      '0 bytes',
      '512 bytes',
      '999 bytes',
      '1 kB',
      '12.3 kB',
      '999.9 kB',
      '1 MB',
      '1.2 MB',
    ]);
  });

  it('are durations in the unit that fits', () => {
    expect([0, 34.2, 999.4, 999.6, 1234, 59_949, 90_000].map(english.duration)).toEqual([
      '0 ms',
      '34 ms',
      '999 ms',
      '1 s',
      '1.2 s',
      '59.9 s',
      '1.5 min',
    ]);
  });

  it('are written as the language writes them', () => {
    const german = figuresOf('de');
    expect(plain(german.bytes(12_345))).toBe('12,3 kB');
    expect(figuresOf('ja').duration(1234)).toMatch(/^1\.2 \S+$/);
    // beside numbers with units that a blank stands before, none looks lost
    const chinese = figuresOf('zh-cn');
    expect([chinese.duration(34), chinese.duration(5000), chinese.bytes(512)]).toEqual([
      '34 毫秒',
      '5 秒',
      '512 字节',
    ]);
    expect(german.count(1_234_567)).toBe('1.234.567');
    const at = new Date(2024, 0, 2, 14, 3, 22).getTime();
    expect(german.time(at)).toBe('14:03:22');
    expect(plain(english.time(at))).toBe('2:03:22 PM');
    expect(german.dateTime(at)).toContain('Januar 2024');
  });

  it('work for a language that nobody knows', () => {
    for (const locale of ['qps-ploc', 'not a locale', '']) {
      expect(figuresOf(locale).bytes(2_000_000)).toContain('2');
      expect(figuresOf(locale).time(0)).not.toBe('');
    }
  });
});
