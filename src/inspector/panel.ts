import * as vscode from 'vscode';
import type { RequestAsSent } from '../api/exchange';
import type { AnswerSaver, CustomersApi, Page } from '../api/page';
import { queryProblems, type CustomersRequest } from '../api/query';
import { requestAsSent } from '../api/request';
import type { Connection } from '../api/connection';
import { curlStyleForCopy, onDidChangeCurlStyle } from '../connections/curlStyle';
import type { Connections } from '../connections/register';
import type { Log } from '../privacy/log';
import type { Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { keepBehindMask } from './behindMasks';
import type { ChosenCode } from './chosenCode';
import type { ChosenColumns } from './chosenColumns';
import { copiedText } from './copying';
import { chooseCustomer } from './goToCustomer';
import { customerAt } from './jsonPaths';
import { requestOf } from './fields';
import { changeForm } from './formActions';
import type { KeptQueries } from './keptQueries';
import type { OpenHierarchyMap } from './hierarchyMaps';
import { shownText, shownTexts } from './longText';
import { saveMap } from './mapFiles';
import { isMeantOnce, MessageGate } from './messageGate';
import { noPageHtml, pageFolder, pageHtml } from './pageHtml';
import { PageLoading } from './pageLoading';
import { PanelCode } from './panelCode';
import { PanelMap } from './panelMap';
import { PanelTable } from './panelTable';
import { PieceFlow } from './pieceFlow';
import { noteRequestCopied } from './requestCopied';
import { saveAnswer } from './saveAnswer';
import { InspectorSession, type SessionStart } from './session';
import { isBrokenShape, ShownFields } from './shownFields';
import { asShownNow } from './shownNow';
import { verdictOf } from './verdict';
import { curlView, sessionWords } from './views';
import type {
  Choice,
  CopyableThing,
  FailureAction,
  FormFields,
  HostToPage,
  PageToHost,
} from './wire';
import { brokenShapeSentence, fieldChoices, inspectorTitle, pageWords } from './words';

const panelType = 'customerHierarchy.inspector';

export interface PanelCollaborators {
  readonly extensionUri: vscode.Uri;
  readonly api: CustomersApi;
  readonly connections: Connections;
  readonly log: Log;
  readonly masking: Masking;
  readonly personalData: PersonalData;
  readonly workspaceState: vscode.Memento;
  readonly keptQueries: KeptQueries;
  readonly columns: ChosenColumns;
  readonly code: ChosenCode;
  readonly saver: AnswerSaver;
  readonly openMap: OpenHierarchyMap;
  openJson(request: CustomersRequest, answerText: string): Promise<void>;
  showDetails(panel: InspectorPanel): Promise<void>;
  openDepartures(panel: InspectorPanel): Promise<void>;
}

export interface PanelStart extends SessionStart {
  readonly reading?: string;
  /** Said on the page until something else happens. */
  readonly note?: string;
}

export function createWebviewPanel(column: vscode.ViewColumn): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(panelType, inspectorTitle(), column);
}

/** The host's side of one inspector: joins its session with the webview, the clipboard and commands. */
export class InspectorPanel {
  readonly #with: PanelCollaborators;
  readonly #view: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #flow = new PieceFlow();
  readonly #loading = new PageLoading({
    load: () => this.#load(),
    giveUp: () => {
      this.#with.log.error('The page of an inspector was not loaded by VS Code.');
      this.#view.webview.html = noPageHtml();
    },
  });
  readonly #gate = new MessageGate((line) => this.#with.log.warn(line));
  /** Things of which one at a time is enough, and which are being done. */
  readonly #underWay = new Set<string>();
  /** Tells this inspector from others, also after a window reload. */
  readonly #key: string;
  readonly #shownFields: ShownFields;
  /** Where the reader is in the answer, as the page writes it. */
  #reading: string | undefined;
  /** What the page has not said yet. */
  #note: string | undefined;
  readonly #textOf: (page: Page) => string | Promise<string>;
  readonly #table: PanelTable;
  readonly #map: PanelMap;
  readonly #code: PanelCode;
  readonly session: InspectorSession;
  /** Whether the page has said that it is there. */
  #isThere = false;
  #toReveal: string | undefined;

  constructor(
    collaborators: PanelCollaborators,
    view: vscode.WebviewPanel,
    start: PanelStart,
    key: string = crypto.randomUUID(),
  ) {
    this.#with = collaborators;
    this.#view = view;
    this.#key = key;
    const { extensionUri, connections, masking, personalData, workspaceState, keptQueries } =
      collaborators;
    this.#reading = start.reading;
    this.#note = start.note;
    this.#shownFields = new ShownFields(
      masking,
      (behind) => void keepBehindMask(workspaceState, key, behind),
    );
    this.#textOf = shownTexts(masking);
    const breathe = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await this.#flow.room();
    };
    this.session = new InspectorSession(
      {
        ask: async (request, options) => {
          const connection = connections.get(request.connectionId);
          if (connection === undefined) return undefined;
          void keptQueries.ran(request);
          return collaborators.api.page(connection, request.query, options);
        },
        post: (message) => this.#post(message),
        setup: (fields, layout) => ({
          kind: 'setup',
          key,
          offered: keptQueries.offered(),
          ...(this.#reading !== undefined && { reading: this.#reading }),
          ...(this.#note !== undefined && { note: this.#note }),
          isMasked: masking.isOn,
          words: pageWords(),
          choices: fieldChoices(),
          connections: connectionChoices(connections),
          fields,
          layout,
        }),
        words: sessionWords(masking),
        pieces: ({ text, query }) => masking.pieces(text, query.identifierValue),
        breathe,
        // what it says may hold what it is about
        notShown: (error) =>
          this.#with.log.error(
            `The JSON of an answer could not be made ready to be shown: ${error instanceof Error ? error.name : typeof error}`,
          ),
      },
      start,
    );
    this.#map = new PanelMap({
      openMap: collaborators.openMap,
      session: this.session,
      post: (message) => this.#post(message),
      save: (picture) =>
        saveMap(this.session.request.query, picture, masking, (sentence) => this.#say(sentence)),
    });
    this.#code = new PanelCode({
      chosen: collaborators.code,
      masking,
      connections,
      session: this.session,
      post: (message) => this.#post(message),
      say: (sentence) => this.#say(sentence),
    });
    this.#table = new PanelTable({
      columns: collaborators.columns,
      masking,
      page: (run) => this.session.pageOf(run),
      post: (message) => this.#post(message),
      say: (sentence) => this.#say(sentence),
      breathe,
    });
    view.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    view.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    this.#subscriptions.push(
      view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      // a hidden page is thrown away, and says `ready` when it is made again
      view.onDidChangeViewState(() => {
        if (view.visible) return;
        this.#loading.end();
        this.#isThere = false;
        this.#note = undefined;
        this.session.detach();
        this.#table.stop();
        this.#flow.reset();
      }),
      connections.onDidChange(() => this.#followConnections()),
      personalData.onDidChange(() => {
        // the map, which may hold thousands of people, comes last, and in its own time
        this.#showTitle();
        this.session.showAgain();
        this.#offer();
        this.#post({ kind: 'masked', isMasked: masking.isOn });
        void this.#map.nameAgain();
        void this.#code.showAgain();
      }),
      collaborators.code.onDidChange(() => void this.#code.showAgain()),
      keptQueries.onDidChange(() => this.#offer()),
      onDidChangeCurlStyle(() => this.#showCurl()),
      view.onDidDispose(() => this.#dispose()),
    );
    this.#showTitle();
    this.#load();
  }

  get active(): boolean {
    return this.#view.active;
  }

  onDidDispose(listener: () => void): void {
    this.#subscriptions.push(this.#view.onDidDispose(listener));
  }

  reveal(): void {
    this.#view.reveal();
  }

  /** Puts the cursor at a value of the answer, as soon as the page has it. */
  revealInJson(pointer: string, focus = true): void {
    if (this.#isThere) this.#post({ kind: 'revealInJson', pointer, focus });
    else this.#toReveal = pointer;
  }

  /** Lets one of the answer's customers be chosen, and leads there. */
  async goToCustomer(): Promise<void> {
    const customers = this.session.page?.customers ?? [];
    const pointer = await chooseCustomer(customers, this.#with);
    if (pointer === undefined) return;
    this.reveal();
    this.revealInJson(pointer);
  }

  /** Asks the page for the value at its cursor; the row is revealed when it answers. */
  revealAtCursor(): void {
    this.#post({ kind: 'revealAtCursor' });
  }

  /** Asks the page for what is under its cursor; the copying follows when it answers. */
  copyAtCursor(what: 'value' | 'pointer'): void {
    this.#post({ kind: 'copyAtCursor', what });
  }

  /** What an inspector that is opened later goes on with. */
  leave(): PanelStart {
    return {
      ...this.session.leave(),
      ...(this.#reading !== undefined && { reading: this.#reading }),
    };
  }

  #offer(): void {
    this.#post({ kind: 'offered', offered: this.#with.keptQueries.offered() });
  }

  /** A form that was opened before there was any connection takes the first that comes. */
  #followConnections(): void {
    const { connections } = this.#with;
    this.#post({ kind: 'connections', connections: connectionChoices(connections) });
    this.#offer();
    const active = connections.active();
    if (this.session.fields.connectionId === '' && active !== undefined)
      this.session.fill({ ...this.session.fields, connectionId: active.id });
  }

  #receive(given: unknown): void {
    const read = this.#gate.admit(given, performance.now());
    if (read === undefined) return;
    const message = this.#shownFields.fromPage(read);
    void this.#once(message).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      this.#with.log.error(`The inspector could not do "${message.kind}": ${text}`);
      this.#say(vscode.l10n.t('That did not work. The log says more.'));
    });
  }

  /** Documents, dialogs and the clipboard: asked for again before they are there, they are meant once. */
  async #once(message: PageToHost): Promise<void> {
    if (!isMeantOnce(message)) return this.#handle(message);
    const what = JSON.stringify(message);
    if (this.#underWay.has(what)) return;
    this.#underWay.add(what);
    try {
      await this.#handle(message);
    } finally {
      this.#underWay.delete(what);
    }
  }

  async #handle(message: PageToHost): Promise<void> {
    switch (message.kind) {
      case 'notLoaded':
        this.#loading.failed();
        return;
      case 'ready':
        this.#loading.end();
        this.#flow.reset();
        this.session.attach();
        this.#isThere = true;
        if (this.#toReveal !== undefined) this.revealInJson(this.#toReveal);
        this.#toReveal = undefined;
        return;
      case 'draft':
        this.session.draft(message.fields, message.layout, message.fill);
        this.#judge(message.draft, message.fields);
        return;
      case 'run':
        await this.#run(message.fields);
        return;
      case 'cancel':
        this.session.cancel();
        return;
      case 'tookPiece':
        this.#flow.taken();
        return;
      case 'step':
        await this.session.step(message.to);
        return;
      case 'copy':
        await this.#copy(message.what, message.pointer);
        return;
      case 'act':
        await this.#act(message.action);
        return;
      case 'undo':
      case 'redo':
      case 'fillIn':
      case 'recall':
      case 'clearRecent':
      case 'savePreset':
      case 'managePresets': {
        const sentence = await changeForm(message, { ...this.#with, session: this.session });
        if (sentence !== undefined) this.#say(sentence);
        return;
      }
      case 'reading':
        this.#reading = message.reading;
        return;
      case 'openJson': {
        const { page, body, request } = this.session;
        const text = page?.text ?? body;
        if (text !== undefined) await this.#with.openJson(request, text);
        return;
      }
      case 'goToCustomer':
        await this.goToCustomer();
        return;
      case 'revealInTree':
        await this.#revealInTree(message.pointer);
        return;
      case 'openDepartures':
        await this.#with.openDepartures(this);
        return;
      case 'wantTable':
      case 'chooseColumns':
      case 'widenColumns':
      case 'copyRows':
        await this.#table.handle(message);
        return;
      case 'code':
        await this.#code.handle(message);
        return;
      case 'openMap':
      case 'loadMap':
      case 'loadWholeMap':
      case 'stopMap':
      case 'inspectNode':
      case 'saveMap':
        await this.#map.handle(message);
    }
  }

  async #run(fields: FormFields): Promise<void> {
    this.#note = undefined;
    if (isBrokenShape(fields)) {
      this.#say(brokenShapeSentence());
      return;
    }
    if (fields.connectionId !== '') {
      // what was typed is masked from now on
      if (this.#with.masking.isOn) this.session.fill(fields);
      await this.session.run(fields);
      return;
    }
    const connection = await this.#with.connections.current();
    if (connection === undefined) return;
    const completed: FormFields = { ...fields, connectionId: connection.id };
    this.session.fill(completed);
    await this.session.run(completed);
  }

  #judge(draft: number, fields: FormFields): void {
    const { connections, masking } = this.#with;
    const connection = connections.get(fields.connectionId);
    const verdict = verdictOf(draft, fields, connection, connections.active(), masking);
    const { canUndo, canRedo } = this.session;
    this.#post({ kind: 'verdict', verdict: { ...verdict, canUndo, canRedo } });
  }

  async #copy(what: CopyableThing, pointer: string | undefined): Promise<void> {
    const { page, body, exchange, request } = this.session;
    const { masking } = this.#with;
    const draft = this.#asSent();
    const command = what === 'curl' ? draft : what === 'sentCurl' ? exchange?.request : undefined;
    const curlStyle = command && (await curlStyleForCopy());
    const copied = await asShownNow(masking, async () => {
      const text =
        page !== undefined
          ? await this.#textOf(page)
          : body && (await shownText(masking, body, request.query.identifierValue));
      return copiedText(what, { masking, text, exchange, draft, curlStyle, pointer });
    });
    if (copied.text !== undefined) {
      await vscode.env.clipboard.writeText(copied.text);
      if (command !== undefined) noteRequestCopied();
    }
    this.#say(copied.sentence);
  }

  /** For another shell than before. */
  #showCurl(): void {
    const { exchange } = this.session;
    if (exchange !== undefined)
      this.#post({ kind: 'curl', text: curlView(this.#with.masking, exchange.request) });
  }

  async #revealInTree(pointer: string): Promise<void> {
    const { page, request } = this.session;
    const userId = customerAt(page?.customers ?? [], pointer)?.userId;
    if (userId === undefined) {
      this.#say(vscode.l10n.t('Put the cursor into a customer of the list first.'));
      return;
    }
    await vscode.commands.executeCommand('_customerHierarchy.revealCustomer', { request, userId });
  }

  /** The form as it stands, as it would be sent; undefined while it cannot be. */
  #asSent(): RequestAsSent | undefined {
    const { connectionId, query } = requestOf(this.session.fields);
    const connection = this.#with.connections.get(connectionId);
    if (connection === undefined || queryProblems(query).length > 0) return undefined;
    return requestAsSent(connection, query);
  }

  async #act(action: FailureAction): Promise<void> {
    switch (action) {
      case 'retry':
        await this.session.retry();
        return;
      case 'editConnection':
      case 'signIn':
        await this.#correct(action);
        return;
      case 'showLog':
        this.#with.log.show();
        return;
      case 'editQuery':
        this.#post({ kind: 'focusField', field: 'identifierValue' });
        return;
      case 'openSettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'customerHierarchy');
        return;
      case 'showDetails':
        await this.#with.showDetails(this);
        return;
      case 'saveToFile':
        await this.#save();
    }
  }

  async #save(): Promise<void> {
    const request = this.session.failure?.request;
    const connection = request && this.#with.connections.get(request.connectionId);
    if (request !== undefined && connection !== undefined)
      await saveAnswer(this.#with, connection, request.query);
  }

  /** What failed is asked again as soon as its connection is put right. */
  async #correct(action: 'editConnection' | 'signIn'): Promise<void> {
    const failure = this.session.failure;
    const corrected: unknown = await vscode.commands.executeCommand(`customerHierarchy.${action}`, {
      connectionId: failure?.request.connectionId,
    });
    if (corrected === undefined || failure === undefined) return;
    if (this.session.failure?.error === failure.error) await this.session.retry();
  }

  /** Another text each time, by which VS Code knows that it is to be loaded. */
  #load(): void {
    this.#view.webview.html = pageHtml(this.#view.webview, this.#with.extensionUri);
  }

  /** Goes by what is on screen, not by what is typed. */
  #showTitle(): void {
    const { identifierValue } = this.session.request.query;
    this.#view.title = inspectorTitle(this.#with.masking.value(identifierValue));
  }

  #say(sentence: string): void {
    this.#post({ kind: 'said', sentence });
  }

  #post(message: HostToPage): void {
    if (message.kind === 'jsonPiece' || message.kind === 'tableRows') this.#flow.sent();
    // its rows are asked for when they are to be seen
    if (message.kind === 'answer') {
      this.#table.stop();
      this.#map.follow();
    }
    if (message.kind === 'answer' || message.kind === 'failed') this.#showTitle();
    void this.#view.webview.postMessage(this.#shownFields.toPage(message));
  }

  #dispose(): void {
    this.#loading.end();
    this.session.dispose();
    this.#table.dispose();
    this.#map.dispose();
    void keepBehindMask(this.#with.workspaceState, this.#key, undefined);
    this.#flow.reset();
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }
}

function connectionChoices(connections: Connections): readonly Choice[] {
  return connections
    .all()
    .map(({ id, name, origin }: Connection) => ({ value: id, label: name, note: origin }));
}
