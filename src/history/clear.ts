import * as vscode from 'vscode';
import { systemCode } from '../api/thrown';
import { figuresOf } from '../figures';
import type { Log } from '../privacy/log';
import { joinedSentences } from '../sentence';
import type { History } from './history';
import type { Keeping } from './keeping';

export interface ClearCollaborators {
  readonly history: History;
  readonly keeping: Keeping;
  readonly log: Log;
}

/**
 * Deletes every entry, in memory and on disk, once the user said so; `{ confirm: false }` does not ask.
 * Resolves with whether it was to be.
 */
export async function clearHistory(
  { history, keeping, log }: ClearCollaborators,
  argument?: unknown,
): Promise<boolean> {
  const isAsked = !(isObject(argument) && argument.confirm === false);
  if (isAsked && !(await confirmed(history, keeping))) return false;
  history.clear();
  try {
    await keeping.clear();
  } catch (error) {
    const code = systemCode(error);
    log.warn(`The history on disk could not be deleted: ${code}.`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The history on disk could not be deleted ({code}). Check that VS Code may write to its own folders.',
        { code },
      ),
    );
  }
  return true;
}

async function confirmed(history: History, keeping: Keeping): Promise<boolean> {
  const kept = await keeping.usage().catch(() => ({ entries: 0, bytes: 0 }));
  const shown = history.entries().length;
  if (shown === 0 && kept.entries === 0) return true;
  const figures = figuresOf(vscode.env.language);
  const clear = vscode.l10n.t('Clear History');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Clear the history?'),
    { modal: true, detail: detail(shown, kept) },
    clear,
  );
  return chosen === clear;

  function detail(requests: number, { entries, bytes }: typeof kept): string {
    const here = vscode.l10n.t(
      'The {count} requests of this window’s history are deleted, with their answers.',
      { count: figures.count(requests) },
    );
    if (entries === 0) return here;
    const onDisk = vscode.l10n.t(
      'On this computer that is {count} files with {size}, those of other windows among them. Comparisons that are open lose what they are made of.',
      { count: figures.count(entries), size: figures.bytes(bytes) },
    );
    return joinedSentences(here, onDisk);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
