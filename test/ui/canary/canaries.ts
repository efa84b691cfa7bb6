import { createHash, randomBytes } from 'node:crypto';

/** Secrets that turn up nowhere else, with characters that encodings treat differently. */
export interface Canaries {
  readonly oauth: { readonly key: string; readonly secret: string };
  readonly basic: { readonly till: string; readonly password: string };
  readonly token: string;
  /** What the token endpoint gives for the OAuth secret. */
  readonly accessToken: string;
}

export function newCanaries(): Canaries {
  const mark = () => randomBytes(9).toString('hex');
  return {
    oauth: { key: 'canary-key', secret: `canary secret+/"${mark()}` },
    basic: { till: 'store.server', password: `canary&pass wörd=${mark()}` },
    token: `canary.token/+${mark()}==`,
    accessToken: `canary.access/+${mark()}==`,
  };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Every form in which a canary could be written down, by the name that a finding has. */
export function traces({
  oauth,
  basic,
  token,
  accessToken,
}: Canaries): ReadonlyMap<string, string> {
  const passwordMd5 = md5(basic.password);
  const secrets = {
    'OAuth secret': oauth.secret,
    password: basic.password,
    'MD5 of the password': passwordMd5,
    'Basic pair': `${basic.till}:${passwordMd5}`,
    token,
    'access token': accessToken,
  };
  // its unique part, whatever was done to the rest
  const marks = Object.entries(secrets).flatMap(([name, secret]) =>
    [...secret.matchAll(/[0-9a-f]{18,32}/g)].map(([mark]) => [`${name}, a part of it`, mark]),
  );
  const forms = Object.entries(secrets).flatMap(([name, secret]) => [
    [name, secret],
    [`${name}, in JSON`, JSON.stringify(secret).slice(1, -1)],
    [`${name}, in HTML`, secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    [`${name}, URL-encoded`, encodeURIComponent(secret)],
    [`${name}, as a form`, new URLSearchParams({ a: secret }).toString().slice(2)],
    [`${name}, MD5`, md5(secret)],
    // without the end, which depends on what comes after it
    [`${name}, base64`, base64(secret).replace(/.{0,2}=*$/, '')],
    [`${name}, base64url`, Buffer.from(secret).toString('base64url').replace(/.{2}$/, '')],
  ]);
  return new Map([...forms, ...marks] as [string, string][]);
}

/** What of the traces a text holds, and around where; never the whole secret again. */
export function found(text: string, forms: ReadonlyMap<string, string>): readonly string[] {
  return [...forms]
    .filter(([, form]) => text.includes(form))
    .map(([name, form]) => {
      const at = text.indexOf(form);
      return `${name}: ${text.slice(Math.max(0, at - 80), at).replaceAll(/\s+/g, ' ')}▮`;
    });
}
