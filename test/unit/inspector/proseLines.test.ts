import { expect, it } from 'vitest';
import { proseLines } from '../../../src/inspector/proseLines';

it('has every sentence on a line of its own, and what is quoted in one', () => {
  expect(
    proseLines(
      'No customer has this identifier. Check its value. The API says: “Not found. Sorry.” (code 8015). Request id: r.1',
    ),
  ).toBe(
    [
      'No customer has this identifier.',
      'Check its value.',
      'The API says: “Not found. Sorry.” (code 8015).',
      'Request id: r.1',
    ].join('\n'),
  );
});

it('breaks a long sentence between words, and loses none of it', () => {
  const long = `${'word '.repeat(60)}${'x'.repeat(200)} end.`;
  const lines = proseLines(long).split('\n');
  expect(lines.join(' ')).toBe(long);
  expect(lines.filter((line) => line.length > 90)).toEqual(['x'.repeat(200)]);
});
