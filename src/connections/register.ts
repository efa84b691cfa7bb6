import * as vscode from 'vscode';
import type { Connection, CredentialsSource } from '../api/connection';
import { activeConnection, type ActiveConnection } from './activeConnection';
import { statusBook } from './connectionStatus';
import { embeddedSandbox } from './embeddedSandbox';
import {
  stateOf,
  type Connections,
  type ConnectionsDependencies,
  type ConnectionsRoom,
} from './room';
import { connectionSecrets, sealKeys } from './secrets';
import { connectionSettings, type ConnectionSettings } from './settings';
import { SANDBOX_ID } from './settingsEntries';
import { signInMark } from './signInMark';
import { registerStatusBar } from './statusBar';
import { registerConnectionsView } from './view';

export type { Connections, ConnectionsDependencies } from './room';

/** Registers views, status bar and commands; awaits nothing, and loads the dialogs when they are used. */
export function registerConnections(
  context: vscode.ExtensionContext,
  dependencies: ConnectionsDependencies,
): Connections {
  const corrected = new vscode.EventEmitter<string>();
  const room = connectionsRoom(context, dependencies, corrected.event);
  followSettings(context, room);
  const setContext = (key: string, value: unknown) =>
    void vscode.commands.executeCommand('setContext', key, value);
  const showContext = () => {
    const connections = room.all();
    setContext('customerHierarchy.hasConnection', connections.length > 0);
    setContext(
      'customerHierarchy.hasOwnConnection',
      connections.some(({ id }) => id !== SANDBOX_ID),
    );
    // what there is to do before anybody can be asked
    setContext('customerHierarchy.activeConnection', readiness(room));
  };
  // in a turn of its own: reading settings is most of what waking up would take
  setImmediate(showContext);
  context.subscriptions.push(
    corrected,
    room.onDidChange(showContext),
    registerConnectionsView(room),
    registerStatusBar(room),
    ...registerCommands(room, corrected),
  );
  return room;
}

function readiness(room: ConnectionsRoom): 'none' | 'signedOut' | 'ready' {
  const active = room.active();
  if (active === undefined) return 'none';
  const state = stateOf(room, active);
  return ['signedOut', 'otherHost', 'unreadable'].includes(state) ? 'signedOut' : 'ready';
}

function connectionsRoom(
  context: vscode.ExtensionContext,
  dependencies: ConnectionsDependencies,
  onDidCorrect: vscode.Event<string>,
): ConnectionsRoom {
  const changed = new vscode.EventEmitter<void>();
  const settings = connectionSettings(context);
  const secrets = connectionSecrets(context);
  const sandbox = embeddedSandbox(context);
  const get = (id: string) => all().find((connection) => connection.id === id);
  const status = statusBook(context, (connection) => secrets.state(connection), get);
  const choice = activeConnection(context);
  /** Whether the sandbox had no faults. */
  let wasSound = true;
  const credentials: CredentialsSource = {
    read: async (connection) =>
      connection.id === SANDBOX_ID ? sandbox.credentials(connection) : secrets.read(connection),
  };
  function all(): readonly Connection[] {
    const own = settings.read().connections;
    const embedded = sandbox.connection();
    return embedded === undefined ? own : [embedded, ...own];
  }
  const use = async (connectionId: string) => {
    await choice.choose(connectionId);
    changed.fire();
  };
  context.subscriptions.push(
    changed,
    settings.onDidChange(() => changed.fire()),
    sandbox.onDidChange(() => {
      const isSound = sandbox.faults().length === 0;
      if (isSound && !wasSound) status.forgive(SANDBOX_ID);
      wasSound = isSound;
      changed.fire();
    }),
    status.onDidChange(() => changed.fire()),
    secrets.onDidChange((connectionId) => {
      dependencies.forgetTokens(connectionId);
      if (get(connectionId) !== undefined) status.signInChanged(connectionId);
    }),
  );
  const room: ConnectionsRoom = {
    dependencies,
    settings,
    secrets,
    sandbox,
    status,
    choice,
    credentials,
    signInMark: async (connection, salt) => {
      if (connection.id === SANDBOX_ID) return undefined;
      const found = await credentials.read(connection).catch(() => undefined);
      return found && signInMark(found, salt);
    },
    all,
    get,
    use,
    onDidChange: changed.event,
    onDidCorrect,
    onDidChangeSignIn: secrets.onDidChange,
    active: () => activeOf(all(), choice),
    current: async () =>
      room.active() ?? (await (await import('./commands')).chooseConnection(room)),
    ready: async (connection) => {
      if (connection.id !== SANDBOX_ID) return connection;
      await sandbox.start();
      return sandbox.connection() ?? connection;
    },
    sealKeys: sealKeys(context),
    noteAnswer: (record) => status.noteAnswer(record),
  };
  return room;
}

/** The first of the candidates that exists; where none does, the only connection there is. */
function activeOf(all: readonly Connection[], choice: ActiveConnection): Connection | undefined {
  for (const id of choice.candidates()) {
    const found = all.find((connection) => connection.id === id);
    if (found !== undefined) return found;
  }
  return all.length === 1 ? all[0] : undefined;
}

/** Tokens and findings of a connection end when its host or way of signing in changes, by whomever. */
function followSettings(context: vscode.ExtensionContext, room: ConnectionsRoom): void {
  /** Empty until they are read: nobody has asked by then. */
  let before: ReadonlyMap<string, Connection> = new Map();
  setImmediate(() => (before = byId(room.settings)));
  context.subscriptions.push(
    room.settings.onDidChange(() => {
      const after = byId(room.settings);
      for (const [id, old] of before) {
        const now = after.get(id);
        if (now?.origin === old.origin && now.signIn === old.signIn) continue;
        room.dependencies.forgetTokens(id);
        room.status.forget(id);
      }
      before = after;
    }),
  );
}

function byId(settings: ConnectionSettings): ReadonlyMap<string, Connection> {
  return new Map(settings.read().connections.map((connection) => [connection.id, connection]));
}

function registerCommands(
  room: ConnectionsRoom,
  corrected: vscode.EventEmitter<string>,
): readonly vscode.Disposable[] {
  const commands = () => import('./commands');
  const sandbox = () => import('./tryTheSandbox');
  const told = (connection: Connection | undefined) => {
    if (connection !== undefined) corrected.fire(connection.id);
    return connection;
  };
  const handlers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>> = {
    addConnection: async (argument) => (await commands()).addConnection(room, argument),
    importConnection: async (argument) => (await commands()).importConnection(room, argument),
    editConnection: async (argument) =>
      told(await (await commands()).editConnection(room, argument)),
    signIn: async (argument) => told(await (await commands()).signIn(room, argument)),
    signOut: async (argument) => (await commands()).signOut(room, argument),
    testConnection: async (argument) => (await commands()).testConnection(room, argument),
    useConnection: async (argument) => (await commands()).useConnection(room, argument),
    removeConnection: async (argument) => (await commands()).removeConnection(room, argument),
    startSandbox: async (argument) => (await sandbox()).tryTheSandbox(room, argument),
    copySandboxCredentials: async () => (await sandbox()).copySandboxCredentials(room),
    stopSandbox: async () => (await sandbox()).stopTheSandbox(room),
    injectFault: async (argument) => (await import('./injectFault')).injectFault(room, argument),
  };
  return Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(`customerHierarchy.${name}`, handler),
  );
}
