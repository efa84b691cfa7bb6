import * as vscode from 'vscode';
import type { AnswerSaver, CustomersApi, Page, RequestSigner } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { chooseCurlStyle } from '../connections/curlStyle';
import type { Connections } from '../connections/register';
import type { Log } from '../privacy/log';
import { maskingWhile } from '../privacy/masking';
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
import { copy, copyAsCode, copyAsCurl, copyJson, sayMaskedAndNotRun } from './copyCommands';
import { copyAsCurlWithCredentials } from './copyWithCredentials';
import { forgetRequest } from './documentRequests';
import { fieldsOf } from './fields';
import type { OpenHierarchyMap } from './hierarchyMaps';
import { KeptQueries } from './keptQueries';
import { sayConnectionIsMissing } from './missingConnection';
import { InspectorPanels } from './panels';
import { saveAnswer } from './saveAnswer';
import { nothingToActOn, toBeSent } from './sendable';
import { isBrokenShape } from './shownFields';
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
  /**
   * What the row that is selected in the view of customers is about; with the argument of its keyboard
   * shortcut, the one that the keyboard is at.
   */
  readonly selected: (argument: unknown) => Promise<CommandTarget | undefined>;
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
  /** Inspectors that show what was asked say such a thing of it; undefined for nothing any more. */
  tell(request: CustomersRequest, sentence: () => string | undefined): void;
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
          await copyAsCurlWithCredentials(
            deps.signer,
            sendable.connection,
            sendable.query,
            masking,
          );
        return;
      }
      case 'copyAsCode': {
        const sendable = toBeSent(connections, target.request);
        if (sendable !== undefined) await copyAsCode(masking, chosenCode, sendable, target.code);
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

  /** A request that names no connection is for the active one; who shows an answer need not have one. */
  async function withConnection(given: InspectorArgument): Promise<InspectorArgument> {
    if (given.request?.connectionId !== '' || given.answer !== undefined) return given;
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
      sayConnectionIsMissing(request.connectionId);
      return;
    }
    const answer = await api.page(connection, request.query);
    if (answer.kind === 'page') await openJson(request, answer.text);
    else if (answer.kind !== 'cancelled') await panels.show({ request, answer });
  }

  return {
    renew: (before, after, note) => panels.renew(before, after, note),
    tell: (request, sentence) => panels.tell(request, sentence),
    activeTarget: () => panels.active?.session.target(),
    run: async (command, given) => {
      // from the palette, from a button that is no row's, or from the view's shortcut
      const isNothing =
        given === undefined || given === null || (typeof given === 'object' && 'row' in given);
      const isOfRow =
        command === 'openInspector' || (OF_ROW.has(command) && panels.active === undefined);
      const argument = isNothing && isOfRow ? await deps.selected(given) : given;
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

/** What is done with the selected row where no inspector is the active editor. */
const OF_ROW: ReadonlySet<InspectorCommand> = new Set([
  'openJson',
  'copyAsCurl',
  'copyAsCurlWithCredentials',
  'copyAsCode',
  'copyJson',
]);

/** What is on disk is read; where that is gone, the command does without. */
async function withAnswer(given: InspectorArgument): Promise<InspectorArgument> {
  if (given.answer !== undefined || given.stored === undefined) return given;
  return { ...given, ...(await given.stored.read()) };
}
