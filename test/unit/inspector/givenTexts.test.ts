import { expect, test } from 'vitest';
import { GivenTexts } from '../../../src/inspector/givenTexts';

/** Texts that say whether they are masked, and wait to be made until the test lets them. */
function giving() {
  const state = { isMasked: false };
  const texts = new GivenTexts(state);
  const waiting: (() => void)[] = [];
  const make = async () => {
    const text = state.isMasked ? 'A••' : 'Arjun';
    await new Promise<void>((resolve) => waiting.push(resolve));
    return text;
  };
  return {
    state,
    texts,
    text: texts.give('a', make),
    async made() {
      for (const go of waiting.splice(0)) go();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a text that the switch overtook while it was made is made again', async () => {
  const it = giving();
  it.state.isMasked = true;
  await it.made();
  await it.made();
  expect(await it.text).toBe('A••');
  expect(it.texts.isOld('a')).toBe(false);
});

test('a text that was given before the switch is old, and one that nobody has is not', async () => {
  const it = giving();
  await it.made();
  expect(await it.text).toBe('Arjun');
  expect(it.texts.isOld('a')).toBe(false);
  it.state.isMasked = true;
  expect(it.texts.isOld('a')).toBe(true);
  expect(it.texts.isOld('b')).toBe(false);
  it.texts.forget('a');
  expect(it.texts.isOld('a')).toBe(false);
});
