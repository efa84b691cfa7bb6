import { describe, expect, it } from 'vitest';
import { packedText } from '../../../src/api/packedText';

describe('a text that is kept for long', () => {
  it.each([
    ['short', 'Ünïcode 田中'],
    ['long, in Latin letters', 'é'.repeat(1_100_000)],
    ['long, in any letters', `\ufeff${'a田😀\ufffd'.repeat(300_000)}`],
  ])('is read as it was: %s', (_name, text) => {
    for (const bytes of [undefined, Buffer.from(text)]) {
      const read = packedText(text, bytes);
      expect(read() === text).toBe(true);
      expect(read() === text).toBe(true);
    }
  });
});
