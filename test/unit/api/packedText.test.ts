import { describe, expect, it } from 'vitest';
import { packedText } from '../../../src/api/packedText';

describe('a text that is kept for long', () => {
  it.each([
    ['short', 'Ünïcode 田中'],
    ['long, of ASCII', 'e'.repeat(1_100_000)],
  ])('is kept as it is, where nothing is gained: %s', (_name, text) => {
    for (const bytes of [undefined, Buffer.from(text)])
      expect(packedText(text, bytes)).toBeUndefined();
  });

  it.each([
    ['long, in Latin letters', 'é'.repeat(1_100_000)],
    ['long, in any letters', `\ufeff${'a田😀\ufffd'.repeat(300_000)}`],
  ])('is read as it was: %s', (_name, text) => {
    for (const bytes of [undefined, Buffer.from(text)]) {
      const read = packedText(text, bytes);
      expect(read?.() === text).toBe(true);
      expect(read?.() === text).toBe(true);
    }
  });
});
