import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { root } from '../../scripts/processes.mjs';
import { curlCommand } from '../../src/snippets/curl';
import type { Shell } from '../../src/snippets/shells';
import { curlStyle, hostileRequest } from '../unit/snippets/curlCases';
import { asItArrives, startEcho, type Arrived } from '../unit/snippets/echo';
import {
  isThere,
  posixShells,
  runAsOnWindows,
  runIn,
  shellsThere,
  windowsModels,
  type PosixShell,
  type WindowsModel,
} from '../unit/snippets/shellRuns';
import type { Figure } from './figure';

/** Between the shells that are there. */
const CASES = 8000;
/** Those of a model cost a process each. */
const CASES_PER_MODEL = 500;
const AT_ONCE = 250;
const SEED = 1;
/** Fewer prove too little: shells, or curl itself, are missing. */
const LEAST_CASES = 6000;

const folder = path.join(root, 'out', 'curl');

/** A way to run commands, and the words that they are written in. */
interface Runner {
  readonly name: string;
  readonly shell: Shell;
  readonly cases: number;
  readonly run: (script: string) => Promise<unknown>;
}

/**
 * Hostile requests as curl commands, pasted into every shell that is there: each has to arrive byte for
 * byte. What did not is left in `out/curl/`, a script for each.
 */
export async function measureCurl(): Promise<readonly Figure[]> {
  await rm(folder, { recursive: true, force: true });
  if (!isThere('curl')) return [casesFigure(0)];
  // on most computers sh is one of the others
  const wanted: readonly PosixShell[] = posixShells.filter((shell) => shell !== 'sh');
  const there = shellsThere().filter((shell) => wanted.includes(shell));
  for (const shell of wanted)
    if (!there.includes(shell)) console.error(`curl: ${shell} is not on this computer.`);
  const real = there.map((shell): Runner => ({
    name: shell,
    shell: 'posix',
    cases: Math.ceil(CASES / there.length),
    run: (script) => runIn(shell, script),
  }));
  const models = (Object.keys(windowsModels) as WindowsModel[]).map((model): Runner => ({
    name: model,
    shell: model.startsWith('cmd') ? 'cmd' : 'powershell',
    cases: CASES_PER_MODEL,
    run: (script) => runAsOnWindows(model, script),
  }));
  const waiting = [...real, ...models];
  let failures = 0;
  const worker = async () => {
    for (let runner = waiting.shift(); runner !== undefined; runner = waiting.shift())
      failures += await failuresOf(runner);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const casesOf = (runners: readonly Runner[]) =>
    runners.reduce((sum, { cases }) => sum + cases, 0);
  return [
    casesFigure(casesOf(real)),
    { name: 'curl-model-cases', value: casesOf(models), unit: 'count' },
    { name: 'curl-failures', value: failures, unit: 'count', limit: 0 },
  ];
}

function casesFigure(value: number): Figure {
  return { name: 'curl-cases', value, unit: 'count', least: LEAST_CASES };
}

async function failuresOf({ name, shell, cases, run }: Runner): Promise<number> {
  const echo = await startEcho();
  let failures = 0;
  try {
    const requests = fc.sample(fc.tuple(hostileRequest(echo.origin, shell), curlStyle(shell)), {
      numRuns: cases,
      seed: SEED,
    });
    for (let from = 0; from < cases; from += AT_ONCE) {
      const some = requests.slice(from, from + AT_ONCE).map(([request, style], at) => {
        // what is lost must not make those after it look wrong
        const marked = {
          ...request,
          headers: [...request.headers, ['X-Case', `${from + at}`] as const],
        };
        return { command: curlCommand(marked, style), wanted: asItArrives(marked) };
      });
      await run(some.map(({ command }) => command).join('\n')).catch((error: unknown) =>
        console.error(`curl: ${name}: ${String(error)}`),
      );
      const arrived = new Map(echo.arrived().map((one) => [caseOf(one), one]));
      for (const { command, wanted } of some) {
        if (isDeepStrictEqual(arrived.get(caseOf(wanted)), wanted)) continue;
        failures += 1;
        await keep(`${name}-${caseOf(wanted)}`, command);
      }
    }
  } finally {
    await echo.close();
  }
  return failures;
}

function caseOf({ headers }: Arrived): string {
  return headers[headers.indexOf('X-Case') + 1] ?? '';
}

async function keep(name: string, command: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name.replaceAll(/\W+/g, '-')}.txt`), command);
}
