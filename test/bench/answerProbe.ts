import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { readAnswer } from '../../src/api/answer';
import { prettyPrint } from '../../src/api/json';
import type { Page } from '../../src/api/page';
import type { ChildrenQuery } from '../../src/api/query';

const SCHEME = 'bench-answer';
/** Looks at the heap, and how far they are apart. */
const ROUNDS = 10;
const BETWEEN_ROUNDS_MS = 500;

/*
 * An extension of the bench: shows an answer that the extension host has, in VS Code's own editor and
 * in the inspector, and says at what time (in milliseconds since 1970) it had the text ready.
 */

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '919800000001',
  limit: 100,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

export function activate(context: vscode.ExtensionContext): void {
  let shown = '';
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: () => shown,
    }),
    vscode.commands.registerCommand('bench.showInEditor', async (file: string, mark: string) => {
      shown = prettyPrint(readFileSync(file, 'utf8'));
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${mark}.json` });
      collectGarbage();
      const started = Date.now();
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
      shown = '';
      return started;
    }),
    vscode.commands.registerCommand('bench.showInInspector', async (file: string) => {
      const answer = pageOf(readFileSync(file, 'utf8'));
      const request = { connectionId: '', query };
      collectGarbage();
      const started = Date.now();
      await vscode.commands.executeCommand('customerHierarchy.openInspector', { request, answer });
      return started;
    }),
    vscode.commands.registerCommand('bench.heapMegabytes', heapMegabytes),
  );
}

function pageOf(text: string): Page {
  const reply = {
    kind: 'reply',
    status: 200,
    headers: {},
    text,
    sizeBytes: text.length,
    startedAt: Date.now(),
    durationMs: 0,
  } as const;
  const answer = readAnswer(query, reply, {
    request: { method: 'GET', url: 'http://127.0.0.1/', headers: [], authentication: 'token' },
    secrets: () => [],
    timeoutSeconds: 30,
    maxMegabytes: 64,
  });
  if (answer.kind !== 'page') throw new Error(`Not a page: ${answer.kind}`);
  return answer;
}

/** What is in use at rest, buffers included: what is on its way to the window is kept until it came. */
async function heapMegabytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, (heapUsed + external) / 1e6);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_ROUNDS_MS));
  }
  return least;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
