import * as vscode from 'vscode';
import type { CustomersApi } from '../api/page';
import { systemCode } from '../api/thrown';
import type { Connections } from '../connections/room';
import type { ExportEnd } from '../export/exportEnd';
import { realFile } from '../export/exportFiles';
import type { ExportPlan } from '../export/exportPlan';
import { HierarchyExport, type OfMissing } from '../export/hierarchyExport';
import { discardLeft, lookAtLeft } from '../export/leftExport';
import type { Summary } from '../export/tally';
import { figuresOf } from '../figures';
import type { Log } from '../privacy/log';
import type { PersonalData } from '../privacy/personalData';
import { pngOfExport, shownName, writtenFile, type ExportedPicture } from './exportedPicture';
import { goingOn, type GoingOn } from './exportGoingOn';
import { ExportOffers } from './exportOffers';
import { ExportSeals } from './exportSeals';
import { ExportSignIn } from './exportSignIn';
import { exportTelling } from './exportTelling';
import { notWrittenReason } from './exportWords';
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

/** Exports of this window: begins them, goes on with them, and says what came of them. */
export class Exporting {
  /** Files that are being written, and what ends that. */
  readonly #running = new Map<string, AbortController>();
  #isDisposed = false;
  #nextLook: NodeJS.Timeout | undefined;
  readonly #figures = figuresOf(vscode.env.language);
  readonly #offers: ExportOffers;
  readonly #signIn: ExportSignIn;
  readonly #seals: ExportSeals;

  constructor(private readonly deps: ExportingDeps) {
    this.#signIn = new ExportSignIn(deps.connections);
    this.#seals = new ExportSeals(deps.connections.sealKeys);
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
    const signedIn = await this.#signIn.markOf(wanted.connectionId);
    const plan: ExportPlan = {
      ...wanted,
      ...(signedIn !== undefined && { signedIn }),
      masked: this.deps.personalData.isMasked,
    };
    const sealed = plan.masked ? await this.#seals.make() : undefined;
    const begun = await HierarchyExport.begin(file, plan, sealed);
    if (begun.kind !== 'ready') await this.#seals.forget(sealed?.key);
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
      HierarchyExport.resume(file, (key) => this.#seals.of(key), ofMissing),
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
      const found = await this.#orClosed(lookAtLeft(file, (key) => this.#seals.of(key)));
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
    const { api, connections, personalData } = this.deps;
    const { plan } = one;
    const going = await goingOn(plan, {
      connection: (id) => connections.get(id),
      isMasked: () => personalData.isMasked,
      mayBeAsked: (asked) => this.#signIn.mayBeAsked(asked, file, plan),
    });
    if (going.kind !== 'goOn') {
      await one.close();
      this.#sayWhyNot(going);
      return NOT_BEGUN;
    }
    const { connection } = going;
    const controller = new AbortController();
    this.#running.set(file, controller);
    const following = vscode.Disposable.from(
      personalData.onDidChange(() => {
        if (!plan.masked && personalData.isMasked) controller.abort(FOR_MASKING);
      }),
      this.#signIn.follow(connection, () => controller.abort(FOR_SIGN_IN)),
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
          const allowed = () => numberSetting('requestsPerMinute', 100);
          const telling = exportTelling(one.progress, this.#figures, allowed, progress);
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
      await this.#seals.forget(one.sealKey);
      // the walkthrough's step is done
      void vscode.commands.executeCommand('setContext', 'customerHierarchy.exported', true);
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

  /** @returns whether it is gone: what is being written is not */
  async #discard(file: string): Promise<boolean> {
    if (this.#isRunning(file)) return false;
    const left = await discardLeft(file);
    if (left === false) {
      this.#sayIsRunning(file);
      return false;
    }
    await this.#seals.forget(left.key);
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

  #sayWhyNot({ kind }: Exclude<GoingOn, { kind: 'goOn' }>): void {
    switch (kind) {
      case 'connectionGone':
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            'The export cannot go on: its connection is gone, or has another host now. What it has stays.',
          ),
        );
        return;
      case 'masked':
        this.#sayToShow();
        return;
      case 'otherSignIn':
      // who was asked knows
    }
  }

  #sayToShow(): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The export was begun with personal data shown, which is masked now. Show Personal Data to resume it.',
      ),
    );
  }
}

function numberSetting(name: 'concurrentRequests' | 'requestsPerMinute', instead: number): number {
  const value: unknown = vscode.workspace.getConfiguration('customerHierarchy').get(name);
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : instead;
}
