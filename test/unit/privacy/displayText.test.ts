import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideLabel, escapeMarkdown, visibleText } from '../../../src/privacy/displayText';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('text for a label', () => {
  it('shows control characters as their pictures', () => {
    expect(visibleText('a\nb\r\tc\0\x1b[31m\x7f')).toBe('a␊b␍␉c␀␛[31m␡');
  });

  it('shows what turns, hides or splits other text by its code', () => {
    expect(visibleText('abc\u202egnp.exe')).toBe('abc‹U+202E›gnp.exe');
    expect(visibleText('\u2066a\u2069')).toBe('‹U+2066›a‹U+2069›');
    expect(visibleText('a\u200bb\ufeffc\u2060d\u00ade')).toBe(
      'a‹U+200B›b‹U+FEFF›c‹U+2060›d‹U+00AD›e',
    );
    expect(visibleText('a\u2028b\u0085c')).toBe('a‹U+2028›b‹U+0085›c');
    expect(visibleText('\u{e0041}\u3164')).toBe('‹U+E0041›‹U+3164›');
    expect(visibleText('\ud800')).toBe('‹U+D800›');
  });

  it('leaves names in any script, and emoji, as they are', () => {
    for (const name of ['José', '阿明', 'أحمد', 'می‌خواهم', 'क्‍ष', 'ශ්‍රී', 'Zoë 👩‍👩‍👧 ❤️‍🔥', 'ไทย'])
      expect(visibleText(name)).toBe(name);
  });

  it('shows a joiner that joins nothing', () => {
    expect(visibleText('adm\u200cin\u200d')).toBe('adm‹U+200C›in‹U+200D›');
  });

  it('leaves nothing unseen, and says the same when asked again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = visibleText(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
        expect(visibleText(shown)).toBe(shown);
      }),
    );
  });

  it('is never longer than allowed, and says with an ellipsis that it was cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, maximumLength) => {
        const shown = visibleText(text, maximumLength);
        expect(shown.length).toBeLessThanOrEqual(maximumLength);
        const whole = visibleText(text);
        if (whole.length <= maximumLength) expect(shown).toBe(whole);
        else expect(shown.endsWith('…') && whole.startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('is not cut inside a character or a code', () => {
    expect(visibleText('ab\u202ecd', 6)).toBe('ab…');
    expect(visibleText('a👍b', 3)).toBe('a…');
  });
});

describe('text for Markdown', () => {
  it('keeps every mark from having a meaning', () => {
    expect(escapeMarkdown('**b** [x](command:y) ![i](z) `c` ~~d~~ # h')).toBe(
      String.raw`\*\*b\*\* \[x\]\(command\:y\) \!\[i\]\(z\) \`c\` \~\~d\~\~ \# h`,
    );
    expect(escapeMarkdown('<img src=x> &lt;')).toBe(String.raw`&lt;img src\=x&gt; &amp;lt\;`);
  });

  it('leaves no icon, which VS Code looks for after backslashes are undone', () => {
    expect(escapeMarkdown('$(star)')).toBe(String.raw`&#36;\(star\)`);
  });

  it('leaves no address that would become a link by itself', () => {
    for (const address of ['https://evil.example', 'www.evil.example', 'a@evil.example'])
      expect(escapeMarkdown(address)).not.toMatch(/https?:\/\/|www\.|\w@\w/);
  });

  it('is one line that starts no block, however the text begins', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(' ', '\n', '\t', '-', '1', '.', '>', '#', '=', '`', '|', 'a'),
          maxLength: 20,
        }),
        (text) => {
          expect(escapeMarkdown(text)).not.toMatch(/[\r\n\t]|^[ #>`=|-]|(?<!\\)[.`|*_]/);
        },
      ),
    );
  });

  it('can be undone: no character is lost', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const undone = escapeMarkdown(text)
          .replaceAll('&nbsp;', ' ')
          .replace(/\\(.)/gu, '$1')
          .replaceAll('&#36;', '$')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        expect(undone).toBe(visibleText(text));
      }),
    );
  });
});

describe('a description beside its label', () => {
  const mark = '\u200e';

  it('is as it is beside text from left to right', () => {
    expect(besideLabel('Asha Rao', '919800000001 · 2 children')).toBe('919800000001 · 2 children');
  });

  it('keeps its digits on its own side of text from right to left', () => {
    expect(besideLabel('ليلى حداد', '919800000001 · 2 children')).toBe(
      `${mark}919800000001 · ${mark}2 children`,
    );
    expect(besideLabel('externalId', 'דוד, 12')).toBe(`${mark}דוד, ${mark}12`);
  });
});
