import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { end, root, run, start } from '../../scripts/processes.mjs';
import { ensureVsCode } from '../../scripts/setup.mjs';
import { createProfile, type Profile, type Settings } from './profile';

export type VsCodeVersion = 'newest' | 'oldest';

export interface ServerOptions {
  readonly version?: VsCodeVersion;
  /** One to share between servers; otherwise a fresh one, removed on close. */
  readonly profile?: Profile;
  /** The user's settings in a fresh profile. */
  readonly settings?: Settings;
  /** Leave it out to trust every folder; true to try restricted mode. */
  readonly workspaceTrust?: boolean;
  /**
   * Lets the address say what to develop and test (see `windowAddress`). VS Code then shows no
   * notifications, so windows that a person or a test looks at do without.
   */
  readonly automation?: boolean;
  /**
   * VS Code writes its log files, those of extensions too, below the profile's `user-data/logs`, unless
   * this is false: without them its output panel shows no log either. Its own writer is a native
   * module, which nobody builds here; it gets a plain one, which is slower.
   */
  readonly logFiles?: boolean;
  /** With those of VS Code's own extensions that no test needs, and that keep a core busy for seconds. */
  readonly allExtensions?: boolean;
  /** Display language, such as `de` or `qps-ploc`. */
  readonly locale?: string;
  /** Environment of the extension host, on top of this process's. */
  readonly env?: Readonly<Record<string, string>>;
  /** 0, the default, for any free one. */
  readonly port?: number;
}

export interface VsCodeServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `127.0.0.1:<port>`, as in `vscode-remote://…` */
  readonly authority: string;
  readonly profile: Profile;
  /** What the server has printed so far. */
  readonly output: () => string;
  /** What the log file of this name holds so far, where they are written. */
  readonly log: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** Node options, unlike the environment's, reach the extension host. */
const logWriter = pathToFileURL(path.join(root, 'test', 'vscode', 'logFiles', 'register.mjs')).href;

/** Starts a real VS Code that a browser can show, on loopback. */
export async function startVsCodeServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const { node, main } = await ensureVsCode({ version: options.version ?? usualVersion() });
  const profile = options.profile ?? (await createProfile(options.settings));
  const args = [
    ...(options.logFiles !== false ? ['--import', logWriter] : []),
    main,
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    '--without-connection-token',
    '--accept-server-license-terms',
    ...(options.automation === true ? ['--enable-smoke-test-driver'] : []),
    ...['--telemetry-level', 'off'],
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    // nothing of what a shell's start-up files would add to this process's environment
    '--force-disable-user-env',
    ...(options.allExtensions === true
      ? []
      : ['--builtin-extensions-dir', quietExtensions(main, profile)]),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...folders(profile),
  ];
  const child = start(node, args, {
    // its sockets go where they are removed with the rest
    env: { ...plainEnvironment(), XDG_RUNTIME_DIR: profile.folder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const close = async (): Promise<void> => {
    await end(child);
    if (options.profile === undefined) await profile.remove();
  };
  try {
    const port = await listening(child, output);
    const authority = `127.0.0.1:${port}`;
    const log = (name: string): string => logText(profile, name);
    return { origin: `http://${authority}`, authority, profile, output, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Installs a VSIX into a profile, as a user would. */
export async function installExtension(
  profile: Profile,
  vsix: string,
  version: VsCodeVersion = usualVersion(),
): Promise<void> {
  const { node, main } = await ensureVsCode({ version });
  const args = [main, '--install-extension', vsix, '--force', ...folders(profile)];
  const { code, output } = await run(node, args, { env: plainEnvironment() });
  if (code !== 0 || !output.includes('was successfully installed')) {
    throw new Error(`VS Code did not install ${vsix}:\n${output}`);
  }
}

/** The newest, unless `--vscode oldest` of the test script says otherwise. */
export function usualVersion(): VsCodeVersion {
  return process.env.TEST_VSCODE === 'oldest' ? 'oldest' : 'newest';
}

function folders(profile: Profile): string[] {
  return [
    ...['--server-data-dir', profile.serverDataDir],
    ...['--user-data-dir', profile.userDataDir],
    ...['--extensions-dir', profile.extensionsDir],
  ];
}

/** Without what an editor, whose terminal this may be, says to programs that it starts. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_FD$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** They start by themselves, and have no part in what is tested. */
const idleExtensions = new Set([
  'copilot',
  'emmet',
  'extension-editing',
  'git',
  'git-base',
  'github',
  'github-authentication',
  'merge-conflict',
  'microsoft-authentication',
  'npm',
  'tunnel-forwarding',
  'typescript-language-features',
]);

/** VS Code's own extensions without those, in a folder of links. */
function quietExtensions(main: string, profile: Profile): string {
  const own = path.join(path.dirname(main), '..', 'extensions');
  const folder = path.join(profile.folder, 'builtin-extensions');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(own)) {
    const link = path.join(folder, name);
    if (!idleExtensions.has(name) && !existsSync(link))
      symlinkSync(path.join(own, name), link, 'junction');
  }
  return folder;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => (text += chunk));
  }
  return () => text;
}

function logText({ userDataDir }: Profile, name: string): string {
  return readdirSync(userDataDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file).endsWith(`${name}.log`))
    .map((file) => readFileSync(path.join(userDataDir, file), 'utf8'))
    .join('');
}

async function listening(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`The VS Code server ${reason}:\n${output()}`));
    };
    const impatience = setTimeout(() => fail('did not start within a minute'), 60_000);
    const look = (): void => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(impatience);
      child.stdout?.off('data', look);
      resolve(Number(port));
    };
    child.stdout?.on('data', look);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => {
      clearTimeout(impatience);
      fail(`ended at once (${String(code)})`);
    });
  });
}
