import * as vscode from 'vscode';
import type { Connection, Credentials, CredentialsSource } from '../api/connection';
import { credentialsOf, isForOtherHost, secretEntry } from './secretEntries';

/** What is known of a connection's secret, without the secret. */
export type SignInState =
  /** `windowOnly`: kept in memory, until the window closes. */
  | { readonly kind: 'signedIn'; readonly windowOnly: boolean }
  /** `isForOtherHost`: there is a secret, entered when the connection had another host. */
  | { readonly kind: 'signedOut'; readonly isForOtherHost: boolean }
  | { readonly kind: 'unreadable'; readonly message: string };

/** The only place that touches the secret store: one entry per connection, bound to its origin. */
export interface ConnectionSecrets extends CredentialsSource {
  /** Fires when a secret came, changed or went, in this window or another; with the connection's id. */
  readonly onDidChange: vscode.Event<string>;
  /** Rejects with the store's own message when it cannot be read. */
  read(connection: Connection): Promise<Credentials | undefined>;
  /** Asks the secret store; never rejects. */
  state(connection: Connection): Promise<SignInState>;
  /** Rejects when the store does not take it, or does not have it a moment later. */
  store(connection: Connection, credentials: Credentials): Promise<void>;
  /** Credentials that live as long as the window, or until they are disposed of; served before the store's. */
  hold(connection: Connection, credentials: Credentials): vscode.Disposable;
  /** Forgets the secret here and in the store; rejects when the store fails. */
  forget(connectionId: string): Promise<void>;
}

const PREFIX = 'connection:';

export function connectionSecrets(
  context: Pick<vscode.ExtensionContext, 'secrets' | 'subscriptions'>,
): ConnectionSecrets {
  const changed = new vscode.EventEmitter<string>();
  /** Entries in the store's own form, so that the binding to the origin holds for them as well. */
  const held = new Map<string, string>();
  context.subscriptions.push(
    changed,
    context.secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) changed.fire(key.slice(PREFIX.length));
    }),
  );

  async function entryOf({ id }: Connection): Promise<string | undefined> {
    return held.get(id) ?? (await context.secrets.get(PREFIX + id));
  }

  return {
    onDidChange: changed.event,
    read: async (connection) => credentialsOf(connection, await entryOf(connection)),
    state: async (connection) => {
      try {
        const entry = await entryOf(connection);
        if (credentialsOf(connection, entry) === undefined)
          return { kind: 'signedOut', isForOtherHost: isForOtherHost(connection, entry) };
        return { kind: 'signedIn', windowOnly: held.has(connection.id) };
      } catch (error) {
        return { kind: 'unreadable', message: messageOf(error) };
      }
    },
    store: async (connection, credentials) => {
      const entry = secretEntry(connection, credentials);
      await context.secrets.store(PREFIX + connection.id, entry);
      // without a key ring some systems take a secret and have none
      if ((await context.secrets.get(PREFIX + connection.id)) !== entry)
        throw new Error(vscode.l10n.t('what was stored could not be read back'));
      held.delete(connection.id);
      changed.fire(connection.id);
    },
    hold: (connection, credentials) => {
      const entry = secretEntry(connection, credentials);
      held.set(connection.id, entry);
      changed.fire(connection.id);
      return new vscode.Disposable(() => {
        if (held.get(connection.id) !== entry) return;
        held.delete(connection.id);
        changed.fire(connection.id);
      });
    },
    forget: async (connectionId) => {
      held.delete(connectionId);
      try {
        await context.secrets.delete(PREFIX + connectionId);
      } finally {
        changed.fire(connectionId);
      }
    },
  };
}

const SEAL_PREFIX = 'seal:';

/** Keys of what is written to disk and not to be read there; in memory, where the store fails. */
export interface SealKeys {
  read(name: string): Promise<string | undefined>;
  /** Never rejects: without the store, what is sealed can be read as long as the window is there. */
  store(name: string, key: string): Promise<void>;
  forget(name: string): Promise<void>;
}

export function sealKeys(context: Pick<vscode.ExtensionContext, 'secrets'>): SealKeys {
  const known = new Map<string, string>();
  return {
    read: async (name) =>
      known.get(name) ??
      Promise.resolve(context.secrets.get(SEAL_PREFIX + name)).catch(() => undefined),
    store: async (name, key) => {
      known.set(name, key);
      await Promise.resolve(context.secrets.store(SEAL_PREFIX + name, key)).catch(() => undefined);
    },
    forget: async (name) => {
      known.delete(name);
      await Promise.resolve(context.secrets.delete(SEAL_PREFIX + name)).catch(() => undefined);
    },
  };
}

/** What an error says, for words; secret stores put no secret there. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
