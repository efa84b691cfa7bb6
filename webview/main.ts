import './style.css';
import './toolbar.css';
import './formTools.css';
import './form.css';
import './strip.css';
import './answer.css';
import './widths.css';
import type {
  CopyableThing,
  FormFields,
  HostToPage,
  Paging,
  RequestView,
  TabName,
  Verdict,
} from '../src/inspector/wire';
import { changedSince } from './changedFields';
import { defineControls, tabs } from './controls';
import { createDepartures } from './departures';
import { element, show } from './elements';
import { createForm } from './form';
import { createFormBar } from './formBar';
import { connectHost, type Host } from './host';
import { createJsonTab } from './jsonTab';
import { isReadingOf, readReading, writtenReading, type Reading } from './reading';
import { createRequestTab } from './requestTab';
import { createStrip } from './strip';
import './map/map.css';
import './table/table.css';
import { createMapTab } from './mapTab';
import { noRowsOf } from './noRows';
import { createTableTab } from './tableTab';
import { createToolbar } from './toolbar';
import { isCancelKey } from './cancelKey';
import { isSelectAllKey, selectedInField } from './selectAllKey';
import { undoKey } from './undoKeys';

type Setup = Extract<HostToPage, { kind: 'setup' }>;
type Failed = Extract<HostToPage, { kind: 'failed' }>;

defineControls();
start(connectHost());

/** Says `ready`, and builds the page from what the host answers. */
function start(host: Host): void {
  let receive: ((message: HostToPage) => void) | undefined;
  host.listen((message) => {
    if (message.kind === 'setup') receive = createInspector(host, message);
    else receive?.(message);
  });
  host.send({ kind: 'ready' });
}

/** Builds the page; the function that it returns takes everything that the host says later. */
function createInspector(host: Host, setup: Setup): (message: HostToPage) => void {
  const { words } = setup;
  // what the host could not read, nobody can
  const pageKept = setup.note === undefined ? host.kept : undefined;
  const now = {
    formOpen: setup.layout.formOpen,
    draft: 0,
    /** Whether to run as soon as the form is judged. */
    isRunAwaited: false,
    isRunning: false,
    /** How often the user changed the form. */
    edits: 0,
    asked: pageKept?.asked ?? false,
    /** Whether all of the answer's text is on screen. */
    isWhole: false,
    paging: undefined as Paging | undefined,
    /** Whether no request got the answer on screen: the form has nothing to do with it. */
    isHeld: false,
    /** What was sent for the answer on screen. */
    sent: undefined as RequestView | undefined,
    /** Whether a failure is told of in the place of the answer. */
    hasFailed: false,
    isMasked: setup.isMasked,
    verdict: undefined as Verdict | undefined,
  };

  /** The run whose JSON is on screen: pieces of another one are late. */
  let shownRun = 0;
  /** What the page before this one kept, until an answer comes. */
  let kept = pageKept?.reading ?? setup.reading;
  let reading = pageKept?.reading;
  let toldReading: string | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;

  const run = (): void => {
    // what was typed last is not judged yet: the moment that it is; pressed again, at once
    if (now.verdict?.draft !== now.draft && !now.isRunAwaited) {
      now.isRunAwaited = true;
      return;
    }
    now.isRunAwaited = false;
    if (canRun()) {
      host.send({ kind: 'run', fields: form.get() });
      return;
    }
    showForm(true);
    form.showProblem();
  };
  const toolbar = createToolbar({
    words,
    run,
    toggleForm: () => showForm(!now.formOpen),
    cancel: () => host.send({ kind: 'cancel' }),
    step: (to) => host.send({ kind: 'step', to }),
    copy: (what) => host.send({ kind: 'copy', what }),
  });
  const form = createForm({ ...setup, changed: edited });
  const bar = createFormBar({
    words,
    change,
    fillIn: (from) => host.send({ kind: 'fillIn', from }),
    recall: (what, id) => host.send({ kind: 'recall', what, id }),
    manage: (kind) => host.send({ kind }),
  });
  const query = element(
    'section',
    { class: 'query', 'aria-label': words.query },
    bar.element,
    form.element,
  );
  const strip = createStrip({
    words,
    copyRequestId: () => host.send({ kind: 'copy', what: 'requestId' }),
    act: (action) => {
      if (action === 'editQuery') showForm(true);
      host.send({ kind: 'act', action });
    },
    showDepartures: () => {
      showTab('request');
      departures.focus();
    },
    passFocus: () => toolbar.focus(),
  });
  const json = createJsonTab({
    words,
    nonce: nonce(),
    copy: copyAt,
    openJson: () => host.send({ kind: 'openJson' }),
    goToCustomer: () => host.send({ kind: 'goToCustomer' }),
    revealInTree: (pointer) => host.send({ kind: 'revealInTree', pointer }),
    moved: keepSoon,
  });
  const departures = createDepartures({
    words,
    reveal,
    openDocument: () => host.send({ kind: 'openDepartures' }),
  });
  const table = createTableTab({
    words,
    send: (message) => host.send(message),
    reveal,
    editServerSort() {
      showForm(true);
      form.focus('sortBy');
    },
    moved: keepSoon,
  });
  const map = createMapTab({
    words,
    send: (message) => host.send(message),
    isMasked: () => now.isMasked,
    reveal,
    moved: keepSoon,
  });
  const request = createRequestTab({
    words,
    copy: (what) => host.send({ kind: 'copy', what }),
    code: (what) => host.send({ kind: 'code', what }),
    departures: departures.element,
  });
  const tab = tabs({
    label: words.answerTabs,
    all: [
      { name: 'json', label: words.tabJson, content: json.element, tools: json.tools },
      { name: 'table', label: words.tabTable, content: table.content },
      { name: 'map', label: words.tabMap, content: map.content },
      { name: 'request', label: words.tabRequest, content: request.element },
    ],
    first: setup.layout.tab,
    notMade: words.tabNotMade,
    changed,
  });

  /** The form or the layout is another one: the host hears of it, and a reload finds it again. */
  function changed(fill?: number): void {
    now.draft += 1;
    table.shown(tab.get() === 'table');
    map.shown(tab.get() === 'map');
    request.shown(tab.get() === 'request');
    const fields = form.get();
    const layout = { tab: tab.get(), formOpen: now.formOpen };
    const filled = fill === undefined ? {} : { fill };
    host.send({ kind: 'draft', draft: now.draft, fields, layout, ...filled });
    keep();
    refreshSteps();
  }
  function edited(): void {
    now.edits += 1;
    changed();
  }
  function showTab(name: TabName): void {
    if (tab.get() === name) return;
    tab.set(name);
    changed();
  }
  function reveal(pointer: string): void {
    showTab('json');
    json.reveal(pointer, true);
  }
  function copyAt(what: CopyableThing, pointer?: string): void {
    host.send({ kind: 'copy', what, ...(pointer !== undefined && { pointer }) });
  }
  function keep(): void {
    const layout = { tab: tab.get(), formOpen: now.formOpen };
    const of = now.isWhole ? now.paging?.of : undefined;
    if (of !== undefined) tellReading(readingOf(of));
    host.keep({
      key: setup.key,
      fields: form.get(),
      layout,
      asked: now.asked,
      ...(reading !== undefined && { reading }),
    });
  }
  /** VS Code keeps it with the page; the host, for when the panel is closed and opened again. */
  function tellReading(made: Reading): void {
    const text = writtenReading(made);
    reading = text === undefined ? undefined : made;
    if (text === undefined || text === toldReading) return;
    toldReading = text;
    host.send({ kind: 'reading', reading: text });
  }
  function readingOf(of: FormFields): Reading {
    const inTable = table.state();
    const inMap = map.state();
    return {
      version: 1,
      of,
      view: json.state(),
      ...(inTable && { table: inTable }),
      ...(inMap && { map: inMap }),
    };
  }
  /** Cursor and scroll position change often, and only their last place counts. */
  function keepSoon(): void {
    clearTimeout(keeping);
    keeping = setTimeout(keep, 150);
  }
  /** Puts the reader back where this very question was read before the page was made anew. */
  function restoreReading(of: FormFields): void {
    const reading = readReading(kept);
    if (reading === undefined && kept !== undefined) strip.note(words.readingDropped);
    kept = undefined;
    if (reading === undefined || !isReadingOf(reading, of)) return;
    json.restore(reading.view);
    if (reading.table !== undefined) table.restore(reading.table);
    if (reading.map !== undefined) map.restore(reading.map);
  }
  function showForm(isOpen: boolean): void {
    if (isOpen === now.formOpen) return;
    now.formOpen = isOpen;
    show(query, isOpen);
    toolbar.setFormOpen(isOpen);
    changed();
  }
  function canRun(): boolean {
    return !(now.verdict?.problems ?? []).some(({ severity }) => severity === 'error');
  }
  function change(which: 'undo' | 'redo'): void {
    host.send({ kind: which, edits: now.edits });
  }
  /** In the form and above it; a search box has texts of its own to take back. */
  function isInForm(target: EventTarget | null): boolean {
    if (target === document.body) return true;
    return target instanceof Node && (query.contains(target) || toolbar.element.contains(target));
  }
  function refreshSteps(): void {
    const paging = now.isHeld ? undefined : now.paging;
    const changedNow = paging === undefined ? undefined : changedSince(paging.of, form.get());
    form.mark(changedNow ?? [], paging?.of);
    bar.showChanged(changedNow);
    toolbar.setUnchanged(changedNow?.length === 0);
    const isOffered = paging !== undefined;
    const isSame = isOffered && differOnlyInOffset(paging.of, form.get());
    toolbar.enableSteps(
      isSame && paging.canPrevious,
      isSame && paging.canNext,
      isOffered && !isSame ? words.stepNeedsRun : undefined,
    );
  }
  /** Where the form takes most of the panel, what came is brought into view; else nothing moves. */
  function bringAnswerIntoView(): void {
    strip.element.scrollIntoView({ block: 'start' });
  }
  /** With a failure, where no answer from before is there to stay. */
  function showWhatCame({ run, failure, textLength }: Failed): void {
    const why = noRowsOf(words, failure, textLength !== undefined);
    table.nothing(why);
    map.nothing(why);
    if (textLength === undefined) {
      json.nothing(failure.elsewhere ?? '');
      return;
    }
    shownRun = run;
    json.begin(textLength, failure.textNote);
  }
  function showRequest(sent: RequestView | undefined): void {
    if (sent === undefined) request.clear();
    else request.show(sent);
  }
  /** With what came with it; what there is of an answer from before is on its own again. */
  function forgetFailure(run: number): void {
    if (!now.hasFailed) return;
    now.hasFailed = false;
    departures.setOlder(false);
    showRequest(now.sent);
    if (now.paging !== undefined) return;
    shownRun = run;
    const why = { title: words.noAnswer, hint: '' };
    json.nothing('');
    table.nothing(why);
    map.nothing(why);
  }
  function setRunning(isRunning: boolean): void {
    now.isRunning = isRunning;
    toolbar.setRunning(isRunning);
    refreshSteps();
  }

  /** In what is on show; false where there is nothing to search. */
  function openSearch(): boolean {
    switch (tab.get()) {
      case 'json':
        return json.openSearch();
      case 'table':
        return table.openFilter();
      case 'map':
        return map.openSearch();
      case 'request':
        return false;
    }
  }

  function receive(message: HostToPage): void {
    switch (message.kind) {
      case 'setup':
        return;
      case 'connections':
        form.offerConnections(message.connections);
        changed();
        return;
      case 'offered':
        bar.offer(message.offered);
        return;
      case 'form':
        // somebody typed on meanwhile
        if (message.edits !== undefined && message.edits !== now.edits) return;
        form.set(message.fields);
        changed(message.fill);
        return;
      case 'verdict':
        if (message.verdict.draft !== now.draft) return;
        now.verdict = message.verdict;
        toolbar.showUrl(message.verdict.url);
        form.judge(message.verdict);
        bar.enableChanges(message.verdict.canUndo, message.verdict.canRedo);
        if (now.isRunAwaited) run();
        return;
      case 'running':
        now.asked = true;
        setRunning(true);
        strip.running(message.announcement);
        changed();
        return;
      case 'waiting':
        strip.waiting(message.wait);
        return;
      case 'answer': {
        // the same answer, now masked or no longer so: its reader stays where they were
        const view = message.run === shownRun && now.isWhole ? json.state() : undefined;
        if (view !== undefined && reading !== undefined)
          reading = { ...reading, of: message.paging.of };
        now.isHeld = message.isHeld === true;
        // a reload asks again for what was asked for
        now.asked = !now.isHeld;
        now.paging = message.paging;
        now.sent = message.request;
        now.hasFailed = false;
        shownRun = message.run;
        setRunning(false);
        strip.answered(message.strip);
        request.show(message.request);
        departures.show(undefined);
        departures.setOlder(false);
        now.isWhole = false;
        json.begin(message.textLength);
        if (view !== undefined) json.restore(view);
        restoreReading(message.paging.of);
        table.answer(message.run, message.paging.of);
        map.answer(message.run);
        bringAnswerIntoView();
        changed();
        return;
      }
      case 'jsonPiece':
        host.send({ kind: 'tookPiece' });
        if (message.run === shownRun) json.append(message.piece);
        return;
      case 'jsonEnd':
        if (message.run !== shownRun) return;
        now.isWhole = true;
        json.end();
        // what was kept is of an answer before, or of this one before it was masked; soon, since
        // the place that is restored takes a moment
        keepSoon();
        return;
      case 'jsonNotShown':
        if (message.run !== shownRun) return;
        json.nothing(message.sentence, words.notShown);
        strip.say(message.sentence);
        return;
      case 'tableRows':
        host.send({ kind: 'tookPiece' });
        table.receive(message);
        return;
      case 'map':
      case 'mapLevel':
      case 'mapNames':
      case 'mapProgress':
        if (message.run === shownRun) map.receive(message);
        return;
      case 'tableStart':
      case 'tableEnd':
      case 'columnsChosen':
        table.receive(message);
        return;
      case 'departures':
        if (message.run !== shownRun) return;
        strip.departures(message.departures);
        departures.show(message.departures);
        return;
      case 'failed':
        now.hasFailed = true;
        setRunning(false);
        strip.failed(message.failure, now.paging !== undefined);
        showRequest(message.request ?? now.sent);
        departures.setOlder(now.paging !== undefined);
        if (now.paging === undefined) showWhatCame(message);
        bringAnswerIntoView();
        return;
      case 'cancelled':
        setRunning(false);
        strip.cancelled(message.sentence);
        forgetFailure(message.run);
        bringAnswerIntoView();
        return;
      case 'curl':
        request.showCurl(message.text);
        return;
      case 'code':
        request.showCode(message.code);
        return;
      case 'masked':
        toolbar.hideUrl();
        now.isMasked = message.isMasked;
        map.veil();
        strip.masked(now.isMasked);
        // a request that nobody sent again is shown as it was before
        if (now.sent === undefined && !now.hasFailed) request.clear();
        // its address comes with what is to be said of the form
        changed();
        return;
      case 'said':
        strip.say(message.sentence);
        return;
      case 'noted':
        strip.note(message.sentence);
        return;
      case 'copyAtCursor':
        copyAt(message.what, json.pointerAtCursor());
        return;
      case 'revealAtCursor':
        host.send({ kind: 'revealInTree', pointer: json.pointerAtCursor() ?? '' });
        return;
      case 'revealInJson':
        if (message.focus) showTab('json');
        json.reveal(message.pointer, message.focus);
        return;
      case 'focusField':
        form.focus(message.field);
    }
  }

  document.addEventListener(
    'keydown',
    (event) => {
      const isMac = navigator.platform.startsWith('Mac');
      // inside of what the toolkit makes of a field
      if (isSelectAllKey(event, isMac) && selectedInField(event.composedPath()[0])) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      const which = undoKey(event, isMac);
      if (which !== undefined && isInForm(event.target)) {
        change(which);
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.key === 'Enter') run();
      else if (event.code !== 'KeyF' || !openSearch()) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => {
    // after whatever is nearer to the keyboard, and has something of its own to close
    if (!isCancelKey(event) || event.defaultPrevented) return;
    if (!now.isRunning && !now.isRunAwaited) return;
    now.isRunAwaited = false;
    if (now.isRunning) host.send({ kind: 'cancel' });
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.replaceChildren(
    element(
      'div',
      { class: 'inspector', id: 'inspector' },
      toolbar.element,
      query,
      strip.progress,
      strip.element,
      element('main', { class: 'answer' }, tab.element),
    ),
  );
  show(query, now.formOpen);
  bar.offer(setup.offered);
  toolbar.setFormOpen(now.formOpen);
  toolbar.enableSteps(false, false);
  changed();
  strip.masked(now.isMasked);
  if (setup.note !== undefined) strip.note(setup.note);
  if (setup.fields.identifierValue === '') form.focus('identifierValue');
  return receive;
}

/** Turning a page changes the offset by itself; everything else must be run first. */
function differOnlyInOffset(of: FormFields, current: FormFields): boolean {
  return JSON.stringify({ ...of, offset: '' }) === JSON.stringify({ ...current, offset: '' });
}

function nonce(): string {
  return document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content') ?? '';
}
