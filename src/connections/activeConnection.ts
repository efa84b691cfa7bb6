import type * as vscode from 'vscode';

const IN_WORKSPACE = 'connections.active';
const LAST_USED = 'connections.lastUsed';

/** Which connection is in use: the one chosen in this workspace, else the one last used in any. */
export interface ActiveConnection {
  /** Ids to try in turn; the connections themselves may be gone. */
  candidates(): readonly string[];
  choose(connectionId: string): Promise<void>;
}

export function activeConnection(context: vscode.ExtensionContext): ActiveConnection {
  return {
    candidates: () =>
      [
        context.workspaceState.get<unknown>(IN_WORKSPACE),
        context.globalState.get<unknown>(LAST_USED),
      ].filter((id) => typeof id === 'string'),
    choose: async (connectionId) => {
      await context.workspaceState.update(IN_WORKSPACE, connectionId);
      await context.globalState.update(LAST_USED, connectionId);
    },
  };
}
