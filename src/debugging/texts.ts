import * as vscode from 'vscode';
import type { PersonalData } from '../privacy/personalData';

const SCHEME = 'customer-hierarchy-program';

export interface ProgramTexts {
  open(name: string, text: string, isJson: boolean): Promise<void>;
}

/** Read-only documents with what a program holds; in memory alone, until they are closed. */
export function registerTexts(
  context: vscode.ExtensionContext,
  personalData: PersonalData,
): ProgramTexts {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const text = texts.get(uri.toString());
        if (text === undefined)
          return vscode.l10n.t('This text is no longer kept: the program that held it has run on.');
        if (!personalData.isMasked) return text;
        return (await import('./commands')).maskedText(text);
      },
    }),
    personalData.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === SCHEME) changed.fire(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return {
    open: async (name, text, isJson) => {
      const path = `/${name.replace(/[\\/:*?"<>|#%]+/g, '.')}.${isJson ? 'json' : 'txt'}`;
      const uri = vscode.Uri.from({ scheme: SCHEME, path, query: crypto.randomUUID() });
      texts.set(uri.toString(), text);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    },
  };
}
