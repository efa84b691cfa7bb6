import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { root } from '../../../scripts/processes.mjs';
import type { CodeTarget } from '../../../src/snippets/codeTargets';

export type Environment = Readonly<Record<string, string>>;

/** How code is run, from a folder that holds it. */
interface Way {
  /** Undefined where all is there; else what is missing on this computer. */
  readonly missing: () => string | undefined;
  readonly file?: string;
  /** Whether code that has to read JSON can be run, too; all of it can where this is left out. */
  readonly readsJson?: () => boolean;
  /** What is said of the way that it is run. */
  readonly note?: string;
  /** What its library takes out of every address, however it is spelt. */
  readonly drops?: RegExp;
  readonly run: (file: string, environment: Environment) => Promise<string>;
}

const JARS = '/usr/share/java';
const NEWTONSOFT = '/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll';
/** From the root: the bench runs this from a bundle elsewhere. */
const STAND_IN = path.join(root, 'test', 'unit', 'snippets', 'SystemTextJson.cs');
const GUZZLE = '/usr/share/php/GuzzleHttp/autoload.php';

/** Targets that can be run, where their programs are there. */
const ways: Readonly<Record<string, Way>> = {
  'javascript-fetch': program('node'),
  'javascript-axios': program('node'),
  'node-http': program('node'),
  'typescript-axios': {
    missing: () => undefined,
    run: async (file, environment) => {
      const { build } = await import('esbuild');
      const outfile = file.replace(/\.mts$/, '.mjs');
      await build({ entryPoints: [file], outfile, format: 'esm', logLevel: 'silent' });
      return run('node', [outfile], environment);
    },
  },
  'python-requests': program('python3', [], ['-c', 'import requests']),
  'python-http-client': program('python3'),
  'python-urllib': program('python3'),
  'python-httpx': anyOf(
    program('python3', [], ['-c', 'import httpx']),
    // a system's own, which may have what another one in front of it has not
    program('/usr/bin/python3', [], ['-c', 'import httpx']),
  ),
  'php-curl': program('php', [], ['-r', 'exit(function_exists("curl_init") ? 0 : 1);']),
  'php-guzzle': {
    missing: () => lacks('php', ['-r', `require '${GUZZLE}';`]) && 'Guzzle for php',
    run: async (file, environment) => {
      // as Composer leaves it
      const vendor = path.join(path.dirname(file), 'vendor');
      await mkdir(vendor, { recursive: true });
      await writeFile(path.join(vendor, 'autoload.php'), `<?php require '${GUZZLE}';`);
      return run('php', [file], environment, path.dirname(file));
    },
  },
  'php-streams': program('php'),
  'ruby-net-http': program('ruby'),
  'ruby-faraday': program('ruby', [], ['-e', 'require "faraday"']),
  'perl-http-tiny': program('perl', [], ['-MHTTP::Tiny', '-e', '1']),
  'perl-lwp': program('perl', [], ['-MLWP::UserAgent', '-e', '1']),
  'r-httr': program('Rscript', [], ['-e', 'library(httr)']),
  'r-httr2': program('Rscript', [], ['-e', 'library(httr2)']),
  'lua-socket': program('lua5.4', [], ['-e', 'require("socket.http")']),
  'go-net-http': program('go', ['run'], ['version']),
  'java-http-client': {
    missing: () =>
      lacks('java', ['--version']) ??
      (existsSync(path.join(JARS, 'jackson-databind.jar')) ? undefined : 'jackson-databind'),
    file: 'Main.java',
    run: (file, environment) => run('java', ['-cp', `${JARS}/*`, file], environment),
  },
  'java-okhttp': {
    missing: () =>
      lacks('java', ['--version']) ??
      (existsSync(path.join(JARS, 'okhttp.jar')) ? undefined : 'okhttp'),
    file: 'Main.java',
    run: (file, environment) =>
      run('java', ['-cp', `${JARS}/okhttp.jar:${JARS}/okio.jar`, file], environment),
  },
  'ocaml-cohttp': {
    missing: () =>
      lacks('ocamlfind', ['query', 'cohttp-lwt-unix']) && 'ocamlfind, or cohttp-lwt-unix,',
    run: async (file, environment) => {
      const made = file.replace(/\.ml$/, '');
      const flags = ['-thread', '-package', 'cohttp-lwt-unix', '-linkpkg', '-o', made];
      await run('ocamlfind', ['ocamlopt', ...flags, file], environment);
      return run(made, [], environment);
    },
  },
  'clojure-http-client': program('clojure', [], ['-e', '1']),
  'csharp-http-client': {
    readsJson: () => existsSync(NEWTONSOFT),
    note: 'with a stand-in for System.Text.Json, which Mono has not',
    // Mono's Uri, by the rules for addresses in people's languages
    drops: /[\u200e\u200f\u202a-\u202e]/g,
    missing: () => lacks('mcs', ['--version']) ?? lacks('mono', ['--version']),
    run: async (file, environment) => {
      const made = file.replace(/\.cs$/, '.exe');
      // Mono's compiler knows no asynchronous Main
      const entry = path.join(path.dirname(file), 'Entry.cs');
      const start = 'static void Main() { Program.Main().GetAwaiter().GetResult(); }';
      await writeFile(entry, `static class Entry { ${start} }\n`);
      const isReading = (await readFile(file, 'utf8')).includes('System.Text.Json');
      const json = [`-r:${NEWTONSOFT}`, STAND_IN];
      const flags = ['-main:Entry', '-r:System.Net.Http.dll', `-out:${made}`];
      await run('mcs', [...flags, file, entry, ...(isReading ? json : [])], environment);
      return run('mono', [made], environment);
    },
  },
  'c-libcurl': {
    missing: () =>
      lacks('gcc', ['--version']) ??
      (lacks('curl-config', ['--version']) && 'the headers of libcurl'),
    run: async (file, environment) => {
      const made = file.replace(/\.c$/, '');
      await run('gcc', ['-Wall', '-Werror', '-o', made, file, '-lcurl'], environment);
      return run(made, [], environment);
    },
  },
  'kotlin-http-client': {
    missing: () => lacks('kotlinc', ['-version']),
    run: async (file, environment) => {
      const made = file.replace(/\.kt$/, '.jar');
      await run('kotlinc', [file, '-include-runtime', '-d', made], environment);
      return run('java', ['-jar', made], environment);
    },
  },
  'shell-httpie': { ...program('sh'), missing: () => lacks('http', ['--version']) },
  'shell-wget': { ...program('sh'), missing: () => lacks('wget', ['--version']) },
  'powershell-rest-method': program('pwsh', ['-NoProfile', '-File'], ['-v']),
  'powershell-web-request': program('pwsh', ['-NoProfile', '-File'], ['-v']),
  'http-raw': { missing: () => undefined, run: sendRaw },
};

/** Undefined where the target's code can be run here; else why not. */
export function whyNotRun({ id }: CodeTarget): string | undefined {
  const way = ways[id];
  if (way === undefined) return 'nothing is set up to run it';
  const missing = way.missing();
  return missing === undefined ? undefined : `${missing} is not on this computer`;
}

/** What of an address does not arrive, through no fault of the code. */
export function dropped({ id }: CodeTarget): RegExp | undefined {
  return ways[id]?.drops;
}

/** Whether code with options, which has to read JSON, can be run. */
export function runsWithOptions({ id }: CodeTarget): boolean {
  return ways[id]?.readsJson?.() ?? true;
}

/** What else is to be known about how it is run. */
export function noteOf({ id }: CodeTarget): string | undefined {
  return ways[id]?.note;
}

/** Runs code from a folder of its own. @returns what it printed */
export async function runCode(
  { id, extension }: CodeTarget,
  code: string,
  folder: string,
  environment: Environment,
): Promise<string> {
  const way = ways[id];
  if (way === undefined) throw new Error(`Nothing runs ${id}.`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, way.file ?? `snippet.${extension}`);
  await writeFile(file, code);
  return way.run(file, environment);
}

/** A program that is given the file; `probe`: what fails where a library is missing. */
function program(
  name: string,
  flags: readonly string[] = [],
  probe: readonly string[] = ['--version'],
): Way {
  return {
    missing: () => lacks(name, probe) && (probe.length > 1 ? `${name}, or its library,` : name),
    run: (file, environment) => run(name, [...flags, file], environment),
  };
}

/** The first of them that is there. */
function anyOf(first: Way, other: Way): Way {
  const chosen = () => (first.missing() === undefined ? first : other);
  return {
    missing: () => chosen().missing(),
    run: (file, environment) => chosen().run(file, environment),
  };
}

function lacks(name: string, probe: readonly string[]): string | undefined {
  return spawnSync(name, probe, { stdio: 'ignore' }).status === 0 ? undefined : name;
}

async function run(
  name: string,
  given: readonly string[],
  environment: Environment,
  folder?: string,
): Promise<string> {
  const { HOME, PATH, PYENV_ROOT, PYENV_VERSION } = process.env;
  const { stdout } = await promisify(execFile)(name, given, {
    env: { HOME, PATH, PYENV_ROOT, PYENV_VERSION, LANG: 'C.UTF-8', ...environment },
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => {
    // one that ends with an error may have printed the answer, which is an error as well
    if (error instanceof Error && 'stdout' in error && error.stdout !== '')
      return { stdout: String(error.stdout) };
    throw error;
  });
  return stdout;
}

/** As envsubst and netcat would. */
async function sendRaw(file: string, environment: Environment): Promise<string> {
  const request = (await readFile(file, 'utf8')).replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => environment[name] ?? '',
  );
  const [, host = '', port = ''] = /^Host: (.+):(\d+)\r$/m.exec(request) ?? [];
  const socket = connect(Number(port), host);
  socket.write(request);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
  return /chunked/i.test(head) ? body.replace(/^[\da-f]+\r\n|\r\n[\da-f]+\r\n/gim, '') : body;
}
