import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { CustomersApi, Waiting } from '../api/page';
import { systemCode } from '../api/thrown';
import { SANDBOX_ID } from '../connections/settingsEntries';
import type { Connections } from '../connections/room';
import { realFile } from '../export/exportFiles';
import type { ExportPlan } from '../export/exportPlan';
import { HierarchyExport, type ExportEnd, type OfMissing } from '../export/hierarchyExport';
import { discardLeft, lookAtLeft } from '../export/leftExport';
import { newSealKey, sealWith, type Seal } from '../export/seal';
import type { Summary } from '../export/tally';
import { figuresOf } from '../figures';
import type { Log } from '../privacy/log';
import type { PersonalData } from '../privacy/personalData';
import { pngOfExport, shownName, writtenFile, type ExportedPicture } from './exportedPicture';
import { ExportOffers } from './exportOffers';
import { notWrittenReason, progressSentence } from './exportWords';
import { forgetUnfinished, noteUnfinished, unfinishedExports } from './unfinishedExports';

export interface ExportingDeps {
  readonly api: CustomersApi;
  readonly connections: Connections;
  readonly log: Log;
  readonly personalData: PersonalData;
  readonly workspaceState: vscode.Memento;
  readonly extensionUri: vscode.Uri;
  /** Shows a summary as a document. */
  readonly showSummary: (file: string, summary: Summary) => Promise<void>;
}

/** What the command tells its caller: a test, or a key binding's next command. */
export interface ExportOutcome {
  readonly kind: ExportEnd['kind'] | 'notBegun';
  readonly customers?: number;
}

/** What is known of an export before it begins. */
export type WantedExport = Omit<ExportPlan, 'masked' | 'signedIn'>;

const NOT_BEGUN: ExportOutcome = { kind: 'notBegun' };
/** Why one is ended that shows personal data. */
const FOR_MASKING = 'masked';
/** Why one is ended whose connection signs in as somebody else now. */
const FOR_SIGN_IN = 'signedIn';
/** How often, and after how long, what another window writes is looked at again at the start. */
const MOST_LOOKS = 8;
const LOOK_AGAIN_MS = 5000;
/** Milliseconds between two words of how far it is. */
const TELL_EVERY = 250;

/** Exports of this window: begins them, goes on with them, and says what came of them. */
export class Exporting {
  /** Files that are being written, and what ends that. */
  readonly #running = new Map<string, AbortController>();
  #isDisposed = false;
  #nextLook: NodeJS.Timeout | undefined;
  readonly #figures = figuresOf(vscode.env.language);

  readonly #offers: ExportOffers;

  constructor(private readonly deps: ExportingDeps) {
    this.#offers = new ExportOffers({
      ...deps,
      resume: (file, ofMissing) => this.resume(file, ofMissing),
      discard: (file) => this.#discard(file),
    });
  }

  /** Ends what runs, with all that came kept. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#nextLook);
    for (const controller of this.#running.values()) controller.abort();
  }

  /** @param wanted masked or not as personal data is when it begins, whatever was asked meanwhile */
  async begin(asked: string, wanted: WantedExport): Promise<ExportOutcome> {
    const file = await realFile(writtenFile(asked, wanted.format));
    if (this.#isRunning(file)) return NOT_BEGUN;
    const signedIn = await this.#signedIn(wanted.connectionId);
    const plan: ExportPlan = {
      ...wanted,
      ...(signedIn !== undefined && { signedIn }),
      masked: this.deps.personalData.isMasked,
    };
    const sealed = await this.#newSeal(plan);
    const begun = await HierarchyExport.begin(file, plan, sealed);
    if (begun.kind !== 'ready') await this.#forgetSeal(sealed?.key);
    switch (begun.kind) {
      case 'inUse':
        this.#sayIsRunning(file);
        return NOT_BEGUN;
      case 'ready':
        await noteUnfinished(this.deps.workspaceState, file);
        return this.#run(file, begun.export);
      case 'unfinished':
        return this.#beginOrResume(asked, file, plan);
      case 'notWritable':
        void vscode.window.showErrorMessage(
          vscode.l10n.t('Nothing was exported. {reason}', {
            reason: notWrittenReason(vscode.l10n, begun.code),
          }),
        );
        return NOT_BEGUN;
    }
  }

  async resume(asked: string, ofMissing: OfMissing = 'ask'): Promise<ExportOutcome> {
    const file = await realFile(asked);
    if (this.#isRunning(file)) return NOT_BEGUN;
    const found = await this.#orClosed(
      HierarchyExport.resume(file, (key) => this.#sealOf(key), ofMissing),
    );
    switch (found.kind) {
      case 'ready':
        return this.#run(file, found.export);
      case 'inUse':
        this.#sayIsRunning(file);
        return NOT_BEGUN;
      case 'sealed':
      case 'unreadable':
        this.#offers.offerToDiscard(
          file,
          vscode.l10n.t(
            'The export to {file} cannot be resumed: what is needed for it is gone. Export again.',
            { file: shownName(file) },
          ),
        );
        return NOT_BEGUN;
      case 'closed':
        if (found.code === 'ENOENT') {
          await forgetUnfinished(this.deps.workspaceState, file);
          void vscode.window.showInformationMessage(
            vscode.l10n.t('Nothing is left of the export to {file} that could be resumed.', {
              file: shownName(file),
            }),
          );
          return NOT_BEGUN;
        }
        void vscode.window.showErrorMessage(
          vscode.l10n.t('The export to {file} cannot be resumed now. {reason}', {
            file: shownName(file),
            reason: notWrittenReason(vscode.l10n, found.code),
          }),
        );
        return NOT_BEGUN;
    }
  }

  /** Those that a window left behind, one after the other. */
  async offerUnfinished(): Promise<void> {
    await this.#offerOf(unfinishedExports(this.deps.workspaceState), MOST_LOOKS);
  }

  async #offerOf(files: readonly string[], looks: number): Promise<void> {
    const inUse: string[] = [];
    for (const file of files) {
      if (this.#running.has(file)) continue;
      const found = await this.#orClosed(lookAtLeft(file, (key) => this.#sealOf(key)));
      if (found.kind === 'closed') {
        // somebody deleted it; what cannot be read just now is offered another time
        if (found.code === 'ENOENT') await forgetUnfinished(this.deps.workspaceState, file);
        continue;
      }
      if (found.kind === 'inUse') {
        inUse.push(file);
        continue;
      }
      const customers = found.kind === 'unfinished' ? found.customers : undefined;
      if (found.kind === 'unfinished' && found.failed !== undefined) {
        const read = this.#figures.count(found.customers);
        void this.#offers.shown(() => this.#offers.offerFailed(file, read, found.failed ?? 0));
        continue;
      }
      this.#offers.offer(
        file,
        customers === undefined
          ? vscode.l10n.t('The export to {file} was not finished.', { file: shownName(file) })
          : vscode.l10n.t('The export to {file} was not finished. Customers so far: {customers}.', {
              file: shownName(file),
              customers: this.#figures.count(customers),
            }),
        'info',
      );
    }
    // the window before this one may still be closing
    if (inUse.length > 0 && looks > 1 && !this.#isDisposed)
      this.#nextLook = setTimeout(
        () => void this.#offers.shown(() => this.#offerOf(inUse, looks - 1)),
        LOOK_AGAIN_MS,
      );
  }

  /** `closed`: the system does not let it be read, with its code. */
  #orClosed<Found>(
    found: Promise<Found>,
  ): Promise<Found | { readonly kind: 'closed'; readonly code: string }> {
    return found.catch((error: unknown) => ({ kind: 'closed' as const, code: systemCode(error) }));
  }

  async #beginOrResume(asked: string, file: string, plan: WantedExport): Promise<ExportOutcome> {
    const resume = vscode.l10n.t('Resume');
    const anew = vscode.l10n.t('Begin Anew');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('An export to {file} was begun before and is not finished.', {
        file: shownName(file),
      }),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Resume goes on with that one, as it was asked for then. Begin Anew deletes what it has.',
        ),
      },
      resume,
      anew,
    );
    if (chosen === resume) return this.resume(file);
    if (chosen !== anew) return NOT_BEGUN;
    return (await this.#discard(file)) ? this.begin(asked, plan) : NOT_BEGUN;
  }

  async #run(file: string, one: HierarchyExport): Promise<ExportOutcome> {
    const { api, connections } = this.deps;
    const { plan } = one;
    const connection = connections.get(plan.connectionId);
    if (connection === undefined || !asksWhomItAsked(connection, plan)) {
      await one.close();
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The export cannot go on: its connection is gone, or has another host now. What it has stays.',
        ),
      );
      return NOT_BEGUN;
    }
    if (!plan.masked && this.deps.personalData.isMasked) {
      await one.close();
      this.#sayToShow();
      return NOT_BEGUN;
    }
    if (!(await this.#mayGoOnAs(connection, file, plan))) {
      await one.close();
      return NOT_BEGUN;
    }
    const controller = new AbortController();
    this.#running.set(file, controller);
    const following = vscode.Disposable.from(
      this.deps.personalData.onDidChange(() => {
        if (plan.masked || !this.deps.personalData.isMasked) return;
        controller.abort(FOR_MASKING);
      }),
      this.#followSignIn(connection, () => controller.abort(FOR_SIGN_IN)),
    );
    const end = await vscode.window
      .withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Exporting to {file}', { file: shownName(file) }),
          cancellable: true,
        },
        async (progress, token) => {
          token.onCancellationRequested(() => controller.abort());
          const telling = this.#telling(one, progress);
          return one
            .run(
              {
                api,
                connection,
                concurrentRequests: numberSetting('concurrentRequests', 4),
                l10n: vscode.l10n,
                told: telling.told,
                waiting: telling.waiting,
              },
              controller.signal,
            )
            .finally(() => telling.end());
        },
      )
      .then(undefined, (error: unknown) => ({ kind: 'thrown' as const, error }));
    following.dispose();
    this.#running.delete(file);
    if (end.kind === 'thrown') throw end.error;
    if (end.kind === 'cancelled' && controller.signal.reason === FOR_MASKING) {
      this.#sayToShow();
      return { kind: end.kind, customers: end.summary.customers };
    }
    if (end.kind === 'cancelled' && controller.signal.reason === FOR_SIGN_IN) {
      this.#offers.sayOtherSignIn(file, connection.name);
      return { kind: end.kind, customers: end.summary.customers };
    }
    if (end.kind === 'done') {
      await forgetUnfinished(this.deps.workspaceState, file);
      await this.#forgetSeal(one.sealKey);
    }
    const picture = await this.#picture(file, plan, end);
    void this.#offers.shown(() => this.#offers.sayEnd(file, plan, end, picture));
    return { kind: end.kind, customers: end.summary.customers };
  }

  async #picture(
    file: string,
    { format }: ExportPlan,
    { kind }: ExportEnd,
  ): Promise<ExportedPicture> {
    if (kind !== 'done' || format !== 'png') return { file };
    return pngOfExport(file, this.deps.extensionUri).catch((error: unknown) => {
      this.deps.log.error(`A picture was not drawn: ${systemCode(error)}`);
      return { file, instead: 'notDrawn' };
    });
  }

  async #signedIn(connectionId: string): Promise<ExportPlan['signedIn']> {
    const connection = this.deps.connections.get(connectionId);
    const salt = crypto.randomUUID();
    const mark = connection && (await this.deps.connections.signInMark(connection, salt));
    return mark === undefined ? undefined : { salt, mark };
  }

  /** Two organisations may have the same host: their customers are not to be in one file. */
  async #mayGoOnAs(
    connection: Connection,
    file: string,
    { signedIn }: ExportPlan,
  ): Promise<boolean> {
    if (signedIn === undefined) return true;
    const mark = await this.deps.connections.signInMark(connection, signedIn.salt);
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
  #followSignIn(connection: Connection, changed: () => void): vscode.Disposable {
    const { connections } = this.deps;
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

  #telling(one: HierarchyExport, progress: vscode.Progress<{ message: string }>) {
    const before = one.progress;
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
        requestsPerMinute: numberSetting('requestsPerMinute', 100),
      };
      const wording = { l10n: vscode.l10n, figures: this.#figures };
      progress.report({ message: progressSentence(wording, now, pace, wait, Date.now()) });
    };
    // while it waits, the seconds count down
    const timer = setInterval(tell, 1000);
    tell();
    return {
      told: (next: typeof now) => {
        const isOtherPhase = next.phase !== now.phase;
        now = next;
        if (isOtherPhase || performance.now() - toldAt > TELL_EVERY) tell();
      },
      waiting: (next: Waiting | undefined) => (wait = next),
      end: () => clearInterval(timer),
    };
  }

  /** @returns whether it is gone: what is being written is not */
  async #discard(file: string): Promise<boolean> {
    if (this.#isRunning(file)) return false;
    const left = await discardLeft(file);
    if (left === false) {
      this.#sayIsRunning(file);
      return false;
    }
    await this.#forgetSeal(left.key);
    await forgetUnfinished(this.deps.workspaceState, file);
    return true;
  }

  #isRunning(file: string): boolean {
    if (!this.#running.has(file)) return false;
    this.#sayIsRunning(file);
    return true;
  }

  #sayIsRunning(file: string): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{file} is being exported already.', { file: shownName(file) }),
    );
  }

  #sayToShow(): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The export was begun with personal data shown, which is masked now. Show Personal Data to resume it.',
      ),
    );
  }

  async #forgetSeal(key: string | undefined): Promise<void> {
    if (key !== undefined) await this.deps.connections.sealKeys.forget(key);
  }

  /** What the journal of a masked export has to remember is personal, and so it is sealed. */
  async #newSeal(
    plan: ExportPlan,
  ): Promise<{ readonly key: string; readonly seal: Seal } | undefined> {
    if (!plan.masked) return undefined;
    const secret = newSealKey();
    const seal = sealWith(secret);
    if (seal === undefined) return undefined;
    const key = crypto.randomUUID();
    await this.deps.connections.sealKeys.store(key, secret);
    return { key, seal };
  }

  async #sealOf(key: string): Promise<Seal | undefined> {
    const secret = await this.deps.connections.sealKeys.read(key);
    return secret === undefined ? undefined : sealWith(secret);
  }
}

/** The sandbox has the same people behind another port. */
function asksWhomItAsked({ id, origin }: Connection, plan: ExportPlan): boolean {
  return id === SANDBOX_ID || origin === plan.origin;
}

function numberSetting(name: 'concurrentRequests' | 'requestsPerMinute', instead: number): number {
  const value: unknown = vscode.workspace.getConfiguration('customerHierarchy').get(name);
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : instead;
}
