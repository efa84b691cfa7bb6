import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askedOrigin, credentialsFor } from '../../../src/connections/faultOrigin';
import { faultWords, injectedWords } from '../../../src/connections/faultWords';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { l10n } from './l10n';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 0 });
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

test('the sandbox is asked where the newest fault with an address says, and at home after it', () => {
  expect(askedOrigin(sandbox)).toBe(sandbox.origin);
  sandbox.inject({ fault: 'unknown-host' });
  sandbox.inject({ fault: 'tls-expired' });
  sandbox.inject({ fault: 'server-error' });
  expect(askedOrigin(sandbox)).toBe(sandbox.secureOrigin);
  sandbox.clearFaults();
  expect(askedOrigin(sandbox)).toBe(sandbox.origin);
});

test('only the sandbox itself gets its credentials, over http and https', () => {
  const own = { kind: 'oauth', ...sandbox.credentials.oauth };
  expect(credentialsFor(sandbox, sandbox.origin)).toEqual(own);
  expect(credentialsFor(sandbox, sandbox.secureOrigin)).toEqual(own);
  expect(credentialsFor(sandbox, 'http://127.0.0.1:2')).toBeUndefined();
});

test.each(['unknown-host', 'connection-refused'])(
  '%s gets nothing that is good anywhere',
  (fault) => {
    const { origin = '' } = sandbox.inject({ fault });
    const { key, secret } = sandbox.credentials.oauth;
    const given = JSON.stringify(credentialsFor(sandbox, origin));
    expect(given).toContain('oauth');
    for (const own of [key, secret]) expect(given).not.toContain(own);
    sandbox.clearFaults();
    expect(credentialsFor(sandbox, origin)).toBeUndefined();
  },
);

test('faults are told in words, the newest by its title', () => {
  expect(faultWords(l10n, sandbox.activeFaults())).toBeUndefined();
  sandbox.inject({ fault: 'html-502' });
  expect(faultWords(l10n, sandbox.activeFaults())).toBe('fault on: HTML with 502');
  sandbox.inject({ fault: 'clock-skew' });
  expect(faultWords(l10n, sandbox.activeFaults())).toBe('2 faults on: Clock skew, …');
});

test('what was injected is told with how long it stays, and what it stands before', () => {
  const told = () => injectedWords(l10n, sandbox.activeFaults());
  sandbox.inject({ fault: 'server-error' });
  expect(told()).toBe('Injected into the sandbox, until it is cleared: 500 for ever.');
  sandbox.inject({ fault: 'server-error-once' });
  expect(told()).toBe(
    'Injected into the sandbox, for one request: 500 once, then fine. Where both could act, it comes before the one that was on.',
  );
  sandbox.inject({ fault: 'html-502', times: 3 });
  expect(told()).toMatch(/, for 3 requests: HTML with 502\. .* the 2 that were on\.$/);
  sandbox.clearFaults();
  expect(told()).toBe('The sandbox has no faults any more.');
});
