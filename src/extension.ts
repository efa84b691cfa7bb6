import * as vscode from 'vscode';
import type { ClientSettings, CustomersClient } from './api/client';
import type { CustomerLookups } from './api/lookups';
import type { AnswerSaver, CustomersApi, RequestSigner } from './api/page';
import { registerConnections } from './connections/register';
import { registerCustomers } from './customers/register';
import { registerDebugging } from './debugging/register';
import { registerEditor } from './debugging/registerEditor';
import { registerHistory } from './history/register';
import { registerInspector } from './inspector/register';
import { createLog } from './privacy/log';
import { registerPersonalData } from './privacy/personalData';
import type { CustomerHierarchyApi } from './programs/extensionApi';
import { registerPrograms } from './programs/register';
import { withSteadyState } from './steadyState';

/** Composition only: every room gets its collaborators here, nothing is awaited, nothing heavy loads. */
export function activate(given: vscode.ExtensionContext): CustomerHierarchyApi {
  const context = withSteadyState(given);
  const log = createLog();
  const personalData = registerPersonalData(context, { log });
  /** There once somebody asked for something; what it alone knows nobody else has to wait for. */
  let client: CustomersClient | undefined;
  let loading: Promise<CustomersClient> | undefined;
  const loadedClient = () => (loading ??= loadClient());

  const connections = registerConnections(context, {
    log,
    test: async (connection, signal) => (await loadedClient()).test(connection, signal),
    forgetTokens: (connectionId) => client?.forgetTokens(connectionId),
    tokenExpiry: (connectionId) => client?.tokenExpiry(connectionId),
  });
  const api: CustomersApi = {
    page: async (connection, query, options) =>
      (await loadedClient()).page(connection, query, options),
  };
  const lookups: CustomerLookups = {
    parent: async (...asked) => (await loadedClient()).parent(...asked),
    search: async (...asked) => (await loadedClient()).search(...asked),
  };
  const signer: RequestSigner = {
    signed: async (connection, query, signal) =>
      (await loadedClient()).signed(connection, query, signal),
  };
  const saver: AnswerSaver = {
    save: async (connection, query, receive, signal) =>
      (await loadedClient()).save(connection, query, receive, signal),
  };
  const inspector = registerInspector(context, {
    api,
    signer,
    saver,
    connections,
    log,
    personalData,
    workspaceState: context.workspaceState,
    globalState: context.globalState,
    historySize: () => setting('historySize'),
    openMap: async (start, post) => {
      const { openMap } = await import('./customers/tree');
      const concurrentRequests = () => setting('concurrentRequests');
      return openMap({ api, connections, personalData, concurrentRequests }, start, post);
    },
    selected: (argument) => customers.selected(argument),
  });
  const history = registerHistory(context, {
    historySize: () => setting('historySize'),
    connections,
    api,
    log,
    personalData,
    activeTarget: () => inspector.activeTarget(),
    renew: (before, after, note) => inspector.renew(before, after, note),
    tell: (request, sentence) => inspector.tell(request, sentence),
  });

  async function loadClient(): Promise<CustomersClient> {
    const { CustomersClient } = await import('./api/client');
    client = new CustomersClient({
      credentials: connections.credentials,
      ready: (connection) => connections.ready(connection),
      settings: clientSettings,
      answered: (record) => {
        connections.noteAnswer(record);
        programs.noteAnswer(record);
        // a list of requests made by hand would have no room for its own; what failed is looked for there
        if (record.ofMany !== true || record.answer.kind !== 'page') history.record(record);
      },
      noted: (line) => log.info(line),
    });
    return client;
  }

  const customers = registerCustomers(context, { api, lookups, connections, log, personalData });
  registerDebugging(context, {
    api,
    connections,
    personalData,
    workspaceState: context.workspaceState,
    activeTarget: () => inspector.activeTarget(),
  });
  registerEditor(context, {
    connections,
    personalData,
    extensionId: context.extension.id,
    largestMegabytes: () => setting('maxResponseMegabytes'),
    activeTarget: () => inspector.activeTarget(),
  });
  const programs = registerPrograms(context, {
    api,
    connections,
    personalData,
    concurrentRequests: () => setting('concurrentRequests'),
  });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('customerHierarchy.showLog', () => log.show()),
    { dispose: () => client?.dispose() },
  );
  return programs.extensionApi;
}

function clientSettings(): ClientSettings {
  return {
    timeoutSeconds: setting('timeoutSeconds'),
    requestsPerMinute: setting('requestsPerMinute'),
    concurrentRequests: setting('concurrentRequests'),
    maxResponseMegabytes: setting('maxResponseMegabytes'),
  };
}

/** A number from the user's settings; for one of another type, or below 0, the manifest's default. */
function setting(name: string): number {
  const configuration = vscode.workspace.getConfiguration('customerHierarchy');
  const value: unknown = configuration.get(name);
  if (typeof value === 'number' && value >= 0) return value;
  return configuration.inspect<number>(name)?.defaultValue ?? 0;
}
