import { parseArgs } from 'node:util';
import { inEnglish } from '../sentence';
import { faults } from './faults';
import { startSandbox, type Sandbox, type SandboxOptions, type SandboxParent } from './sandbox';
import { basicHeaderValue } from './signIn';

const HELP = `Serves the customer-hierarchy API on this computer, with computed customers.

Usage: npm run sandbox -- [options]

  --customers <n>              computed customers (default 10000)
  --family <n>                 about so many of them below one parent, three levels deep (default 0)
  --roles <2-8>                roles in the hierarchy (default 4)
  --seed <n>                   the same seed gives the same customers (default 1)
  --port <n>                   port on 127.0.0.1 (default: a free one)
  --token-lifetime <seconds>   how long an OAuth token lives (default 300)
  --max-limit <n>              most rows of a page (default 100)
  --error-status <400|200>     HTTP status of errors with a code of the API's own (default 400)
  --sign-in-error-shape <v2|v1.1>      body of 401 and 498 (default v2)
  --outside-hierarchy <error|empty>    parent outside any hierarchy (default error, 1625)
  --fault <id>                 make that go wrong from the start; may be given several times
  --list-faults                tell every fault with its id, and end
  --brief                      say no more than address, credentials and one example
  --help                       this text

While it runs, faults are told, injected and cleared at /_sandbox/faults (GET, POST, DELETE):
  curl -H 'Content-Type: application/json' -d '{"fault":"rate-limited","times":3}' <origin>/_sandbox/faults

Stop it with Ctrl+C.
`;

/** A flag that cannot be used, told in one sentence. */
class UsageError extends Error {}

interface Asked extends SandboxOptions {
  readonly brief: boolean;
  /** Ids of faults. */
  readonly faults: readonly string[];
}

function optionsOf(flags: readonly string[]): Asked | 'help' | 'listFaults' {
  const values = parsedFlags(flags);
  if (values.help) return 'help';
  if (values['list-faults']) return 'listFaults';
  return {
    brief: values.brief ?? false,
    faults: values.fault ?? [],
    customers: number('customers', values.customers),
    family: number('family', values.family),
    roles: number('roles', values.roles),
    seed: number('seed', values.seed),
    port: number('port', values.port),
    tokenLifetimeSeconds: number('token-lifetime', values['token-lifetime']),
    maximumLimit: number('max-limit', values['max-limit']),
    apiErrorStatus:
      choice('error-status', values['error-status'], ['400', '200']) === '200' ? 200 : 400,
    signInErrorShape: choice('sign-in-error-shape', values['sign-in-error-shape'], ['v2', 'v1.1']),
    outsideHierarchy: choice('outside-hierarchy', values['outside-hierarchy'], ['error', 'empty']),
  };
}

function parsedFlags(flags: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...flags],
      options: {
        customers: text,
        family: text,
        roles: text,
        seed: text,
        port: text,
        'token-lifetime': text,
        'max-limit': text,
        'error-status': text,
        'sign-in-error-shape': text,
        'outside-hierarchy': text,
        fault: { type: 'string', multiple: true },
        'list-faults': { type: 'boolean' },
        brief: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${misuse(error)}; see --help.`);
  }
}

/** What is wrong with the flags, shorter than Node says it. */
function misuse(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const flag = /--[\w-]+/.exec(message)?.[0] ?? '';
  // "ambiguous" is how Node calls a value that begins with a dash
  if (/argument (?:missing|is ambiguous)/.test(message))
    return `${flag} needs a value, which cannot begin with a dash`;
  // Node explains at length how to escape; its first clause is what the user needs
  return message.split(/\. |\n/)[0] ?? message;
}

function number(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${flag} needs a number, not "${text}".`);
  return Number(text);
}

function choice<T extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  const chosen = choices.find((one) => one === text);
  if (text !== undefined && chosen === undefined)
    throw new UsageError(`--${flag} is ${choices.join(' or ')}, not "${text}".`);
  return chosen;
}

/** What a user needs to start asking, as text for the terminal. */
function welcome(sandbox: Sandbox, brief: boolean): string {
  const { oauth, basic } = sandbox.credentials;
  const [first] = sandbox.parents;
  return `Customer hierarchy sandbox on ${sandbox.origin}

${faultLines(sandbox)}\
${brief ? '' : `Parents worth looking at:\n${sandbox.parents.map(parentLines).join('\n')}\n\n`}\
Sign in with OAuth:
  key       ${oauth.key}
  secret    ${oauth.secret}
or with Basic:
  till      ${basic.till}
  password  ${basic.password}

Ask from a shell, with Basic:
  export CAPILLARY_BASIC='${basicHeaderValue(basic)}'
${first ? exampleLines(sandbox.origin, first) : ''}

Get a token for CAPILLARY_TOKEN, which copied commands of an OAuth connection want:
  curl -H 'Content-Type: application/json' -d '${JSON.stringify(oauth)}' \\
    '${sandbox.origin}/v3/oauth/token/generate'
${brief ? '' : '\nStop it with Ctrl+C.\n'}`;
}

/** What is wrong from the start. */
function faultLines(sandbox: Sandbox): string {
  const active = sandbox.activeFaults();
  if (active.length === 0) return '';
  const lines = active.map(
    ({ fault, origin }) => `  ${fault.title}${origin === undefined ? '' : ` (ask ${origin})`}\n`,
  );
  return `Faults that are on:\n${lines.join('')}\n`;
}

function faultTable(): string {
  const width = Math.max(...faults.map(({ id }) => id.length)) + 2;
  return faults.map(({ id, title, note }) => `${id.padEnd(width)}${title}. ${note}\n`).join('');
}

function parentLines(parent: SandboxParent): string {
  const where = [parent.source, parent.accountId].filter((part) => part !== undefined).join(' ');
  const question = `${parent.associationEntityType} ${parent.identifierType}=${parent.identifierValue}`;
  return `  ${question}${where === '' ? '' : ` (${where})`}\n      ${inEnglish(parent.label)}: ${inEnglish(parent.note)}`;
}

function exampleLines(origin: string, parent: SandboxParent): string {
  const query = new URLSearchParams({
    source: parent.source ?? 'INSTORE',
    associationEntityType: parent.associationEntityType,
    associationEntityIdentifierType: parent.identifierType,
    associationEntityIdentifierValue: parent.identifierValue,
    includeNoOfChildren: 'true',
  });
  return `  curl -H "Authorization: Basic $CAPILLARY_BASIC" \\
    '${origin}/v2/customers/bulk?${query.toString()}'`;
}

/** What went wrong, for somebody who has only the terminal to look at. */
function sentence(error: unknown, port: number | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port ?? 0} is taken by another program; choose another one, or leave out --port.`;
  if (code === 'EACCES') return `Port ${port ?? 0} is not allowed; choose one above 1023.`;
  return error instanceof Error ? error.message : String(error);
}

/** Before the sandbox starts: what fails after that would leave it running. */
function checkFaults(ids: readonly string[]): void {
  for (const id of ids) {
    const fault = faults.find((one) => one.id === id);
    if (!fault) throw new UsageError(`There is no fault "${id}"; see --list-faults.`);
    if (fault.making.kind === 'client')
      throw new UsageError(`No server can make the fault "${id}"; see --list-faults.`);
  }
}

async function main(): Promise<void> {
  let port: number | undefined;
  try {
    const options = optionsOf(process.argv.slice(2));
    if (options === 'help') {
      process.stdout.write(HELP);
      return;
    }
    if (options === 'listFaults') {
      process.stdout.write(faultTable());
      return;
    }
    port = options.port;
    checkFaults(options.faults);
    const sandbox = await startSandbox(options);
    for (const fault of options.faults) sandbox.inject({ fault });
    process.stdout.write(welcome(sandbox, options.brief));
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void sandbox.close());
  } catch (error) {
    process.stderr.write(`${sentence(error, port)}\n`);
    process.exitCode = 1;
  }
}

void main();
