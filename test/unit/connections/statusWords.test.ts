import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import { withoutIcons } from '../../../src/connections/plainText';
import {
  connectionDescription,
  connectionState,
  lastTestWords,
} from '../../../src/connections/statusWords';
import { l10n } from './l10n';

const own: Connection = { id: 'a', name: 'A', origin: 'https://one.example', signIn: 'oauth' };
const sandbox: Connection = { ...own, id: 'sandbox' };
const signedIn = { signIn: { kind: 'signedIn', windowOnly: false }, running: 0 } as const;
const failure = { at: 0, words: 'It failed.' };

describe('the state of a connection', () => {
  it('follows the secret, the last request and a test under way', () => {
    expect(connectionState(own, { running: 0 }, false)).toBe('unknown');
    expect(connectionState(own, signedIn, false)).toBe('signedIn');
    expect(connectionState(own, { ...signedIn, failure }, false)).toBe('failed');
    expect(connectionState(own, { ...signedIn, failure, running: 1 }, false)).toBe('checking');
    const signedOut = (isForOtherHost: boolean) =>
      ({ signIn: { kind: 'signedOut', isForOtherHost }, running: 0, failure }) as const;
    expect(connectionState(own, signedOut(false), false)).toBe('signedOut');
    expect(connectionState(own, signedOut(true), false)).toBe('otherHost');
  });

  it('of the sandbox is whether it runs', () => {
    expect(connectionState(sandbox, { running: 0 }, false)).toBe('stopped');
    expect(connectionState(sandbox, { running: 0 }, true)).toBe('running');
  });

  it('is told before way of signing in, last test and host', () => {
    expect(connectionDescription(l10n, own, 'signedIn', true)).toBe(
      'in use · signed in · OAuth · one.example',
    );
    expect(connectionDescription(l10n, own, 'otherHost', false)).toBe(
      'host changed: sign in again · OAuth · one.example',
    );
    expect(connectionDescription(l10n, own, 'failed', false, 'test failed 10:15 AM')).toBe(
      'last request failed · OAuth · test failed 10:15 AM · one.example',
    );
  });

  it('says when it was tested, with the day where that was another one', () => {
    const at = new Date(2024, 4, 6, 10, 15).getTime();
    const words = (works: boolean, later: number) =>
      lastTestWords(l10n, { at, works, words: '' }, at + later, 'de');
    expect(words(true, 60_000)).toBe('test passed 10:15');
    expect(words(false, 86_400_000)).toMatch(/^test failed 06\.05\.24.* 10:15$/);
  });
});

describe('a name in the status bar', () => {
  it('cannot draw icons', () => {
    expect(withoutIcons('$(warning) Prod $5 (a)')).toBe('\\$(warning) Prod $5 (a)');
    expect(withoutIcons('$(sync~spin)')).toBe('\\$(sync~spin)');
  });
});
