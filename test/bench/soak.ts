import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../scripts/processes.mjs';
import { startSandbox } from '../../src/sandbox/sandbox';
import { runInExtensionHost } from '../vscode/hostRun';
import type { Figure } from './figure';
import { bundleProbe } from './probe';

const REQUESTS = 20_000;
/** Enough of them to leave something behind, were there something to leave. */
const REQUESTS_IN_NODE = 2000;
const PATIENCE_MS = 10_000;

/** What many requests on bad days leave behind in an extension host, and whether Node can end after them. */
export async function measureSoak(): Promise<readonly Figure[]> {
  const probe = await bundleProbe('soakProbe');
  const sandbox = await startSandbox({ customers: 1000 });
  const environment = (requests: number) => ({
    SOAK_ORIGIN: sandbox.origin,
    SOAK_KEY: sandbox.credentials.oauth.key,
    SOAK_SECRET: sandbox.credentials.oauth.secret,
    SOAK_REQUESTS: String(requests),
  });
  try {
    const figures = new Map<string, number>();
    const code = await runInExtensionHost({
      extensionDevelopmentPath: root,
      extensionTestsPath: probe,
      env: environment(REQUESTS),
      timeoutMs: 900_000,
      onLine: (line) => {
        const [, name, value] = /(soak-[\w-]+) (-?[\d.]+)/.exec(line) ?? [];
        if (name !== undefined) figures.set(name, Number(value));
      },
    });
    const growth = figures.get('soak-growth-mb');
    const unhandled = figures.get('soak-unhandled');
    const sockets = figures.get('soak-sockets');
    if (code !== 0 || growth === undefined || unhandled === undefined || sockets === undefined)
      throw new Error('The soak in the extension host failed.');
    const handles = await handlesLeftInNode(probe, environment(REQUESTS_IN_NODE));
    return [
      { name: 'soak-growth-mb', value: growth, unit: 'mb', limit: 20 },
      { name: 'soak-unhandled', value: unhandled + sockets + handles, unit: 'count', limit: 0 },
    ];
  } finally {
    await sandbox.close();
  }
}

/** 0 where Node ends by itself after the soak, because nothing is open any more. */
async function handlesLeftInNode(
  probe: string,
  environment: Readonly<Record<string, string>>,
): Promise<0 | 1> {
  const script = `require(${JSON.stringify(probe)}).run().then(() => console.log('done'))`;
  const child = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[code: number | null]>;
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('done')) resolve();
    });
    void ended.then(() => resolve());
  });
  const timer = setTimeout(() => child.kill(), PATIENCE_MS);
  const [code] = await ended;
  clearTimeout(timer);
  // killed, it has none
  if (code === null) return 1;
  if (code !== 0) throw new Error('The soak in Node failed.');
  return 0;
}
