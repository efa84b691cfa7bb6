import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Connections } from '../connections/room';
import type { ExportPlan } from '../export/exportPlan';
import { shownName } from './exportedPicture';

/** Two organisations may have the same host: their customers are not to be in one file. */
export class ExportSignIn {
  constructor(private readonly connections: Connections) {}

  /** As whom a connection signs in, for a plan. */
  async markOf(connectionId: string): Promise<ExportPlan['signedIn']> {
    const connection = this.connections.get(connectionId);
    const salt = crypto.randomUUID();
    const mark = connection && (await this.connections.signInMark(connection, salt));
    return mark === undefined ? undefined : { salt, mark };
  }

  /** Asks the user where it signs in as somebody else than when the export began. */
  async mayBeAsked(
    connection: Connection,
    file: string,
    { signedIn }: ExportPlan,
  ): Promise<boolean> {
    if (signedIn === undefined) return true;
    const mark = await this.connections.signInMark(connection, signedIn.salt);
    // where nobody is signed in, nobody is asked either
    if (mark === undefined || mark === signedIn.mark) return true;
    const same = vscode.l10n.t('Same Organisation: Resume');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('{connection} signs in with other credentials than when this export began.', {
        connection: connection.name,
      }),
      {
        modal: true,
        detail: vscode.l10n.t(
          'If they belong to another organisation, {file} would hold customers of both. Resume only if it is the same organisation; what the export has stays in any case.',
          { file: shownName(file) },
        ),
      },
      same,
    );
    return chosen === same;
  }

  /** While it runs: what comes from now on may be of somebody else. */
  follow(connection: Connection, changed: () => void): vscode.Disposable {
    const { connections } = this;
    const salt = crypto.randomUUID();
    const before = connections.signInMark(connection, salt);
    return connections.onDidChangeSignIn((id) => {
      if (id !== connection.id) return;
      void (async () => {
        const now = await connections.signInMark(connection, salt);
        if (now !== undefined && now !== (await before)) changed();
      })();
    });
  }
}
