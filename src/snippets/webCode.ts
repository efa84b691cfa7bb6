import type { Call } from './codeCall';

/** The value of the header that signs, as an expression of JavaScript. */
function signature({ prefix, variable, signIn }: Call): string {
  if (signIn) return 'token';
  return prefix === '' ? `process.env.${variable}` : `\`${prefix}\${process.env.${variable}}\``;
}

function headers(call: Call, indent: string): string {
  return [
    'headers: {',
    `  Accept: 'application/json',`,
    `  '${call.header}': ${signature(call)},`,
    '},',
  ].join(`\n${indent}`);
}

const BODY = `{
  key: process.env.CAPILLARY_KEY,
  secret: process.env.CAPILLARY_SECRET,
}`;

function signInByFetch({ tokenUrl }: Call): string {
  return `const signIn = await fetch('${tokenUrl}', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(${BODY.replaceAll('\n', '\n  ')}),
  // another host would get the secret
  redirect: 'manual',
});
if (!signIn.ok) throw new Error(\`Sign-in was refused: \${signIn.status}\`);
const token = (await signIn.json()).data.accessToken;

`;
}

export function javascriptFetch(call: Call): string {
  return `${call.signIn ? signInByFetch(call) : ''}const response = await fetch('${call.url}', {
  ${headers(call, '  ')}
  redirect: 'manual',
});
console.log(await response.text());
`;
}

export function javascriptAxios(call: Call): string {
  return `import axios from 'axios';

const response = await axios
  .get('${call.url}', {
    ${headers(call, '    ')}
    maxRedirects: 0,
    // the text as it came: JSON.parse rounds ids beyond 2^53
    responseType: 'text',
    transformResponse: (text) => text,
    validateStatus: () => true,
  })
  .catch((error) => {
    // an AxiosError holds the credentials, and would be printed with them
    throw new Error(error.message);
  });
console.log(response.data);
`;
}

export function nodeHttp(call: Call): string {
  const module = call.isHttps ? 'https' : 'http';
  return `import ${module} from 'node:${module}';

${module}
  .get(
    '${call.url}',
    {
      ${headers(call, '      ')}
    },
    (response) => response.pipe(process.stdout),
  )
  .on('error', console.error);
`;
}

/** The documented answer; what it holds besides stays in the object. */
const RESPONSE_TYPES = `interface Identifier {
  type: string;
  value: string;
}

interface CommChannel {
  type: string;
  value: string;
  primary?: boolean;
  verified?: boolean;
  meta?: Record<string, unknown>;
  attributes?: Record<string, unknown>;
}

interface Profile {
  firstName: string;
  lastName: string;
  fields: Record<string, unknown>;
  identifiers: Identifier[];
  identifiersAll: Identifier[];
  commChannels: CommChannel[];
  source: string;
  /** A text beyond 2^53, where JSON.parse would round it. */
  userId: number | string;
  accountId: string;
  conflictingProfileList: unknown[];
  autoUpdateTime: string;
}

interface Customer {
  /** The first one's userId is the customer's key. */
  profiles: Profile[];
  extendedFields: Record<string, unknown>;
  /** With includeCustomerAssociateDetail. */
  roleCode?: string;
  createdDate?: string;
  defaultChild?: boolean;
  /** With includeNoOfChildren. */
  noOfChildren?: number;
}

interface Issue {
  status?: boolean;
  code?: number;
  message?: string;
}

interface CustomersResponse {
  entity?: {
    customers: Customer[];
    /** Of this answer, not of all pages. */
    count: number;
    errors: Issue[];
    warnings: Issue[];
  };
  warnings?: Issue[];
  errors?: Issue[];
  success?: boolean;
}`;

const WITH_AXIOS = `import axios from 'axios';

${RESPONSE_TYPES}

/** What is no JSON stays as it came; long ids become texts. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/("userId"\\s*:\\s*)(\\d{16,})/g, '$1"$2"'));
  } catch {
    return text;
  }
}

/** An AxiosError holds the credentials, and would be printed with them. */
function withoutCredentials(error: Error): never {
  throw new Error(error.message);
}
`;

function signInByAxios({ tokenUrl }: Call): string {
  return `
const signIn = await axios
  .post<{ data: { accessToken: string; ttlSeconds: number } }>(
    '${tokenUrl}',
    ${BODY.replaceAll('\n', '\n    ')},
    // another host would get the secret
    { maxRedirects: 0 },
  )
  .catch(withoutCredentials);
const token = signIn.data.data.accessToken;
`;
}

export function typescriptAxios(call: Call): string {
  const start = `${WITH_AXIOS}${call.signIn ? signInByAxios(call) : ''}`;
  if (call.paging) return `${start}\n${pagingLoop(call)}`;
  return `${start}
const { data, status } = await axios
  .get<CustomersResponse>('${call.url}', {
    ${headers(call, '    ')}
    maxRedirects: 0,
    transformResponse: parsed,
    // errors come as JSON, too
    validateStatus: () => true,
  })
  .catch(withoutCredentials);
if (status !== 200) console.error(\`HTTP \${status}\`);
console.log(JSON.stringify(data, null, 2));
`;
}

function pagingLoop(call: Call): string {
  return `const URL_OF_PAGES = '${call.urlWithoutOffset}';

async function page(offset: number): Promise<Customer[]> {
  for (let tries = 1; ; tries++) {
    const { data, status, headers } = await axios
      .get<CustomersResponse>(\`\${URL_OF_PAGES}&offset=\${offset}\`, {
        ${headers(call, '        ')}
        maxRedirects: 0,
        transformResponse: parsed,
        validateStatus: () => true,
      })
      .catch(withoutCredentials);
    if (status === 429 && tries < 6) {
      await new Promise((resolve) => setTimeout(resolve, wait(headers['retry-after'], tries)));
      continue;
    }
    if (status !== 200 || data.entity === undefined || data.success === false)
      throw new Error(\`HTTP \${status}: \${JSON.stringify(data)}\`);
    return data.entity.customers;
  }
}

/** Milliseconds: as the server says (seconds or a date), up to 5 minutes; else longer each time. */
function wait(retryAfter: unknown, tries: number): number {
  const text = String(retryAfter ?? '');
  const seconds = /^\\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(0, seconds), 300) * 1000
    : 2 ** tries * 500 * (1 + Math.random());
}

// a page may have fewer rows than asked for: go on by those received, until none of them is new
const seen = new Set<string>();
for (let offset = ${call.offset}; ; ) {
  const customers = await page(offset);
  const before = seen.size;
  for (const customer of customers) {
    const userId = customer.profiles?.[0]?.userId ?? undefined;
    // who has no id may be anybody
    const key = userId === undefined ? JSON.stringify(customer) : String(userId);
    if (userId === undefined || !seen.has(key)) console.log(JSON.stringify(customer));
    seen.add(key);
  }
  if (seen.size === before) break;
  offset += customers.length;
}
`;
}

export function k6Script(call: Call): string {
  const value = `__ENV.${call.variable}`;
  return `import http from 'k6/http';
import { check } from 'k6';

export const options = { vus: 1, iterations: 1 };

export default function () {
  const response = http.get('${call.url}', {
    headers: {
      Accept: 'application/json',
      '${call.header}': ${call.prefix === '' ? value : `\`${call.prefix}\${${value}}\``},
    },
    redirects: 0,
  });
  check(response, { 'status is 200': ({ status }) => status === 200 });
}
`;
}
