import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsRemover } from '../../../src/privacy/knownSecrets';
import { REDACTED } from '../../../src/privacy/redact';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A secret as people and servers make them: nothing in it ends a word, a value or a line. */
const secret = fc
  .string({
    unit: fc.constantFrom(...'abcdefghijklmABCDEFGHIJKLM0123456789._-~'.split('')),
    minLength: 10,
    maxLength: 40,
  })
  .filter((value) => /[A-Z]/.test(value) && /\d/.test(value));

describe('a text that known secrets were removed from', () => {
  const known = fc
    .string({ unit: 'binary', minLength: 4, maxLength: 30 })
    .filter((value) => value.trim().length >= 4 && !REDACTED.includes(value));

  it('has them neither plain nor as MD5, escaped or URL-encoded', () => {
    fc.assert(
      fc.property(known, (value) => {
        const remove = secretsRemover([value]);
        const md5 = createHash('md5').update(value).digest('hex');
        for (const form of [
          value,
          md5,
          md5.toUpperCase(),
          JSON.stringify(value).slice(1, -1),
          encodeURIComponent(value),
          new URLSearchParams({ a: value }).toString().slice(2),
        ])
          expect(remove(`<< ${form} >>`)).not.toContain(form);
      }),
    );
  });

  it('has no part of them in a longer base64 text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 9 }),
        secret,
        fc.string({ maxLength: 9 }),
        (a, value, b) => {
          const line = secretsRemover([value])(`<< ${base64(a + value + b)} >>`);
          const left = Buffer.from(line.replaceAll(REDACTED, '').replace(/[<> ]/g, ''), 'base64');
          for (let at = 0; at + 3 < value.length; at += 1)
            expect(left.includes(value.slice(at, at + 4))).toBe(false);
        },
      ),
    );
    expect(
      secretsRemover(['store.server', 'server123'])(
        'c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3',
      ),
    ).not.toMatch(/[a-z0-9]{5}(?<!redacted|redac|edact|dacte|acted)/i);
  });

  it('is left alone by secrets so short that they are everywhere', () => {
    expect(secretsRemover(['a', ''])('a plain line')).toBe('a plain line');
  });

  it('is otherwise as it was', () => {
    const text = '{"customers":[{"userId":343035066,"key":"a"}]}';
    expect(secretsRemover(['till.secret', 'server123'])(text)).toBe(text);
  });
});
