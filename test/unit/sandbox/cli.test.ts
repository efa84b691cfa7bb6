import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../../src/sandbox/faults';
import { startSandbox } from '../../../src/sandbox/sandbox';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
const bundle = join(folder, 'sandbox-cli.js');

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../../src/sandbox/cli.ts', import.meta.url));
  await build({ entryPoints: [entry], bundle: true, platform: 'node', outfile: bundle });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command line to its end. */
function run(...flags: readonly string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [bundle, ...flags], (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

test('prints address, credentials, parents and an example; the line to export opens the API; Ctrl+C ends it', async () => {
  const child = spawn(process.execPath, [bundle, '--customers', '1000000', '--roles', '6']);
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C')) break;
  }
  const exited = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  expect(printed).toContain('Root with 30,000 children');
  expect(printed).toMatch(/key +\S+\n +secret +\S+\n.*\n +till +\S+\n +password +\S+/);
  const basic = /export CAPILLARY_BASIC='([^']+)'/.exec(printed)?.[1] ?? '';
  const [, address = ''] = /curl .*\n +'([^']+)'/.exec(printed) ?? [];
  const answer = await fetch(address, { headers: { authorization: `Basic ${basic}` } });
  expect(await answer.json()).toMatchObject({ success: true, entity: { count: 10 } });
  const [, body = '', endpoint = ''] = /-d '(.*)' .*\n +'([^']+)'/.exec(printed) ?? [];
  const token = await fetch(endpoint, { method: 'POST', body });
  expect(await token.json()).toMatchObject({ data: { ttlSeconds: 300 } });
  child.kill('SIGINT');
  expect(await exited).toBe(0);
});

test('--help explains every flag', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const flag of ['customers', 'roles', 'seed', 'port', 'token-lifetime', 'max-limit', 'fault'])
    expect(stdout).toContain(`--${flag} `);
});

test('--list-faults tells every fault by its id', async () => {
  const { code, stdout } = await run('--list-faults');
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(faults.map(({ id }) => id));
});

test('--fault makes something go wrong from the start, and says so', async () => {
  const child = spawn(process.execPath, [bundle, '--fault', 'html-502', '--fault', 'tls-expired']);
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C')) break;
  }
  const [origin = ''] = /http:\S+/.exec(printed) ?? [];
  expect(printed).toContain('HTML with 502\n');
  expect(printed).toContain(`(ask ${origin.replace('http:', 'https:')})`);
  const answer = await fetch(`${origin}/v2/customers/bulk`);
  child.kill('SIGINT');
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('<html>')]);
});

test.each([
  [['--fault', 'rain'], 'There is no fault "rain"; see --list-faults.\n'],
  [['--fault', 'sleep'], 'No server can make the fault "sleep"; see --list-faults.\n'],
  [['--customers', 'many'], '--customers needs a number, not "many".\n'],
  [['--roles', '12'], 'The number of roles must be a whole number from 2 to 8.\n'],
  [['--error-status', '404'], '--error-status is 400 or 200, not "404".\n'],
  [['--fast'], "Unknown option '--fast'; see --help.\n"],
  [['extra'], "Unexpected argument 'extra'; see --help.\n"],
  [['--seed'], '--seed needs a value, which cannot begin with a dash; see --help.\n'],
  [['--seed', '-1'], '--seed needs a value, which cannot begin with a dash; see --help.\n'],
])('%j is refused in one sentence', async (flags, sentence) => {
  const { code, stderr, stdout } = await run(...flags);
  expect({ code, stderr, stdout }).toEqual({ code: 1, stderr: sentence, stdout: '' });
});

test('a busy port is told in one sentence', async () => {
  const other = await startSandbox();
  const port = new URL(other.origin).port;
  const { code, stderr } = await run('--port', port);
  await other.close();
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Port ${port} is taken by another program; choose another one, or leave out --port.\n`,
  );
});
