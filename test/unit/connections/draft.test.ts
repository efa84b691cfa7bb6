import { describe, expect, it } from 'vitest';
import { passwordMd5 as md5 } from '../../../src/api/credentials';
import {
  connectionOf,
  credentialsOfDraft,
  draftOf,
  newDraft,
  secretNeed,
  type Before,
} from '../../../src/connections/draft';
import {
  accountMessage,
  hostMessage,
  nameMessage,
  secretMessage,
  secretNeedWords,
} from '../../../src/connections/draftWords';
import { l10n } from './l10n';

const before: Before = {
  connection: {
    id: 'a',
    name: 'A',
    origin: 'https://one.example',
    signIn: 'oauth',
    defaultSource: 'WECHAT',
    defaultAccountId: 'WECHAT-CM',
  },
  credentials: { kind: 'oauth', key: 'the-key', secret: 'the-secret' },
};

describe('a draft', () => {
  it('of an unchanged connection is that connection', () => {
    expect(connectionOf(draftOf(before))).toEqual(before.connection);
  });

  it('never carries a kept secret', () => {
    expect(JSON.stringify(draftOf(before))).not.toContain('the-secret');
  });

  it('drops the account id of a source that has no accounts', () => {
    const connection = connectionOf({ ...draftOf(before), source: 'instore' });
    expect(connection).not.toHaveProperty('defaultAccountId');
  });

  it('turns a plain password into the MD5 that the documentation prints', () => {
    const draft = {
      ...newDraft('a', 'INSTORE'),
      signIn: 'basic',
      account: ' store.server ',
      secret: 'server123',
    } as const;
    expect(credentialsOfDraft(draft, undefined)).toEqual({
      kind: 'basic',
      till: 'store.server',
      passwordMd5: '8a16a6b70505eb1f1ff7cdc0cd5559a7',
    });
  });

  it('keeps spaces around a password, and none around an MD5, which it writes in lower case', () => {
    const draft = { ...newDraft('a', ''), account: 't' };
    expect(credentialsOfDraft({ ...draft, signIn: 'basic', secret: ' pw ' }, undefined)).toEqual({
      kind: 'basic',
      till: 't',
      passwordMd5: md5(' pw '),
    });
    const secret = ` ${md5('pw').toUpperCase()} `;
    expect(credentialsOfDraft({ ...draft, signIn: 'basicMd5', secret }, undefined)).toEqual({
      kind: 'basic',
      till: 't',
      passwordMd5: md5('pw'),
    });
  });
});

describe('an empty secret while editing', () => {
  it('keeps the stored one', () => {
    expect(secretNeed(draftOf(before), before)).toBe('keep');
    expect(credentialsOfDraft(draftOf(before), before)).toEqual(before.credentials);
  });

  it.each([
    [{ host: 'two.example' }, 'hostChanged', 'never sent to another host'],
    [{ host: 'one.example:8443' }, 'hostChanged', 'never sent to another host'],
    [{ signIn: 'basic' }, 'signInChanged', 'way of signing in'],
    [{ account: 'another' }, 'accountChanged', 'key or till'],
  ] as const)('is refused, with the reason, after %j', (change, need, words) => {
    const draft = { ...draftOf(before), ...change };
    expect(secretNeed(draft, before)).toBe(need);
    expect(secretNeedWords(l10n, need)).toContain(words);
    expect(secretMessage(l10n, draft.signIn, '', need)?.kind).toBe('error');
    expect(credentialsOfDraft(draft, before)).toBeUndefined();
  });

  it('leaves a signed-out connection signed out', () => {
    const signedOut = { ...before, credentials: undefined };
    expect(secretNeed(draftOf(signedOut), signedOut)).toBe('staySignedOut');
    expect(accountMessage(l10n, 'oauth', '', 'staySignedOut')).toBeUndefined();
  });

  it('is refused for a new connection', () => {
    expect(secretNeed(newDraft('a', ''), undefined)).toBe('enter');
    expect(secretMessage(l10n, 'oauth', ' ', 'enter')?.kind).toBe('error');
  });
});

describe('what is said while typing', () => {
  it('refuses an empty name, a taken one and a long one', () => {
    expect(nameMessage(l10n, ' ', [])?.kind).toBe('error');
    expect(nameMessage(l10n, 'europe ', ['Europe'])?.kind).toBe('error');
    expect(nameMessage(l10n, 'x'.repeat(81), [])?.kind).toBe('error');
    expect(nameMessage(l10n, 'Europe', ['Asia'])).toBeUndefined();
  });

  it('refuses http beyond this computer', () => {
    expect(hostMessage(l10n, 'http://eu.api.capillarytech.com')?.text).toContain('https');
    expect(hostMessage(l10n, 'http://127.0.0.1:8080')).toBeUndefined();
  });

  it('wants 32 hexadecimal digits for an MD5', () => {
    expect(secretMessage(l10n, 'basicMd5', 'server123', 'enter')?.kind).toBe('error');
    expect(secretMessage(l10n, 'basicMd5', md5('server123'), 'enter')).toBeUndefined();
  });

  it('hints at a password that looks like an MD5, and accepts it', () => {
    expect(secretMessage(l10n, 'basic', md5('server123'), 'enter')?.kind).toBe('hint');
  });

  it('hints at spaces around what is entered', () => {
    expect(accountMessage(l10n, 'oauth', ' key', 'enter')?.kind).toBe('hint');
    expect(secretMessage(l10n, 'oauth', 'secret ', 'enter')?.kind).toBe('hint');
  });

  it('refuses a token with its scheme, and one that no header can carry', () => {
    expect(secretMessage(l10n, 'token', 'Bearer abc', 'enter')?.text).toContain('Bearer');
    expect(secretMessage(l10n, 'token', 'abc def', 'enter')?.kind).toBe('error');
    expect(secretMessage(l10n, 'token', 'ab\u00e7', 'enter')?.kind).toBe('error');
    expect(secretMessage(l10n, 'token', 'abc.def-1', 'enter')).toBeUndefined();
  });

  it('refuses a till with a colon, which would move into the password', () => {
    expect(accountMessage(l10n, 'basic', 'store:server', 'enter')?.kind).toBe('error');
  });
});
