import { expect, test } from 'vitest';
import { OpenContents } from '../../../src/inspector/openContents';

/** Answers that come when the test says so. */
function questions() {
  const answers: ((text: string) => void)[] = [];
  const ask = () => new Promise<string>((resolve) => answers.push(resolve));
  return { answers, ask };
}

test('a text that two read at once is asked for once, and is known from then on', async () => {
  const contents = new OpenContents<string>();
  const { answers, ask } = questions();
  const reads = [contents.read('one', ask), contents.read('one', ask)];
  expect(answers).toHaveLength(1);
  answers[0]?.('text');
  expect(await Promise.all(reads)).toEqual(['text', 'text']);
  expect(await contents.read('one', ask)).toBe('text');
  expect(answers).toHaveLength(1);
  expect(contents.forget('one')).toBe('text');
  expect(contents.get('one')).toBeUndefined();
});

test('the text of a document that was closed before it came is not kept', async () => {
  const contents = new OpenContents<string>();
  const { answers, ask } = questions();
  const read = contents.read('one', ask);
  expect(contents.forget('one')).toBeUndefined();
  // opened again: that is another question
  const again = contents.read('one', ask);
  answers[0]?.('of before');
  expect(await read).toBe('of before');
  expect(contents.get('one')).toBeUndefined();
  answers[1]?.('new');
  expect(await again).toBe('new');
  expect(contents.get('one')).toBe('new');
});

test('what could not be asked for is asked for by the next one who reads', async () => {
  const contents = new OpenContents<string>();
  await expect(contents.read('one', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await contents.read('one', () => Promise.resolve('text'))).toBe('text');
});
