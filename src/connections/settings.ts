import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import {
  readEntries,
  withConnection,
  withoutConnection,
  type SettingsReading,
} from './settingsEntries';

const SECTION = 'customerHierarchy';
const SETTING = 'connections';

/** The setting `customerHierarchy.connections`: the user's own value, which no workspace can change. */
export interface ConnectionSettings {
  readonly onDidChange: vscode.Event<void>;
  read(): SettingsReading;
  /** Whether the setting can be written without losing what somebody wrote there. */
  isList(): boolean;
  save(connection: Connection): Promise<void>;
  remove(connectionId: string): Promise<void>;
}

export function connectionSettings(context: vscode.ExtensionContext): ConnectionSettings {
  const changed = new vscode.EventEmitter<void>();
  let reading: SettingsReading | undefined;
  let lastWrite: Promise<void> = Promise.resolve();
  /** One write after the other, each on what the one before it left. */
  const write = (change: (value: unknown) => readonly unknown[]) => {
    const written = lastWrite.then(() => writeUserValue(change(userValue())));
    lastWrite = written.catch(() => undefined);
    return written.finally(() => (reading = undefined));
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(`${SECTION}.${SETTING}`)) return;
      reading = undefined;
      changed.fire();
    }),
  );
  return {
    onDidChange: changed.event,
    read: () => (reading ??= readEntries(userValue())),
    isList: () => {
      const value = userValue();
      return value === undefined || Array.isArray(value);
    },
    save: (connection) => write((value) => withConnection(value, connection)),
    remove: (connectionId) => write((value) => withoutConnection(value, connectionId)),
  };
}

function userValue(): unknown {
  return vscode.workspace.getConfiguration(SECTION).inspect<unknown>(SETTING)?.globalValue;
}

async function writeUserValue(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace
    .getConfiguration(SECTION)
    .update(SETTING, entries.length === 0 ? undefined : entries, vscode.ConfigurationTarget.Global);
}
