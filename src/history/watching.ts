import * as vscode from 'vscode';
import type { CustomersApi, Page } from '../api/page';
import type { ChildrenQuery, CustomersRequest } from '../api/query';
import { pickPersonal } from '../connections/personalInputs';
import { withoutIcons } from '../connections/plainText';
import type { Connections } from '../connections/register';
import { errorSentence } from '../connections/errorWords';
import { figuresOf } from '../figures';
import { maskingWhile } from '../privacy/masking';
import { sayConnectionIsMissing } from '../inspector/missingConnection';
import type { PersonalData } from '../privacy/personalData';
import { joinedSentences } from '../sentence';
import type { History, HistoryEntry } from './history';
import { nameIn, requestToRerun } from './rerun';
import { isSameRequest } from './sameRequest';
import { Watch, type WatchEnd } from './watch';
import { watchSentence, watchTrouble } from './watchWords';
import type { Wording } from './words';

export interface WatchingCollaborators {
  readonly history: History;
  readonly connections: Connections;
  readonly api: CustomersApi;
  readonly personalData: PersonalData;
  /** What the active inspector shows, else the row that is selected. */
  readonly meant: () => Promise<unknown>;
  /** Inspectors that show the one page show the other from now on, with such a note. */
  readonly renew: (before: Page, after: Page, note: string) => void;
  /** Inspectors that show what was asked say such a thing of it; undefined for nothing any more. */
  readonly tell: (request: CustomersRequest, sentence: () => string | undefined) => void;
  /** Its answers are not worth an entry each time that they are the same. */
  readonly repeats: WeakMap<ChildrenQuery, () => string | undefined>;
  /** Rows are to be drawn anew. */
  changed(): void;
}

interface Watched {
  readonly request: CustomersRequest;
  readonly watch: Watch;
  /** The change that was told last. */
  told: Watch['change'];
}

/** Everything about watches that is only needed once somebody watches. */
export interface Watching {
  watch(argument: unknown): Promise<void>;
  stop(argument: unknown): Promise<void>;
  showChange(argument: unknown): Promise<void>;
  /** What to say of an entry that is the newest of a watched request. */
  markOf(entry: HistoryEntry): string | undefined;
  dispose(): void;
}

const INTERVALS = [5, 10, 30, 60, 300] as const;
const WATCHING = 'customerHierarchy.watching';
const CHANGED = 'customerHierarchy.watchedChange';

export function createWatching(made: WatchingCollaborators): Watching {
  const { history, connections, api, personalData, repeats } = made;
  const masking = maskingWhile(() => personalData.isMasked);
  const figures = figuresOf(vscode.env.language);
  const wording: Wording = { l10n: vscode.l10n, figures, errorSentence };
  const status = vscode.window.createStatusBarItem(
    'customerHierarchy.watch',
    vscode.StatusBarAlignment.Left,
  );
  status.name = vscode.l10n.t('Customer Hierarchy: Watch');
  let all: readonly Watched[] = [];
  let drawn = '';
  const following = personalData.onDidChange(() => show());

  const whom = ({ request }: Watched) => {
    const { identifierType, identifierValue } = masking.asked(request).query;
    return withoutIcons(`${identifierType} ${identifierValue}`);
  };
  const of = (request: CustomersRequest) =>
    all.find((watched) => isSameRequest(watched.request, request));

  function begin(request: CustomersRequest, seconds: number): void {
    of(request)?.watch.stop();
    // a query of its own, by which its answers are known
    const query = { ...request.query };
    const newest = history.entries().find((entry) => isSameRequest(entry.request, request));
    const watch = new Watch(seconds, newest?.answer?.kind === 'page' ? newest.answer : undefined, {
      ask: async (signal) => {
        const connection = connections.get(request.connectionId);
        return connection && api.page(connection, query, { signal, background: true });
      },
      after: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
      now: () => Date.now(),
      isHidden: () => !vscode.window.state.focused,
      changed: () => follow(watched),
    });
    const watched: Watched = { request, watch, told: undefined };
    repeats.set(query, () => watch.page?.text);
    all = [...all, watched];
    show();
  }

  function follow(watched: Watched): void {
    const { watch, request } = watched;
    const { change, end } = watch;
    if (change !== undefined && change !== watched.told) {
      watched.told = change;
      made.renew(change.before, change.after, watchSentence(wording, watch));
    }
    made.tell(request, () => watchTrouble(wording, watch, (error) => masking.error(error)));
    if (end !== undefined) {
      all = all.filter((other) => other !== watched);
      sayEnd(watched, end);
    }
    if (end?.kind === 'connectionGone') sayConnectionIsMissing(request.connectionId);
    show();
  }

  /** Wherever it shows: rows, the status bar, and the buttons of inspectors. */
  function show(): void {
    const changed = all.filter(({ watch }) => watch.change !== undefined);
    const [first] = changed.length > 0 ? changed : all;
    const lines = all.map((watched) =>
      vscode.l10n.t('{whom}: {found}', {
        whom: whom(watched),
        found: watchSentence(wording, watched.watch),
      }),
    );
    // rows that are drawn anew for nothing would take tooltips away
    if (lines.join('\n') === drawn) return;
    drawn = lines.join('\n');
    void vscode.commands.executeCommand('setContext', WATCHING, all.length > 0);
    void vscode.commands.executeCommand('setContext', CHANGED, changed.length > 0);
    made.changed();
    if (first === undefined) {
      status.hide();
      return;
    }
    const hint =
      changed.length > 0
        ? vscode.l10n.t('Click to see what changed.')
        : vscode.l10n.t('Click to stop watching.');
    status.text = `$(eye) ${watchSentence(wording, first.watch)}`;
    status.tooltip = [...lines, hint].join('\n');
    status.accessibilityInformation = { label: joinedSentences(...lines, hint), role: 'button' };
    status.command = `customerHierarchy.${changed.length > 0 ? 'showWatchedChange' : 'stopWatching'}`;
    status.show();
  }

  function sayEnd(watched: Watched, end: WatchEnd): void {
    const values = { whom: whom(watched) };
    switch (end.kind) {
      case 'byUser':
      case 'connectionGone':
        return;
      case 'hidden':
        offerAgain(
          watched,
          vscode.l10n.t('{whom} is no longer watched: nobody looked for ten minutes.', values),
        );
        return;
      case 'failing':
        offerAgain(
          watched,
          vscode.l10n.t('{whom} is no longer watched: three requests failed in a row. {why}', {
            ...values,
            why: errorSentence(masking.error(end.error)),
          }),
        );
    }
  }

  function offerAgain({ request, watch }: Watched, sentence: string): void {
    const again = vscode.l10n.t('Watch Again');
    void vscode.window.showWarningMessage(sentence, again).then((chosen) => {
      if (chosen === again) begin(request, watch.seconds);
    });
  }

  /** The watch of what is given; of several, the one that is chosen. */
  async function chosen(
    argument: unknown,
    among: readonly Watched[],
  ): Promise<Watched | undefined> {
    const request = isObject(argument) ? argument.request : undefined;
    const given = among.find((watched) => isObject(request) && isSame(watched, request));
    if (given !== undefined || among.length < 2) return given ?? among[0];
    const picked = await pickPersonal(personalData, () => ({
      title: vscode.l10n.t('Watch'),
      placeholder: vscode.l10n.t('Which of the requests that are watched?'),
      items: among.map((watched) => ({
        label: whom(watched),
        description: watchSentence(wording, watched.watch),
        watched,
      })),
    }));
    return picked?.watched;
  }

  return {
    watch: async (argument) => {
      // a menu of an editor names the editor
      const isGiven = isObject(argument) && argument.request !== undefined;
      const request = requestToRerun(history, isGiven ? argument : await made.meant());
      if (request === undefined) return;
      if (connections.get(request.connectionId) === undefined) {
        sayConnectionIsMissing(request.connectionId, nameIn(argument));
        return;
      }
      const seconds = secondsOf(argument) ?? (await askInterval());
      if (seconds !== undefined) begin(request, seconds);
    },
    stop: async (argument) => {
      const watched = await chosen(argument, all);
      if (watched === undefined) sayNothingIsWatched();
      else watched.watch.stop();
    },
    showChange: async (argument) => {
      const changed = all.filter(({ watch }) => watch.change !== undefined);
      const watched = await chosen(argument, changed);
      const change = watched?.watch.change;
      if (watched === undefined || change === undefined) {
        sayNothingIsWatched();
        return;
      }
      const { request } = watched;
      await vscode.commands.executeCommand('customerHierarchy.compareWith', {
        first: { request, answer: change.before },
        second: { request, answer: change.after },
      });
    },
    markOf: ({ id, request }) => {
      const watched = of(request);
      const newest = history.entries().find((entry) => isSameRequest(entry.request, request));
      return watched && newest?.id === id ? watchSentence(wording, watched.watch) : undefined;
    },
    dispose: () => {
      for (const { watch } of all) watch.stop();
      following.dispose();
      status.dispose();
    },
  };

  async function askInterval(): Promise<number | undefined> {
    const items = INTERVALS.map((seconds) => ({
      label: vscode.l10n.t('Every {interval}', { interval: figures.duration(seconds * 1000) }),
      seconds,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Watch'),
      placeHolder: vscode.l10n.t('How often is the request to be made again?'),
      // a page that takes the keyboard back would close it
      ignoreFocusOut: true,
    });
    return picked?.seconds;
  }
}

function isSame({ request }: Watched, given: Readonly<Record<string, unknown>>): boolean {
  const { connectionId, query } = given;
  return (
    typeof connectionId === 'string' &&
    isObject(query) &&
    isSameRequest(request, { connectionId, query: { ...request.query, ...query } })
  );
}

function secondsOf(argument: unknown): number | undefined {
  const seconds = isObject(argument) ? argument.seconds : undefined;
  return typeof seconds === 'number' && seconds >= 1 ? seconds : undefined;
}

function sayNothingIsWatched(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('No request is watched. Choose Watch… on a row of the history.'),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
