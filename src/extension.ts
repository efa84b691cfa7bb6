import * as vscode from 'vscode';
import type { ClientSettings, CustomersClient } from './api/client';
import type { CustomersApi } from './api/page';
import { registerConnections } from './connections/register';
import { registerCustomers } from './customers/register';
import { registerHistory } from './history/register';
import { registerInspector } from './inspector/register';
import { createLog } from './privacy/log';

/** Composition only: every room gets its collaborators here, nothing is awaited, nothing heavy loads. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  let client: Promise<CustomersClient> | undefined;
  const loadedClient = () => (client ??= loadClient());

  const connections = registerConnections(context, {
    log,
    test: async (connection, signal) => (await loadedClient()).test(connection, signal),
    forgetTokens: (connectionId) => void client?.then((made) => made.forgetTokens(connectionId)),
    tokenExpiry: async (connectionId) => (await client)?.tokenExpiry(connectionId),
  });
  const api: CustomersApi = {
    page: async (connection, query, signal) =>
      (await loadedClient()).page(await connections.ready(connection), query, signal),
  };
  const history = registerHistory(context, {
    historySize: () => setting('historySize', 100),
    connections,
    api,
    log,
  });

  async function loadClient(): Promise<CustomersClient> {
    const { CustomersClient } = await import('./api/client');
    return new CustomersClient({
      credentials: connections.credentials,
      settings: clientSettings,
      answered: (record) => {
        connections.noteAnswer(record);
        history.record(record);
      },
      noted: (line) => log.info(line),
    });
  }

  registerInspector(context, { api, connections, log });
  registerCustomers(context, { api, connections, log });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('customerHierarchy.showLog', () => log.show()),
    { dispose: () => void client?.then((made) => made.dispose()) },
  );
}

function clientSettings(): ClientSettings {
  return {
    timeoutSeconds: setting('timeoutSeconds', 30),
    requestsPerMinute: setting('requestsPerMinute', 100),
    concurrentRequests: setting('concurrentRequests', 4),
    maxResponseMegabytes: setting('maxResponseMegabytes', 64),
  };
}

/** A number from the user's settings; a value of another type, or below 0, is not followed. */
function setting(name: string, fallback: number): number {
  const value: unknown = vscode.workspace.getConfiguration('customerHierarchy').get(name);
  return typeof value === 'number' && value >= 0 ? value : fallback;
}
