import * as vscode from 'vscode';
import type { PageOptions, Waiting } from '../api/page';
import { waitingWordsIn } from '../connections/waitingSentences';

/** Milliseconds after which something that was asked says so, and can be cancelled. */
const PATIENCE = 1000;

/** Asks; where that takes long, a notification says what for, why it waits, and can end it. */
export async function slowly<Result>(
  title: string,
  ask: (options: PageOptions) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let waiting: Waiting | undefined;
  const work = ask({
    signal: controller.signal,
    waiting: (wait) => (waiting = wait),
  });
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        const tell = () =>
          progress.report({
            message: waiting === undefined ? '' : waitingWordsIn(vscode.l10n, waiting, Date.now()),
          });
        tell();
        const telling = setInterval(tell, 1000);
        await work.finally(() => clearInterval(telling));
      },
    );
  }, PATIENCE);
  return vscode.window.withProgress({ location: { viewId: 'customerHierarchy.customers' } }, () =>
    work.finally(() => clearTimeout(timer)),
  );
}
