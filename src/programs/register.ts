import * as vscode from 'vscode';
import type { AnsweredRequest, CustomersApi } from '../api/page';
import type { Connections } from '../connections/room';
import type { PersonalData } from '../privacy/personalData';
import type { CustomerHierarchyApi, RequestMade, WalkItem } from './extensionApi';
import type { OpenedPrograms } from './programs';

export interface ProgramsCollaborators {
  readonly api: CustomersApi;
  readonly connections: Connections;
  readonly personalData: PersonalData;
  readonly concurrentRequests: () => number;
}

export interface RegisteredPrograms {
  /** What `activate` returns. */
  readonly extensionApi: CustomerHierarchyApi;
  /** Told of every request that is over. */
  noteAnswer(record: AnsweredRequest): void;
}

/** As package.json contributes them. */
const tools = [
  'listConnections',
  'getPage',
  'getCustomer',
  'summariseHierarchy',
  'makeSnippet',
] as const;

/** Registers tools of language models, and makes the API for extensions; what answers loads on first use. */
export function registerPrograms(
  context: vscode.ExtensionContext,
  collaborators: ProgramsCollaborators,
): RegisteredPrograms {
  const { connections, personalData } = collaborators;
  let loading: Promise<OpenedPrograms> | undefined;
  const opened = () =>
    (loading ??= import('./programs').then(({ openPrograms }) => openPrograms(collaborators)));
  const requests = new vscode.EventEmitter<RequestMade>();
  let isListenedTo = false;
  context.subscriptions.push(
    requests,
    ...tools.map((name) =>
      vscode.lm.registerTool<unknown>(`customerHierarchy_${name}`, {
        prepareInvocation: async ({ input }) => (await opened()).prepare(name, input),
        invoke: async ({ input }, token) => (await opened()).invoke(name, input, token),
      }),
    ),
  );
  return {
    extensionApi: {
      apiVersion: 1,
      connections: () => {
        const active = connections.active()?.id;
        return connections
          .all()
          .map(({ id, name, origin }) => ({ id, name, origin, isActive: id === active }));
      },
      page: async (query, options) => (await opened()).forExtensions.page(query, options),
      walk: async function* (query, options): AsyncGenerator<WalkItem, void, void> {
        yield* (await opened()).forExtensions.walk(query, options);
      },
      onDidRequest: (...listener) => {
        isListenedTo = true;
        return requests.event(...listener);
      },
    },
    noteAnswer: (record) => {
      if (!isListenedTo) return;
      const { isMasked } = personalData;
      void import('./requestMade').then(({ requestMade }) => {
        const made = requestMade(record, isMasked);
        if (made !== undefined) requests.fire(made);
      });
    },
  };
}
