import path from 'node:path';
import * as vscode from 'vscode';
import { systemCode } from '../api/thrown';
import { errorSentence } from '../connections/errorWords';
import type { ExportPlan } from '../export/exportPlan';
import type { ExportEnd } from '../export/exportEnd';
import type { OfMissing } from '../export/hierarchyExport';
import type { Summary } from '../export/tally';
import { figuresOf } from '../figures';
import type { Log } from '../privacy/log';
import { maskedError } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { joinedSentences } from '../sentence';
import { shownName, type ExportedPicture } from './exportedPicture';
import {
  doneSentence,
  failedSentence,
  insteadSentence,
  notWrittenReason,
  partSentence,
} from './exportWords';

export interface ExportOffersDoors {
  readonly log: Log;
  readonly personalData: PersonalData;
  /** Shows a summary as a document. */
  readonly showSummary: (file: string, summary: Summary) => Promise<void>;
  readonly resume: (file: string, ofMissing?: OfMissing) => Promise<unknown>;
  readonly discard: (file: string) => Promise<unknown>;
}

/** What is said of exports that ended, and offered for them. */
export class ExportOffers {
  readonly #figures = figuresOf(vscode.env.language);
  readonly #wording = { l10n: vscode.l10n, figures: this.#figures };

  constructor(private readonly doors: ExportOffersDoors) {}

  /** @param picture what of it there is, where it is done */
  async sayEnd(
    file: string,
    plan: ExportPlan,
    end: ExportEnd,
    picture: ExportedPicture,
  ): Promise<void> {
    const { summary } = end;
    const counts = {
      customers: this.#figures.count(summary.customers),
      file: end.kind === 'done' ? path.basename(picture.file) : shownName(file),
    };
    switch (end.kind) {
      case 'done': {
        const open = vscode.l10n.t('Open File');
        const show = vscode.l10n.t('Show Summary');
        const sentence = joinedSentences(
          doneSentence(this.#wording, summary, plan, counts.file),
          end.isPart && partSentence(this.#wording),
          picture.instead && insteadSentence(vscode.l10n, picture.instead),
        );
        const isShort =
          end.isPart ||
          picture.instead !== undefined ||
          summary.failed.count + summary.left.count > 0;
        const say = isShort
          ? vscode.window.showWarningMessage(sentence, open, show)
          : vscode.window.showInformationMessage(sentence, open, show);
        const chosen = await say;
        if (chosen === open)
          await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(picture.file));
        if (chosen === show) await this.doors.showSummary(file, summary);
        return;
      }
      case 'incomplete':
        await this.offerFailed(file, counts.customers, summary);
        return;
      case 'tooMany':
        await this.#offerPart(file, end.most);
        return;
      case 'cancelled':
        this.offer(
          file,
          vscode.l10n.t('The export to {file} was stopped. Customers so far: {customers}.', counts),
          'info',
        );
        return;
      case 'stopped':
        this.offer(
          file,
          vscode.l10n.t('The export to {file} stopped. Customers so far: {customers}. {reason}', {
            ...counts,
            reason: errorSentence(
              this.doors.personalData.isMasked ? maskedError(end.error) : end.error,
            ),
          }),
          'error',
        );
        return;
      case 'notWritten':
        this.offer(
          file,
          vscode.l10n.t('The export to {file} stopped. Customers so far: {customers}. {reason}', {
            ...counts,
            reason: notWrittenReason(vscode.l10n, end.code),
          }),
          'error',
        );
        return;
      case 'damaged':
        this.offerToDiscard(
          file,
          vscode.l10n.t(
            'The export to {file} stopped: what it wrote is not on the disk any more as it was. Discard it, and export again.',
            counts,
          ),
        );
        return;
      case 'failed':
        // its name alone: a message may quote what it could not read
        this.doors.log.error(`An export failed: ${nameOf(end.error)}`);
        this.offer(
          file,
          vscode.l10n.t(
            'The export to {file} stopped because of a fault in the extension. Customers so far: {customers}. The log has its name.',
            counts,
          ),
          'error',
        );
    }
  }

  /**
   * Everybody is there but those below some customers: what becomes of these is the user's to say.
   *
   * @param customers as a figure
   * @param found the summary, where it is known, or how many failed
   */
  async offerFailed(file: string, customers: string, found: Summary | number): Promise<void> {
    const summary = typeof found === 'number' ? undefined : found;
    const failed = typeof found === 'number' ? found : found.failed.count;
    const retry = vscode.l10n.t('Retry These');
    const finish = vscode.l10n.t('Finish Without Them');
    const keep = vscode.l10n.t('Keep for Resume');
    // a notification has room for so many letters
    const show = vscode.l10n.t('List');
    const discard = vscode.l10n.t('Discard');
    const name = shownName(file);
    const sentence = vscode.l10n.t('Customers read for {file}: {customers}. {failed}', {
      file: name,
      customers,
      failed: failedSentence(this.#wording, failed),
    });
    const last = summary === undefined ? discard : show;
    for (;;) {
      const say = vscode.window.showWarningMessage(sentence, retry, finish, keep, last);
      const chosen = await say;
      if (chosen === show && summary !== undefined) {
        await this.doors.showSummary(file, summary);
        continue;
      }
      if (chosen === retry) await this.doors.resume(file);
      if (chosen === finish) await this.doors.resume(file, 'leaveOut');
      if (chosen === discard) await this.doors.discard(file);
      if (chosen === keep)
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'What came is kept beside {file}. To go on, export to this file again, or open this window again.',
            { file: name },
          ),
        );
      return;
    }
  }

  /** More would be no picture that anybody could read; what came first is what is uppermost. */
  async #offerPart(file: string, most: number): Promise<void> {
    const first = vscode.l10n.t('Draw the First {count}', { count: this.#figures.count(most) });
    const discard = vscode.l10n.t('Discard');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'There are more than {most} customers, too many for the picture {file}. Draw the first of them, of the upper levels; or export fewer levels, or to another format.',
        { most: this.#figures.count(most), file: shownName(file) },
      ),
      first,
      discard,
    );
    if (chosen === first) await this.doors.resume(file, 'leaveOut');
    if (chosen === discard) await this.doors.discard(file);
  }

  /** It was stopped, since what would come next may be of somebody else. */
  sayOtherSignIn(file: string, connection: string): void {
    this.offer(
      file,
      vscode.l10n.t(
        'The export to {file} was stopped: {connection} signs in with other credentials now.',
        { file: shownName(file), connection },
      ),
      'info',
    );
  }

  /** What is there is kept until the user says otherwise. */
  offer(file: string, sentence: string, severity: 'info' | 'error'): void {
    const resume = vscode.l10n.t('Resume');
    const discard = vscode.l10n.t('Discard');
    const say =
      severity === 'info'
        ? vscode.window.showInformationMessage(sentence, resume, discard)
        : vscode.window.showErrorMessage(sentence, resume, discard);
    void this.shown(async () => {
      const chosen = await say;
      if (chosen === resume) await this.doors.resume(file);
      if (chosen === discard) await this.doors.discard(file);
    });
  }

  offerToDiscard(file: string, sentence: string): void {
    const discard = vscode.l10n.t('Discard');
    void this.shown(async () => {
      const chosen = await vscode.window.showWarningMessage(sentence, discard);
      if (chosen === discard) await this.doors.discard(file);
    });
  }

  /** What fails behind a notification has nobody else who would say so. */
  async shown(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.doors.log.error(`What was chosen for an export failed: ${nameOf(error)}`);
      void vscode.window.showErrorMessage(
        vscode.l10n.t('This could not be done. {reason}', {
          reason: notWrittenReason(vscode.l10n, systemCode(error)),
        }),
      );
    }
  }
}

/** The code or class of an error: nothing of whom it was about. */
function nameOf(error: unknown): string {
  const code = systemCode(error);
  if (code !== 'UNKNOWN') return code;
  return error instanceof Error ? error.name : typeof error;
}
