import { expect, test } from 'vitest';
import { isMeantOnce, MessageGate } from '../../../src/inspector/messageGate';

function gate() {
  const lines: string[] = [];
  return { gate: new MessageGate((line) => lines.push(line)), lines };
}

test('of ten thousand messages at once few get through, and the log gets one line', () => {
  const { gate: wild, lines } = gate();
  const admitted = Array.from({ length: 10_000 }, (_, at) =>
    wild.admit({ kind: 'openJson' }, at / 10),
  );
  expect(admitted.filter((message) => message !== undefined).length).toBeLessThan(100);
  expect(lines).toEqual([
    'The inspector page sent a message "openJson" more often than anyone can press.',
  ]);
});

test('what is not understood is refused, whatever and however large it is', () => {
  const { gate: wild, lines } = gate();
  const huge = 'x'.repeat(5_000_000);
  const invalid: readonly unknown[] = [
    huge,
    { kind: huge },
    { kind: 'copy', what: 'value', pointer: huge },
    { kind: 'ready', more: huge },
    { kind: 'copy', what: 'credentials' },
    { kind: 'executeCommand', command: 'workbench.action.quit' },
    Array.from({ length: 100_000 }, () => 0),
    null,
    undefined,
    7,
  ];
  for (const message of invalid) expect(wild.admit(message, 0)).toBeUndefined();
  expect(lines).toEqual(['The inspector page sent a message that was not understood.']);
  expect(wild.admit({ kind: 'cancel' }, 0)).toEqual({ kind: 'cancel' });
});

test('a later burst has a line of its own, which counts the one before', () => {
  const { gate: wild, lines } = gate();
  for (const at of [0, 1, 2, 60_000]) wild.admit('wild', at);
  expect(lines).toEqual([
    'The inspector page sent a message that was not understood.',
    'The inspector page sent a message that was not understood (2 more of the kind before).',
  ]);
});

test('a person with a key held down, and a page that takes a large answer, are never refused', () => {
  const { gate: calm, lines } = gate();
  for (let at = 0; at < 60_000; at += 33) {
    expect(calm.admit({ kind: 'step', to: 'next' }, at)).toBeDefined();
    for (let piece = 0; piece < 9; piece++)
      expect(calm.admit({ kind: 'tookPiece' }, at)).toBeDefined();
  }
  expect(lines).toEqual([]);
});

test('code that is copied is meant once while that is under way, and code that is shown each time', () => {
  expect(isMeantOnce({ kind: 'code', what: 'copy' })).toBe(true);
  expect(isMeantOnce({ kind: 'code', what: 'show' })).toBe(false);
});
