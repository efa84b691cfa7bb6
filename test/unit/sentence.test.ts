import { describe, expect, it } from 'vitest';
import {
  inEnglish,
  joinedSentences,
  listed,
  sentence,
  translated,
  type Translation,
} from '../../src/sentence';

/** As `vscode.l10n` does it: a text of the bundle, or the English one, and values in it. */
function speaking(bundle: Readonly<Record<string, string>>): Translation {
  return {
    t: (text, values) =>
      (bundle[text] ?? text).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
  };
}

const chinese = speaking({ '{first}, {next}': '{first}、{next}', Run: '运行' });

describe('a marked sentence', () => {
  const rows = sentence('{count} rows of {name}', { count: 30_000, name: 'Oddities' });

  it('is said in the language of the user, a count as that language writes it', () => {
    const german = speaking({ '{count} rows of {name}': '{count} Zeilen von {name}' });
    const count = (value: number) => value.toLocaleString('de');
    expect(translated(german, rows, count)).toBe('30.000 Zeilen von Oddities');
    expect(translated(chinese, sentence('Run'))).toBe('运行');
    // a name that nobody translates
    expect(translated(chinese, 'axios')).toBe('axios');
  });

  it('stays English where no user reads it', () => {
    expect(inEnglish(rows)).toBe('30,000 rows of Oddities');
    expect(inEnglish(sentence('Run'))).toBe('Run');
  });
});

describe('sentences after one another', () => {
  it('have a blank between them, but behind a full stop that is as wide as a letter', () => {
    expect(joinedSentences('Copied 1 row.', 'It is masked.')).toBe('Copied 1 row. It is masked.');
    expect(joinedSentences('已复制 1 行。', '个人数据已脱敏。')).toBe(
      '已复制 1 行。个人数据已脱敏。',
    );
  });

  it('leave out what is not said', () => {
    expect(joinedSentences(undefined, 'One.', false, '', 'Two.')).toBe('One. Two.');
    expect(joinedSentences()).toBe('');
  });
});

describe('a list', () => {
  it('has the commas of the language', () => {
    const english = speaking({});
    expect(listed(english, ['Limit', false, 'Offset', undefined, 'Source'])).toBe(
      'Limit, Offset, Source',
    );
    expect(listed(chinese, ['限制', '偏移量', '来源'])).toBe('限制、偏移量、来源');
    expect(listed(english, ['Limit'])).toBe('Limit');
    expect(listed(english, [])).toBe('');
  });

  it('takes braces in its parts for text', () => {
    expect(listed(chinese, ['{next}', '{first}'])).toBe('{next}、{first}');
  });
});
