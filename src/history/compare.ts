import * as vscode from 'vscode';
import type { Page } from '../api/page';
import { errorSentence } from '../connections/errorWords';
import { figuresOf } from '../figures';
import { prettyPrintInTurns, shownText } from '../inspector/longText';
import { asShownNow } from '../inspector/shownNow';
import { visibleText } from '../privacy/displayText';
import { maskedPage, maskingWhile, type Masking } from '../privacy/masking';
import { maskValue } from '../privacy/maskValue';
import type { PersonalData } from '../privacy/personalData';
import { comparands, readCompareArgument, type CompareArgument } from './comparands';
import { compareInTurns } from './comparison';
import { comparisonOrder } from './comparisonOrder';
import { comparisonText } from './comparisonWords';
import type { History, HistoryEntry } from './history';
import { pickEntry } from './pickEntry';
import { shownEntry } from './rows';
import type { Wording } from './words';

const COMPARISON_SCHEME = 'customer-hierarchy-history';

export interface CompareCollaborators {
  readonly history: History;
  readonly personalData: PersonalData;
  /** What the active inspector shows. */
  readonly activeTarget: () => Promise<unknown>;
  readonly selection: () => readonly HistoryEntry[];
  readonly workspaceState: vscode.Memento;
  changed(uri: vscode.Uri): void;
}

/** Everything about comparing that is only needed once somebody compares. */
export interface Comparing {
  /** Opens a comparison of what is given; asks for what is not. */
  compare(argument: unknown, selected: unknown): Promise<void>;
  /** The comparison on screen as text, in VS Code's own diff editor. */
  asText(uri: unknown): Promise<void>;
  switchOrder(uri: unknown): void;
  documentText(uri: vscode.Uri): Promise<string>;
}

/** VS Code opens no virtual document beyond this, in characters. */
const LONGEST_DOCUMENT = 50 * 1024 * 1024;

export function createComparing(made: CompareCollaborators): Comparing {
  const { history, personalData } = made;
  const masking = maskingWhile(() => personalData.isMasked);
  const wording: Wording = {
    l10n: vscode.l10n,
    figures: figuresOf(vscode.env.language),
    errorSentence,
  };
  const known = comparands(history);
  const order = comparisonOrder(made.workspaceState);

  const find = (id: string) => known.find(id);
  const shown = (entry: HistoryEntry) => shownEntry(entry, masking);
  const picking = { wording, personalData, shown };

  async function compare(argument: unknown, selected: unknown): Promise<void> {
    const read = readCompareArgument(argument, selected);
    if (read === undefined) {
      sayNotUnderstood();
      return;
    }
    const pair = await pairOf(read);
    if (pair === undefined) return;
    const [one, other] = pair;
    const [before, after] = isEarlier(one, other) ? [one, other] : [other, one];
    const answers = await Promise.all([before, after].map(answerOf));
    if (answers.some((answer) => answer === undefined)) sayGone();
    else if (answers.every((answer) => answer?.kind === 'page') && read.as !== 'text')
      await openComparison(before, after, read.ignoreOrder ?? true);
    else if (answers.every((answer) => answer !== undefined && 'text' in answer))
      await openDiff(before, after);
    else sayNoText();
  }

  /** The two that are meant, asked for where they are not given. */
  async function pairOf(
    given: CompareArgument,
  ): Promise<readonly [HistoryEntry, HistoryEntry] | undefined> {
    const { targets } = given;
    const all = targets.length > 0 ? targets : await meant();
    const entries = all.flatMap((target) => known.entryOf(target) ?? []);
    const [first, second, ...more] = entries;
    if (more.length > 0 || entries.length < targets.length) {
      sayTwo();
      return undefined;
    }
    if (first !== undefined && second !== undefined) return [first, second];
    const one = first ?? (await pickEntry(picking, history.entries(), undefined));
    if (one === undefined) return undefined;
    const other = await pickEntry(picking, history.entries(), one);
    return other === undefined ? undefined : [one, other];
  }

  /** Without anything to act on: the answer of the active inspector, else what is selected. */
  async function meant(): Promise<readonly unknown[]> {
    const target = await made.activeTarget();
    return target === undefined ? made.selection() : [target];
  }

  async function openComparison(
    before: HistoryEntry,
    after: HistoryEntry,
    ignoreOrder: boolean,
  ): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: COMPARISON_SCHEME,
      path: `/${fileName(vscode.l10n.t('Comparison {earlier} – {later}', times(before, after)))}.diff`,
      query: `${before.id}&${after.id}`,
    });
    setOrder(uri, ignoreOrder);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  function setOrder(uri: vscode.Uri, ignoreOrder: boolean): void {
    if (order.counts(uri.query) !== ignoreOrder) return;
    // VS Code has it in memory from now on, however long it writes
    void order.set(uri.query, !ignoreOrder);
    made.changed(uri);
  }

  async function openDiff(before: HistoryEntry, after: HistoryEntry): Promise<void> {
    const texts = await Promise.all([before, after].map(entryText));
    if (texts.some((text) => text.length > LONGEST_DOCUMENT)) {
      sayTooLarge();
      return;
    }
    const [left, right] = [before, after].map(answerUri);
    const title = vscode.l10n.t('Answers of {earlier} and {later}', times(before, after));
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: false });
  }

  /** Has whom it was about in shape, masked or not: VS Code keeps names of what was open. */
  function answerUri(entry: HistoryEntry): vscode.Uri {
    const { identifierType, identifierValue } = entry.request.query;
    const name = `${identifierType} ${maskValue(identifierValue)} ${wording.figures.time(entry.at)}`;
    return vscode.Uri.from({
      scheme: COMPARISON_SCHEME,
      path: `/${fileName(name)}.json`,
      query: entry.id,
    });
  }

  function times(before: HistoryEntry, after: HistoryEntry) {
    return { earlier: wording.figures.time(before.at), later: wording.figures.time(after.at) };
  }

  async function entryText(entry: HistoryEntry): Promise<string> {
    const answer = await answerOf(entry);
    if (answer === undefined || !('text' in answer)) return goneText();
    const identifier = entry.request.query.identifierValue;
    return asShownNow(masking, async () =>
      prettyPrintInTurns(await shownText(masking, answer.text, identifier)),
    );
  }

  async function documentText(uri: vscode.Uri): Promise<string> {
    const entries = uri.query.split('&').map(find);
    const [before, after] = entries;
    if (before === undefined) return goneText();
    if (entries.length === 1) return entryText(before);
    const pages = await Promise.all([before, after].map(pageOf));
    const [one, other] = pages;
    if (after === undefined || one === undefined || other === undefined) return goneText();
    const ignoreOrder = !order.counts(uri.query);
    return asShownNow(masking, () =>
      comparedText(
        { entry: before, page: one },
        { entry: after, page: other },
        { ignoreOrder, wording, masking },
      ),
    );
  }

  return {
    compare,
    asText: async (given) => {
      const [before, after] = comparisonUri(given)?.query.split('&').map(find) ?? [];
      if (before === undefined || after === undefined) sayGone();
      else await openDiff(before, after);
    },
    switchOrder: (given) => {
      const uri = comparisonUri(given);
      if (uri !== undefined) setOrder(uri, order.counts(uri.query));
    },
    documentText,
  };
}

/** Compares what is there, also what is masked, so that no difference hides behind equal shapes. */
async function comparedText(
  before: { readonly entry: HistoryEntry; readonly page: Page },
  after: { readonly entry: HistoryEntry; readonly page: Page },
  { ignoreOrder, wording, masking }: { ignoreOrder: boolean; wording: Wording; masking: Masking },
): Promise<string> {
  const isShape = ({ entry }: typeof before) =>
    entry.answer === undefined && entry.stored?.isMasked === true;
  // what was kept in shape has nothing but that to be compared with
  const isOfShapes = isShape(before) || isShape(after);
  const page = (side: typeof before) => (isOfShapes ? maskedPage(side.page) : side.page);
  const [one, other] = [page(before), page(after)];
  const comparison = await compareInTurns(one, other, ignoreOrder);
  return comparisonText(wording, {
    before: { entry: shownEntry(before.entry, masking), page: masking.page(one) },
    after: { entry: shownEntry(after.entry, masking), page: masking.page(other) },
    comparison,
    ignoreOrder,
    isSameText: !isOfShapes && one.text === other.text,
    isOfShapes,
  });
}

function isEarlier(one: HistoryEntry, other: HistoryEntry): boolean {
  return one.at === other.at ? one.id < other.id : one.at < other.at;
}

async function answerOf({ answer, stored }: HistoryEntry) {
  return answer ?? (await stored?.read())?.answer;
}

async function pageOf(entry: HistoryEntry | undefined): Promise<Page | undefined> {
  const answer = entry && (await answerOf(entry));
  return answer?.kind === 'page' ? answer : undefined;
}

/** Of the document that a command is called on, else of the one that is active. */
function comparisonUri(given: unknown): vscode.Uri | undefined {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === COMPARISON_SCHEME && uri.query.includes('&') ? uri : undefined;
}

function fileName(text: string): string {
  return visibleText(text, 80).replace(/[\\/:*?"<>|#%]+/g, '.');
}

function goneText(): string {
  return vscode.l10n.t('This answer is no longer kept. Run the request again to see it.');
}

function sayGone(): void {
  void vscode.window.showInformationMessage(goneText());
}

function sayTwo(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Choose two answers of the history to compare.'),
  );
}

function sayNoText(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('One of these requests was not answered: there is nothing to compare.'),
  );
}

function sayTooLarge(): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'VS Code opens no document above {megabytes} MB. Compare what the answers say instead, or ask for fewer rows.',
      { megabytes: LONGEST_DOCUMENT / 1024 / 1024 },
    ),
  );
}

function sayNotUnderstood(): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Compare takes entries of the history, or an object with first and second: the ids of two entries, or two objects with a request and its answer.',
    ),
  );
}
