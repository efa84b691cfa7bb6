import { expect, test } from 'vitest';
import { readArgument } from '../../../src/inspector/commandArguments';

test('a keybinding says what Copy as Code writes, with as many options as it cares for', () => {
  expect(readArgument({ code: { target: 'python-requests', paging: true } })).toEqual({
    kind: 'argument',
    argument: { code: { target: 'python-requests', paging: true, signIn: false } },
  });
});

test('a name by which no code is written is refused, and said where it is', () => {
  const read = readArgument({ code: { target: 'cobol' } });
  expect(read).toMatchObject({ kind: 'problem' });
  expect(read.kind === 'problem' && read.message).toMatch(/^code\.target: No code/);
});
