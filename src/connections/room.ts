import type * as vscode from 'vscode';
import type { Connection, CredentialsSource } from '../api/connection';
import type { AnsweredRequest, ConnectionTest } from '../api/page';
import type { Log } from '../privacy/log';
import type { ActiveConnection } from './activeConnection';
import type { StatusBook } from './connectionStatus';
import type { EmbeddedSandbox } from './embeddedSandbox';
import type { ConnectionSecrets, SealKeys } from './secrets';
import type { ConnectionSettings } from './settings';
import { connectionState, type ConnectionState } from './statusWords';

/** What connections need of the rest: the client, which loads on first use, and the log. */
export interface ConnectionsDependencies {
  readonly log: Log;
  test(connection: Connection, signal: AbortSignal): Promise<ConnectionTest>;
  /** Access tokens of this connection are no longer to be used. */
  forgetTokens(connectionId: string): void;
  /** When the access token in use expires, in milliseconds since 1970; undefined when there is none. */
  tokenExpiry(connectionId: string): number | undefined | Promise<number | undefined>;
}

/** What the other rooms see of connections. */
export interface Connections {
  /** Something that a list of connections, or the active one, may show has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** The sandbox, when it was ever started, and then those of the settings in their order. */
  all(): readonly Connection[];
  /** Somebody signed in again to the connection of this id, or edited it: what failed may work now. */
  readonly onDidCorrect: vscode.Event<string>;
  /** A connection's secret came, changed or went, in this window or another; with its id. */
  readonly onDidChangeSignIn: vscode.Event<string>;
  get(id: string): Connection | undefined;
  active(): Connection | undefined;
  /** The active one; where there is none the user chooses or adds one, or tries the sandbox. */
  current(): Promise<Connection | undefined>;
  readonly credentials: CredentialsSource;
  /**
   * Changes when the connection signs in as somebody else, who may belong to another organisation; see
   * `signInMark`. Undefined where nobody is signed in, and for the sandbox, whose people are the same
   * whoever asks. Never rejects.
   */
  signInMark(connection: Connection, salt: string): Promise<string | undefined>;
  /**
   * The connection as it can be asked now: starts the sandbox when it is the sandbox's and that does
   * not run in this window (its port may be another one then).
   */
  ready(connection: Connection): Promise<Connection>;
  readonly sealKeys: SealKeys;
  /** Status bar and view follow what requests say. */
  noteAnswer(record: AnsweredRequest): void;
}

/** What the commands of this room work with. */
export interface ConnectionsRoom extends Connections {
  readonly dependencies: ConnectionsDependencies;
  readonly settings: ConnectionSettings;
  readonly secrets: ConnectionSecrets;
  readonly sandbox: EmbeddedSandbox;
  readonly status: StatusBook;
  readonly choice: ActiveConnection;
  /** Makes it the active connection. */
  use(connectionId: string): Promise<void>;
}

/** The state of a connection as far as it is known; asks nobody. */
export function stateOf(room: ConnectionsRoom, connection: Connection): ConnectionState {
  const running = room.sandbox.running() !== undefined;
  return connectionState(connection, room.status.of(connection.id), running);
}
