import { expect, test } from 'vitest';
import { hostPresets, parseOrigin } from '../../../src/api/hosts';
import { inEnglish } from '../../../src/sentence';

test.each([
  ['eu.api.capillarytech.com', 'https://eu.api.capillarytech.com'],
  ['  EU.api.capillarytech.com/ ', 'https://eu.api.capillarytech.com'],
  ['https://host.example:8443', 'https://host.example:8443'],
  ['https://host.example:443', 'https://host.example'],
  ['host.example:8443', 'https://host.example:8443'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['my_host', 'https://my_host'],
  ['[fe80::1]', 'https://[fe80::1]'],
  ['münchen.example', 'https://xn--mnchen-3ya.example'],
  // the first letter is Cyrillic
  ['сapillarytech.com', 'https://xn--apillarytech-7gk.com'],
])('%j is the host %s', (entered, origin) => {
  expect(parseOrigin(entered)).toEqual({ origin });
});

test.each([
  ['', /Enter a host/],
  ['http://host.example', /Use https/],
  ['http://127.0.0.1.example', /Use https/],
  // Node asks the network for such a name
  ['http://api.localhost', /Use https/],
  ['ftp://host.example', /Use https instead of ftp/],
  ['https://user:password@host.example', /user name and password/],
  ['https://@host.example', /user name and password/],
  ['https://host.example/v2/customers/bulk', /host only \(host\.example\)/],
  ['https://host.example?x=1', /host only/],
  ['https://host.example#', /host only/],
  ['host example', /spaces/],
  ['https:\\\\host.example', /backslashes/],
  ['https://', /not a host name/],
  ['host.example:99999', /port from 1 to 65535/],
  ['host.example:0', /port from 1 to 65535/],
  ['http://[::1]:x', /port from 1 to 65535/],
  ['-', /not a host name/],
  ['a..b', /not a host name/],
  ['host.example,other.example', /not a host name/],
  ['300.1.1.1', /not a host name/],
])('%j is not a host, and the sentence says why', (entered, reason) => {
  const parsed = parseOrigin(entered);
  expect('problem' in parsed ? inEnglish(parsed.problem) : '').toMatch(reason);
  expect(JSON.stringify(parsed)).not.toContain('password@');
});

test('every preset is a host', () => {
  for (const { host } of hostPresets)
    expect(parseOrigin(host)).toEqual({ origin: `https://${host}` });
});
