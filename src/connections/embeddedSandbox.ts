import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import type { Sandbox } from '../sandbox/sandbox';
import { SANDBOX_ID } from './settingsEntries';

const PORT = 'connections.sandboxPort';
/** Enough for a parent with 30,000 children; they are computed when asked for, so more cost nothing. */
const CUSTOMERS = 100_000;

/** The API's copy on this computer, run by the extension host while its window is open. */
export interface EmbeddedSandbox {
  /** It started, stopped, or was forgotten. */
  readonly onDidChange: vscode.Event<void>;
  /** Its connection, once it was ever started; the origin is that of this window's server where it runs. */
  connection(): Connection | undefined;
  running(): Sandbox | undefined;
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
    const { startSandbox } = await import('../sandbox/sandbox');
    const port = savedPort(context.globalState);
    const sandbox =
      port === undefined
        ? await startSandbox({ customers: CUSTOMERS })
        : await startSandbox({ customers: CUSTOMERS, port }).catch(() =>
            startSandbox({ customers: CUSTOMERS }),
          );
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
      const origin =
        running?.origin ?? (port === undefined ? undefined : `http://127.0.0.1:${port}`);
      return origin === undefined ? undefined : sandboxConnection(origin);
    },
    running: () => running,
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
    credentials: (connection) =>
      running?.origin === connection.origin
        ? { kind: 'oauth', ...running.credentials.oauth }
        : undefined,
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
