import * as vscode from 'vscode';
import type { Waiting } from '../api/page';
import type { ExportProgress } from '../export/hierarchyExport';
import type { Figures } from '../figures';
import { progressSentence } from './exportWords';

/** Milliseconds between two words of how far it is. */
const TELL_EVERY = 250;

export interface ExportTelling {
  readonly told: (next: ExportProgress) => void;
  readonly waiting: (next: Waiting | undefined) => void;
  readonly end: () => void;
}

/** Says in a notification how far an export is, until its end. */
export function exportTelling(
  before: ExportProgress,
  figures: Figures,
  requestsPerMinute: () => number,
  progress: vscode.Progress<{ message: string }>,
): ExportTelling {
  const begunAt = performance.now();
  let now = before;
  let wait: Waiting | undefined;
  let toldAt = -TELL_EVERY;
  const tell = () => {
    toldAt = performance.now();
    const pace = {
      customers: now.customers - before.customers,
      pages: now.pages - before.pages,
      milliseconds: performance.now() - begunAt,
      requestsPerMinute: requestsPerMinute(),
    };
    const wording = { l10n: vscode.l10n, figures };
    progress.report({ message: progressSentence(wording, now, pace, wait, Date.now()) });
  };
  // while it waits, the seconds count down
  const timer = setInterval(tell, 1000);
  tell();
  return {
    told: (next) => {
      const isOtherPhase = next.phase !== now.phase;
      now = next;
      if (isOtherPhase || performance.now() - toldAt > TELL_EVERY) tell();
    },
    waiting: (next) => (wait = next),
    end: () => clearInterval(timer),
  };
}
