import * as vscode from 'vscode';

/** Work that takes longer than this, in milliseconds, can be cancelled in a notification. */
const PATIENCE = 1000;

interface Piece {
  stop(): void;
  /** Why it waits, and until when, as words of this moment; undefined while it does not. */
  said(): string | undefined;
}

/**
 * One notification for everything that takes long, so that ten slow rows do not bring up ten. Its
 * Cancel stops them all.
 */
export function slowWork(): (work: Promise<void>, piece: Piece) => void {
  const slow = new Set<Piece>();
  let settled: (() => void) | undefined;

  const show = () => {
    const ended = new Promise<void>((resolve) => (settled = resolve));
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Waiting for the API'),
        cancellable: true,
      },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          for (const piece of [...slow]) piece.stop();
        });
        // the row of a closed level does not tell
        const tell = () => {
          const [message] = [...slow].flatMap((piece) => piece.said() ?? []);
          progress.report({ message: message ?? '' });
        };
        tell();
        const counting = setInterval(tell, 1000);
        await ended;
        clearInterval(counting);
      },
    );
  };

  return (work, piece) => {
    const timer = setTimeout(() => {
      slow.add(piece);
      if (settled === undefined) show();
    }, PATIENCE);
    void work.finally(() => {
      clearTimeout(timer);
      slow.delete(piece);
      if (slow.size > 0) return;
      settled?.();
      settled = undefined;
    });
  };
}
