import * as vscode from 'vscode';
import { errorSentence } from '../connections/errorWords';
import { customersSettings } from '../customers/settings';
import { maskingWhile } from '../privacy/masking';
import { openApi } from './apiForExtensions';
import type { CustomerHierarchyApi } from './extensionApi';
import type { ProgramsCollaborators } from './register';
import type { ProgramsRoom } from './room';
import { toolText, type Tool } from './tools';
import { preparedInvocation } from './toolWords';

type ToolName = keyof typeof toolsByName;

export interface OpenedPrograms {
  readonly forExtensions: Pick<CustomerHierarchyApi, 'page' | 'walk'>;
  prepare(tool: ToolName, input: unknown): vscode.PreparedToolInvocation;
  invoke(
    tool: ToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

const toolsByName = {
  listConnections: 'connections',
  getPage: 'page',
  getCustomer: 'customer',
  summariseHierarchy: 'summary',
  makeSnippet: 'snippet',
} as const satisfies Record<string, Tool>;

/** All that answers other programs; loaded when the first of them asks. */
export function openPrograms({
  api,
  connections,
  personalData,
  concurrentRequests,
}: ProgramsCollaborators): OpenedPrograms {
  const shared = { api, connections, settings: customersSettings, concurrentRequests };
  const shownMasking = maskingWhile(() => personalData.isMasked);
  const forModels: ProgramsRoom = {
    ...shared,
    masking: maskingWhile(() => personalData.isMasked || masksForLanguageModels()),
    shownMasking,
  };
  return {
    forExtensions: openApi({
      ...shared,
      masking: shownMasking,
      errorSentence,
      noConnectionSentence: () =>
        vscode.l10n.t('There is no connection to ask: choose one, or add one.'),
    }),
    prepare: (tool, input) => preparedInvocation(toolsByName[tool], input, forModels),
    invoke: async (tool, input, token) => {
      const ending = new AbortController();
      const listener = token.onCancellationRequested(() => ending.abort());
      if (token.isCancellationRequested) ending.abort();
      try {
        const text = await toolText(toolsByName[tool], input, forModels, ending.signal);
        if (ending.signal.aborted) throw new vscode.CancellationError();
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } finally {
        listener.dispose();
      }
    },
  };
}

/** The user's own value: what goes to a model no folder decides. */
function masksForLanguageModels(): boolean {
  const configuration = vscode.workspace.getConfiguration('customerHierarchy');
  return configuration.inspect<unknown>('maskForLanguageModels')?.globalValue !== false;
}
