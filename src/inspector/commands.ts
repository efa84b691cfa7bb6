import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { valueTextAt } from '../api/json';
import type { AnswerSaver, CustomersApi, Page, RequestSigner } from '../api/page';
import { queryProblems, type ChildrenQuery, type CustomersRequest } from '../api/query';
import { requestAsSent } from '../api/request';
import { chooseCurlStyle, curlStyleForCopy } from '../connections/curlStyle';
import type { Connections } from '../connections/register';
import type { Log } from '../privacy/log';
import { maskingWhile, type Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { askAgainForDocument, askAgainOver } from './askAgain';
import type { CommandTarget } from './commandTarget';
import { readArgument, type InspectorArgument } from './commandArguments';
import {
  documentText,
  openAnswerDocument,
  openDeparturesDocument,
  openDetailsDocument,
  type DocumentContents,
  type DocumentsDeps,
} from './documents';
import { ChosenCode } from './chosenCode';
import { ChosenColumns } from './chosenColumns';
import { copyAsCurlWithCredentials } from './copyWithCredentials';
import { cannotBeSent, copiedCurl, jsonCopied } from './copying';
import { forgetRequest } from './documentRequests';
import { fieldsOf } from './fields';
import type { OpenHierarchyMap } from './hierarchyMaps';
import { KeptQueries } from './keptQueries';
import { asShownNow, prettyPrintInTurns, shownText } from './longText';
import { InspectorPanels } from './panels';
import { saveAnswer } from './saveAnswer';
import { copyCode, openCode } from './shownCode';
import { isBrokenShape } from './shownFields';
import { missingConnectionSentence } from './views';
import { brokenShapeSentence } from './words';

export interface InspectorDeps {
  readonly api: CustomersApi;
  readonly signer: RequestSigner;
  readonly saver: AnswerSaver;
  readonly connections: Connections;
  readonly log: Log;
  readonly personalData: PersonalData;
  readonly workspaceState: vscode.Memento;
  /** Of the user, on this computer. */
  readonly globalState: vscode.Memento;
  /** Requests that the user wants to have kept. */
  readonly historySize: () => number;
  readonly openMap: OpenHierarchyMap;
}

export type InspectorCommand =
  | 'openInspector'
  | 'openJson'
  | 'copyAsCurl'
  | 'copyAsCurlWithCredentials'
  | 'copyAsCode'
  | 'chooseCurlShell'
  | 'copyJson'
  | 'copyPath'
  | 'revealInTree'
  | 'goToCustomer'
  | 'showErrorDetails'
  | 'saveToFile'
  | 'clearRecentQueries';

/** Everything of the inspector that is only needed once somebody uses it. */
export interface InspectorRoom {
  /** What the active inspector shows, if one is the active editor. */
  activeTarget(): CommandTarget | undefined;
  /** Inspectors that show the one answer show the other from now on, with such a note. */
  renew(before: Page, after: Page, note: string): void;
  run(command: InspectorCommand, argument: unknown): Promise<void>;
  /** What was chosen elsewhere: a row of a view. */
  follow(chosen: unknown): void;
  restore(view: vscode.WebviewPanel, state: unknown): Promise<void>;
  documentText(uri: vscode.Uri, signal: AbortSignal): Promise<string>;
  /** Asks once more for the answer of a document that has none; resolves when there is one, or not. */
  askAgain(uri: vscode.Uri): Promise<void>;
  /** The same for a document that waits for a connection, which was put right. */
  askAgainOver(connectionId: string, uri: vscode.Uri): Promise<void>;
  /** The document was closed. */
  forgetDocument(uri: vscode.Uri): void;
}

export function openInspectorRoom(
  extensionUri: vscode.Uri,
  deps: InspectorDeps,
  contents: DocumentContents,
): InspectorRoom {
  const { api, connections, personalData } = deps;
  const masking = maskingWhile(() => personalData.isMasked);
  const documents: DocumentsDeps = { ...deps, masking, contents };
  const openJson = (request: CustomersRequest, text: string) =>
    openAnswerDocument(documents, request, text);
  const chosenCode = new ChosenCode(deps.globalState);
  const keptQueries = new KeptQueries({ ...deps, masking });
  const panels = new InspectorPanels({
    ...deps,
    keptQueries,
    masking,
    columns: new ChosenColumns(deps.globalState, new vscode.EventEmitter()),
    code: chosenCode,
    extensionUri,
    openJson,
    showDetails: async ({ session }) => {
      if (session.failure !== undefined)
        await openDetailsDocument(documents, session.failure.error);
    },
    openDepartures: async ({ session }) => {
      if (session.contract !== undefined) await openDeparturesDocument(documents, session.contract);
    },
  });

  async function run(command: InspectorCommand, given: InspectorArgument): Promise<void> {
    // without anything to act on, the active inspector is meant
    const isEmpty = given.request === undefined && given.json === undefined;
    const panel = isEmpty && given.answer === undefined ? panels.active : undefined;
    const target: InspectorArgument = panel === undefined ? given : panel.session.target();
    switch (command) {
      case 'openInspector':
        await panels.show(given);
        return;
      case 'openJson':
        if (panel?.session.page !== undefined)
          await openJson(panel.session.request, panel.session.page.text);
        else await openJsonOf(target);
        return;
      case 'copyAsCurl':
        await copyAsCurl(masking, connections, target.request);
        return;
      case 'copyAsCurlWithCredentials': {
        if (masking.isOn) {
          void sayMaskedAndNotRun();
          return;
        }
        const sendable = toBeSent(connections, target.request);
        if (sendable !== undefined)
          await copyAsCurlWithCredentials(deps.signer, sendable.connection, sendable.query);
        return;
      }
      case 'copyAsCode': {
        const sendable = toBeSent(connections, target.request);
        if (sendable !== undefined) await copyAsCode(masking, chosenCode, sendable);
        return;
      }
      case 'chooseCurlShell':
        await chooseCurlStyle();
        return;
      case 'copyJson':
        await copyJson(masking, target);
        return;
      case 'copyPath':
        if (panel !== undefined) panel.copyAtCursor('pointer');
        else if (target.json !== undefined)
          await copy(target.json.pointer, vscode.l10n.t('Path copied.'));
        else nothingToActOn();
        return;
      case 'revealInTree':
        if (panel === undefined) nothingToActOn();
        else panel.revealAtCursor();
        return;
      case 'goToCustomer':
        if (panel === undefined) nothingToActOn();
        else await panel.goToCustomer();
        return;
      case 'clearRecentQueries':
        await keptQueries.forgetRecent();
        return;
      case 'saveToFile': {
        const failed = panel === undefined ? target.request : panel.session.failure?.request;
        const sendable = toBeSent(connections, failed);
        if (sendable !== undefined)
          await saveAnswer({ saver: deps.saver, masking }, sendable.connection, sendable.query);
        return;
      }
      case 'showErrorDetails': {
        const error = panel?.session.failure?.error ?? given.answer;
        if (error === undefined || error.kind === 'page') nothingToActOn();
        else await openDetailsDocument(documents, error);
      }
    }
  }

  /** A request that names no connection is for the active one. */
  async function withConnection(given: InspectorArgument): Promise<InspectorArgument> {
    if (given.request?.connectionId !== '') return given;
    const connection = await connections.current();
    return { ...given, request: { ...given.request, connectionId: connection?.id ?? '' } };
  }

  async function openJsonOf({ request, answer, json }: InspectorArgument): Promise<void> {
    if (request === undefined) {
      nothingToActOn();
      return;
    }
    if (answer?.kind === 'page') await openJson(request, answer.text);
    else if (json !== undefined) await openJson(request, json.text);
    else await askAndOpen(request);
  }

  /** From a keybinding, or from a request whose answer is no longer kept. */
  async function askAndOpen(request: CustomersRequest): Promise<void> {
    if (isBrokenShape(fieldsOf(request))) {
      void vscode.window.showInformationMessage(brokenShapeSentence());
      return;
    }
    const connection = connections.get(request.connectionId);
    if (connection === undefined) {
      void vscode.window.showErrorMessage(missingConnectionSentence());
      return;
    }
    const answer = await api.page(connection, request.query);
    if (answer.kind === 'page') await openJson(request, answer.text);
    else if (answer.kind !== 'cancelled') await panels.show({ request, answer });
  }

  return {
    renew: (before, after, note) => panels.renew(before, after, note),
    activeTarget: () => panels.active?.session.target(),
    run: async (command, argument) => {
      const read = readArgument(argument);
      if (read.kind === 'argument')
        await run(command, await withConnection(await withAnswer(read.argument)));
      else
        void vscode.window.showErrorMessage(
          vscode.l10n.t('The command was called with something it does not understand: {problem}', {
            problem: read.message,
          }),
        );
    },
    follow: (chosen) => {
      const read = readArgument(chosen);
      if (read.kind !== 'argument') return;
      const { answer, reveal } = read.argument;
      if (answer !== undefined && reveal !== undefined) panels.follow(answer, reveal);
    },
    restore: (view, state) => panels.restore(view, state),
    documentText: (uri, signal) => documentText(documents, uri, signal),
    askAgain: (uri) => askAgainForDocument(documents, uri),
    askAgainOver: (connectionId, uri) => askAgainOver(documents, connectionId, uri),
    forgetDocument: (uri) => void forgetRequest(deps.workspaceState, uri.query),
  };
}

/** What is on disk is read; where that is gone, the command does without. */
async function withAnswer(given: InspectorArgument): Promise<InspectorArgument> {
  if (given.answer !== undefined || given.stored === undefined) return given;
  return { ...given, ...(await given.stored.read()) };
}

async function copyAsCurl(
  masking: Masking,
  connections: Connections,
  request: CustomersRequest | undefined,
): Promise<void> {
  const sendable = toBeSent(connections, request);
  if (sendable === undefined) return;
  const sent = requestAsSent(sendable.connection, sendable.query);
  // masked, or no longer, while somebody was asked
  const { text, sentence } = copiedCurl(masking, sent, await curlStyleForCopy());
  if (text === undefined) void vscode.window.showInformationMessage(sentence);
  else await copy(text, sentence);
}

/** The request in a language that is asked for. The code can be opened as well. */
async function copyAsCode(
  masking: Masking,
  chosenCode: ChosenCode,
  { connection, query }: Sendable,
): Promise<void> {
  const choice = await chosenCode.choose(connection.signIn === 'oauth');
  if (choice === undefined) return;
  const sent = requestAsSent(connection, query);
  const open = vscode.l10n.t('Open as File');
  const sentence = await copyCode(masking, sent, choice);
  void vscode.window.showInformationMessage(sentence, open).then(async (chosen) => {
    const problem = chosen === open ? await openCode(masking, sent, choice) : undefined;
    if (problem !== undefined) void vscode.window.showErrorMessage(problem);
  });
}

interface Sendable {
  readonly connection: Connection;
  readonly query: ChildrenQuery;
}

/** What can be sent as it is; says why where it cannot. */
function toBeSent(
  connections: Connections,
  request: CustomersRequest | undefined,
): Sendable | undefined {
  if (request === undefined) {
    nothingToActOn();
    return undefined;
  }
  const connection = connections.get(request.connectionId);
  if (connection === undefined) {
    void vscode.window.showErrorMessage(missingConnectionSentence());
    return undefined;
  }
  if (queryProblems(request.query).length > 0) {
    void vscode.window.showErrorMessage(cannotBeSent().sentence);
    return undefined;
  }
  return { connection, query: request.query };
}

async function copyJson(
  masking: Masking,
  { json, answer, request }: InspectorArgument,
): Promise<void> {
  const whole = json?.text ?? (answer?.kind === 'page' ? answer.text : undefined);
  if (whole === undefined) {
    nothingToActOn();
    return;
  }
  const printed = await asShownNow(masking, async () => {
    const shown = await shownText(masking, whole, request?.query.identifierValue);
    const text = json === undefined ? shown : valueTextAt(shown, json.pointer);
    return text === undefined ? undefined : prettyPrintInTurns(text);
  });
  if (printed === undefined) nothingToActOn();
  else await copy(printed, jsonCopied(masking));
}

async function copy(text: string, sentence: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(sentence, 4000);
}

/** A command that runs as it is says who is asked about; one that is masked needs no credentials. */
async function sayMaskedAndNotRun(): Promise<void> {
  const show = vscode.l10n.t('Show Personal Data');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing was copied, because personal data is masked: a command that runs as it is has some in it. Show it first, or choose Copy as curl.',
    ),
    show,
  );
  if (chosen === show) await vscode.commands.executeCommand('customerHierarchy.showPersonalData');
}

function nothingToActOn(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Run a query in the inspector first, or choose a row of a Customer Hierarchy view.',
    ),
  );
}
