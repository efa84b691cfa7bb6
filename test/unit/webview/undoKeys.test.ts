import { expect, test } from 'vitest';
import { isSelectAllKey } from '../../../webview/selectAllKey';
import { isCancelKey } from '../../../webview/cancelKey';
import { undoKey } from '../../../webview/undoKeys';

const plain = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const ctrl = { ...plain, ctrlKey: true };
const command = { ...plain, metaKey: true };

test.each([
  ['Ctrl+Z', { ...ctrl, key: 'z' }, false, 'undo'],
  ['Ctrl+Shift+Z', { ...ctrl, shiftKey: true, key: 'Z' }, false, 'redo'],
  ['Ctrl+Y', { ...ctrl, key: 'y' }, false, 'redo'],
  ['⌘Z', { ...command, key: 'z' }, true, 'undo'],
  ['⇧⌘Z', { ...command, shiftKey: true, key: 'z' }, true, 'redo'],
  ['Ctrl+Z of a Greek keyboard', { ...ctrl, key: 'ζ', code: 'KeyZ' }, false, 'undo'],
  ['Ctrl+Y of a German keyboard', { ...ctrl, key: 'y', code: 'KeyZ' }, false, 'redo'],
  ['a z that is typed', { ...plain, key: 'z' }, false, undefined],
  ['Ctrl+Alt+Z', { ...ctrl, altKey: true, key: 'z' }, false, undefined],
  ['Ctrl+Z on a Mac', { ...ctrl, key: 'z' }, true, undefined],
  ['⌘Y on a Mac', { ...command, key: 'y' }, true, undefined],
] as const)('%s', (_says, event, isMac, means) => {
  expect(undoKey(event, isMac)).toBe(means);
});

test.each([
  ['Ctrl+A', { ...ctrl, key: 'a' }, false, true],
  ['Ctrl+A with Caps Lock', { ...ctrl, key: 'A' }, false, true],
  ['⌘A', { ...command, key: 'a' }, true, true],
  ['Ctrl+A of a Greek keyboard', { ...ctrl, key: 'α', code: 'KeyA' }, false, true],
  ['Ctrl+A on a Mac, which goes to the start of the line', { ...ctrl, key: 'a' }, true, false],
  ['Ctrl+Shift+A', { ...ctrl, shiftKey: true, key: 'A' }, false, false],
  ['an a that is typed', { ...plain, key: 'a' }, false, false],
] as const)('%s: whether it selects all', (_says, event, isMac, selects) => {
  expect(isSelectAllKey(event, isMac)).toBe(selects);
});

const escape = { ...plain, key: 'Escape', isComposing: false };
test.each([
  ['Escape', escape, true],
  ['Shift+Escape, which is the window’s', { ...escape, shiftKey: true }, false],
  [
    'Escape that takes back what an input method has begun',
    { ...escape, isComposing: true },
    false,
  ],
  ['another key', { ...escape, key: 'Enter' }, false],
] as const)('%s: whether it cancels a request', (_says, event, cancels) => {
  expect(isCancelKey(event)).toBe(cancels);
});
