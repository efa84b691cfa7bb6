import { secretIn, type FoundConnection, type FoundSignIn } from './foundConnection';

export type PostmanProblem =
  | 'tooLong'
  | 'notJson'
  | 'collection'
  | 'notEnvironment'
  /** None of its values is called like anything that a connection has. */
  | 'nothingKnown';

export type PostmanReading =
  | {
      readonly kind: 'found';
      /** Without a host. */
      readonly found: FoundConnection;
      /** Scheme, host and port; '' where there is none. */
      readonly url: string;
    }
  | { readonly kind: 'problem'; readonly reason: PostmanProblem };

export const LONGEST_ENVIRONMENT = 1_000_000;

/** What a value is for, by the names that people give it; spelt without case and separators. */
const NAMES = {
  host: 'host hostname hosturl baseurl baseuri url uri domain server serverurl endpoint origin apihost apiurl apibaseurl',
  key: 'key clientid clientkey apikey consumerkey oauthkey oauthclientid oauthclientkey appkey',
  secret: 'secret clientsecret apisecret consumersecret oauthsecret oauthclientsecret appsecret',
  till: 'till tillid tillname tillusername username user userid login basicuser basicusername',
  md5: 'passwordmd5 md5password tillpasswordmd5 md5',
  password: 'password pass pwd tillpassword userpassword basicpassword',
  token: 'token accesstoken oauthtoken authtoken bearertoken bearer xcapapioauthtoken apitoken',
  source: 'source defaultsource',
} as const;
type Meaning = keyof typeof NAMES;

const meanings: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(NAMES) as Meaning[]).flatMap((meaning) =>
    NAMES[meaning].split(' ').map((name) => [name, meaning] as const),
  ),
);

/** Reads an environment as Postman exports it: `{name, values: [{key, value, enabled}]}`. Never throws. */
export function readPostmanEnvironment(text: string): PostmanReading {
  if (text.length > LONGEST_ENVIRONMENT) return problem('tooLong');
  const parsed = parse(text);
  if (parsed === undefined) return problem('notJson');
  const { name, values, item, info } = record(parsed);
  if (Array.isArray(item) || info !== undefined) return problem('collection');
  if (!Array.isArray(values)) return problem('notEnvironment');
  const variables = enabledValues(values);
  const known = knownValues(variables);
  if (known.size === 0) return problem('nothingKnown');
  const signIn = signInOf((meaning) => known.get(meaning) ?? '');
  const url = known.get('host')?.trim() ?? '';
  return {
    kind: 'found',
    url: url.includes('{{') ? '' : withoutPath(url),
    found: {
      from: 'postman',
      name: typeof name === 'string' ? name : '',
      host: '',
      ...(signIn && { signIn }),
      isUnchecked: false,
      leftOut: [],
    },
  };
}

function enabledValues(values: readonly unknown[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of values) {
    const { key, value, enabled } = record(entry);
    if (typeof key !== 'string' || enabled === false) continue;
    if (typeof value === 'string' || typeof value === 'number') found.set(key, String(value));
  }
  return found;
}

/** Of several names for the same the first that has a value. */
function knownValues(variables: ReadonlyMap<string, string>): ReadonlyMap<Meaning, string> {
  const known = new Map<Meaning, string>();
  for (const [key, written] of variables) {
    const meaning = meanings.get(
      key
        .toLowerCase()
        .replace(/[\W_]/g, '')
        .replace(/^(?:capillary|cap)(?=.)/, ''),
    );
    if (meaning === undefined || known.has(meaning)) continue;
    const value = resolved(written, variables);
    if (value.trim() !== '') known.set(meaning, value);
  }
  return known;
}

/** Variables may hold others; those that hold each other, or very many, stay as they are. */
const DEEPEST = 5;
const LONGEST_VALUE = 20_000;

function resolved(written: string, variables: ReadonlyMap<string, string>): string {
  let value = written;
  for (let depth = 0; depth < DEEPEST; depth++) {
    let room = LONGEST_VALUE;
    const next = value
      .slice(0, LONGEST_VALUE)
      .replace(/\{\{([^{}]*)\}\}/g, (whole, name: string) => {
        const inner = variables.get(name.trim()) ?? whole;
        room -= inner.length;
        return room < 0 ? whole : inner;
      });
    if (next === value) break;
    value = next;
  }
  return value.slice(0, LONGEST_VALUE);
}

function signInOf(of: (meaning: Meaning) => string): FoundSignIn | undefined {
  const secret = (meaning: Meaning) => secretIn({ text: of(meaning), unknown: [] });
  const account = (meaning: Meaning) => {
    const { secret: text } = secretIn({ text: of(meaning), unknown: [] });
    return text.trim();
  };
  const oauth: FoundSignIn = { signIn: 'oauth', account: account('key'), ...secret('secret') };
  if (of('key') !== '' && of('secret') !== '') return oauth;
  if (of('till') !== '' && of('md5') !== '')
    return { signIn: 'basicMd5', account: account('till'), ...secret('md5') };
  if (of('till') !== '' && of('password') !== '') {
    const found = secret('password');
    const isMd5 = /^[\da-f]{32}$/i.test(found.secret.trim());
    return { signIn: isMd5 ? 'basicMd5' : 'basic', account: account('till'), ...found };
  }
  if (of('token') !== '') return { signIn: 'token', account: '', ...secret('token') };
  if (of('key') !== '' || of('secret') !== '') return oauth;
  return of('till') === '' ? undefined : { signIn: 'basic', account: account('till'), secret: '' };
}

/** Environments have base addresses; those of the API's versions are added by the query. */
function withoutPath(url: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(url)?.[0] ?? '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function problem(reason: PostmanProblem): PostmanReading {
  return { kind: 'problem', reason };
}
