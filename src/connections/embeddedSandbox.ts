import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import type { ActiveFault } from '../sandbox/activeFaults';
import type { Sandbox } from '../sandbox/sandbox';
import { askedOrigin, credentialsFor } from './faultOrigin';
import { SANDBOX_ID } from './settingsEntries';

const PORT = 'connections.sandboxPort';

/** The API's copy on this computer, run by the extension host while its window is open. */
export interface EmbeddedSandbox {
  /** It started, stopped, was forgotten, or has other faults. */
  readonly onDidChange: vscode.Event<void>;
  /** Its connection, once it was ever started; the origin is that of this window's server where it runs. */
  connection(): Connection | undefined;
  running(): Sandbox | undefined;
  /** Faults that are on, the newest first. */
  faults(): readonly ActiveFault[];
  /** Starts it on the port that it last had where that is free; the one that runs, where one does. */
  start(): Promise<Sandbox>;
  stop(): Promise<void>;
  /** Stops it and takes its connection off the list. */
  forget(): Promise<void>;
  /** Its credentials, made anew at each start and kept in memory alone. */
  credentials(connection: Connection): Credentials | undefined;
}

export function embeddedSandbox(context: vscode.ExtensionContext): EmbeddedSandbox {
  const changed = new vscode.EventEmitter<void>();
  let starting: Promise<Sandbox> | undefined;
  let running: Sandbox | undefined;
  let disposed = false;

  const became = (sandbox: Sandbox | undefined) => {
    running = sandbox;
    void vscode.commands.executeCommand(
      'setContext',
      'customerHierarchy.sandboxRunning',
      sandbox !== undefined,
    );
    changed.fire();
  };

  async function startNow(): Promise<Sandbox> {
    // loaded here, not at activation
    const { startSandbox, EMBEDDED } = await import('../sandbox/sandbox');
    const port = savedPort(context.globalState);
    const options = { ...EMBEDDED, faultsChanged: () => changed.fire() };
    const sandbox =
      port === undefined
        ? await startSandbox(options)
        : await startSandbox({ ...options, port }).catch(() => startSandbox(options));
    if (disposed) {
      await sandbox.close();
      throw new Error(vscode.l10n.t('The window closes, so the sandbox was not started.'));
    }
    await context.globalState.update(PORT, Number(new URL(sandbox.origin).port));
    became(sandbox);
    return sandbox;
  }

  async function stop(): Promise<void> {
    const sandbox = running ?? (await starting?.catch(() => undefined));
    if (sandbox === undefined) return;
    became(undefined);
    await sandbox.close();
  }

  context.subscriptions.push(changed, {
    dispose: () => {
      disposed = true;
      void running?.close();
    },
  });

  return {
    onDidChange: changed.event,
    connection: () => {
      const port = savedPort(context.globalState);
      const saved = port === undefined ? undefined : `http://127.0.0.1:${port}`;
      const origin = running === undefined ? saved : askedOrigin(running);
      return origin === undefined ? undefined : sandboxConnection(origin);
    },
    running: () => running,
    faults: () => running?.activeFaults() ?? [],
    start: async () => {
      if (running !== undefined) return running;
      starting ??= startNow().finally(() => (starting = undefined));
      return starting;
    },
    stop,
    forget: async () => {
      await stop();
      await context.globalState.update(PORT, undefined);
      changed.fire();
    },
    credentials: ({ origin }) =>
      running === undefined ? undefined : credentialsFor(running, origin),
  };
}

function sandboxConnection(origin: string): Connection {
  return {
    id: SANDBOX_ID,
    name: vscode.l10n.t('Sandbox'),
    origin,
    signIn: 'oauth',
    defaultSource: 'INSTORE',
  };
}

function savedPort(memento: vscode.Memento): number | undefined {
  const port = memento.get<unknown>(PORT);
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65536
    ? port
    : undefined;
}
