import { EditorView } from '@codemirror/view';
import { createAnswerDocument } from './json/answerDocument';
import { createBar } from './json/bar';
import { element } from './json/controls';
import { appendText, editorState } from './json/editor';
import { explainAtCursor, stopExplaining } from './json/explaining';
import { foldAll, unfoldAll } from './json/folding';
import './json/jsonView.css';
import { createLoading, type Loading } from './json/loading';
import { placeOf, valueAt } from './json/pointers';
import { createProgress } from './json/progress';
import { showTabbedInto } from './json/tabbedInto';
import { createSearchControl } from './json/searchControl';
import { shownAnswer } from './json/shownAnswer';
import { createTurns } from './json/turns';
import { addValueMenu } from './json/valueMenu';
import { goTo, readView, restoreView } from './json/viewPosition';
import type { JsonViewState } from './json/viewState';
import type { JsonWords } from './json/words';

export type { JsonViewState } from './json/viewState';

export interface JsonViewOptions {
  /** Of the page's content security policy, for the editor's styles. */
  readonly nonce: string;
  readonly words: JsonWords;
  /** Somebody asked for the value at a JSON Pointer to be copied. */
  onCopyValue(pointer: string): void;
  onCopyPath(pointer: string): void;
  onCopyJsPath(pointer: string): void;
  /** The whole answer is meant. */
  onCopyJson(): void;
  onOpenJson(): void;
  /** Somebody wants to choose a customer of the answer, and be led there. */
  onGoToCustomer(): void;
  /** The customer around a value is wanted in the tree. */
  onRevealInTree(pointer: string): void;
  /** The cursor is at another value, or (undefined) at none. */
  onCursor?(pointer: string | undefined): void;
}

/** Shows pretty-printed JSON of any length: `begin`, `append` for each piece, `end`. */
export interface JsonView {
  /** Path and buttons; whoever makes the view chooses their place. */
  readonly bar: HTMLElement;
  /**
   * Another answer comes. What is shown goes at once: it may be of somebody else, or not masked yet.
   * @param totalLength of all pieces, in characters; 0 when unknown
   */
  begin(totalLength: number): void;
  append(piece: string): void;
  /** No more pieces. What was appended and is not shown yet will be. */
  end(): void;
  /** Shows nothing. */
  clear(): void;
  focus(): void;
  /** Puts the cursor at a value, or at what is around it where it is not there; once it has come. */
  reveal(pointer: string, focus: boolean): void;
  pointerAtCursor(): string | undefined;
  openSearch(): void;
  /** What the reader has done to the view: plain JSON. */
  state(): JsonViewState;
  /** Now, or as soon as the answer that is coming is whole. */
  restore(state: JsonViewState): void;
  /** All that was appended since `begin`. */
  text(): string;
  destroy(): void;
}

export function createJsonView(parent: HTMLElement, options: JsonViewOptions): JsonView {
  const { words } = options;
  const commandKey = navigator.userAgent.includes('Mac') ? 'Cmd' : 'Ctrl';
  const turns = createTurns();
  const progress = createProgress();
  let loading: Loading | undefined;
  let toRestore: JsonViewState | undefined;
  /** What is to come, and where the cursor goes then. */
  let toReveal: string | undefined;
  let pointerShown: string | undefined;
  let cursorNews = false;

  const actions = {
    reveal(pointer: string) {
      if (revealPointer(pointer)) view.focus();
    },
    search: () => search.open(),
    foldAll: () => void foldAll(view),
    unfoldAll: () => void unfoldAll(view),
    copyValue: () => withPointer((pointer) => options.onCopyValue(pointer)),
    copyPath: () => withPointer((pointer) => options.onCopyPath(pointer)),
    copyJsPath: () => withPointer((pointer) => options.onCopyJsPath(pointer)),
    copyJson: () => options.onCopyJson(),
    openJson: () => options.onOpenJson(),
    goToCustomer: () => options.onGoToCustomer(),
    revealInTree: () => withPointer((pointer) => options.onRevealInTree(pointer)),
    explainTime: () => void explainAtCursor(view),
  };
  const bar = createBar(words, actions, commandKey);
  const host = element('div', 'json-editor');
  const root = element('div', 'json-view', progress.dom, host);
  const stateOptions = { nonce: options.nonce, words, cursorMoved };
  const view = new EditorView({
    state: editorState(createAnswerDocument(), '', stateOptions),
    parent: host,
  });
  const search = createSearchControl(view, turns, words);
  host.append(search.dom);
  showTabbedInto(host);
  const menu = addValueMenu(view, root, words, actions, commandKey);
  root.addEventListener('keydown', keydown);
  bar.dom.addEventListener('keydown', keydown);
  parent.append(root);
  bar.show(undefined);

  function keydown(event: KeyboardEvent): void {
    const run = shortcut(event);
    if (run === undefined) return;
    event.preventDefault();
    // the window around the page has its own commands on some of these keys
    event.stopPropagation();
    run();
  }

  function shortcut(event: KeyboardEvent): (() => void) | undefined {
    const command = commandKey === 'Cmd' ? event.metaKey : event.ctrlKey;
    const { altKey, shiftKey, code } = event;
    if (event.key === 'F3') return shiftKey ? search.previous : search.next;
    if (event.key === 'Escape' && stopExplaining(view)) return () => undefined;
    if (event.key === 'Escape' && search.isOpen) return search.close;
    if (command && !altKey && !shiftKey && code === 'KeyF') return actions.search;
    if (command && shiftKey && !altKey && code === 'KeyO') return actions.goToCustomer;
    if (command && altKey && code === 'KeyC') return actions.copyValue;
    if (!command && shiftKey && altKey && code === 'KeyC') return actions.copyPath;
    if (!command && shiftKey && altKey && code === 'KeyR') return actions.revealInTree;
    if (!command && shiftKey && altKey && code === 'KeyT') return actions.explainTime;
    return undefined;
  }

  function cursorMoved(): void {
    if (cursorNews) return;
    cursorNews = true;
    turns.next(showCursor);
  }

  function showCursor(): void {
    cursorNews = false;
    const pointer = pointerAtCursor();
    bar.show(pointer);
    if (pointer === pointerShown) return;
    pointerShown = pointer;
    options.onCursor?.(pointer);
  }

  function pointerAtCursor(): string | undefined {
    return valueAt(view.state.facet(shownAnswer), view.state.selection.main.head)?.pointer;
  }

  function withPointer(run: (pointer: string) => void): void {
    const pointer = pointerAtCursor();
    if (pointer !== undefined) run(pointer);
  }

  function revealPointer(pointer: string): boolean {
    const place = placeOf(view.state.facet(shownAnswer), pointer);
    if (place === undefined) return false;
    goTo(view, place.start);
    return true;
  }

  /** Whether more of the answer is to come. */
  function showBusy(isBusy: boolean): void {
    root.setAttribute('aria-busy', String(isBusy));
  }

  function revealNearest(pointer: string): void {
    for (let at = pointer; !revealPointer(at) && at !== '';) at = at.slice(0, at.lastIndexOf('/'));
  }

  /** What is shown from now on is `text`, and what is appended to the same answer later. */
  function showAnew(text: string): void {
    const answer = createAnswerDocument();
    answer.append(text);
    view.setState(editorState(answer, text, stateOptions));
    view.scrollDOM.scrollTo(0, 0);
    search.textChanged(true);
    cursorMoved();
  }

  function startLoading(totalLength: number): Loading {
    let shown = 0;
    return createLoading(turns, {
      show(portion) {
        if (shown === 0) {
          showAnew(portion);
        } else {
          view.state.facet(shownAnswer).append(portion);
          appendText(view, portion);
          search.textChanged(false);
        }
        shown += portion.length;
        progress.show(shown, totalLength);
      },
      finished() {
        if (shown === 0) showAnew('');
        progress.hide();
        loading = undefined;
        showBusy(false);
        restorePending();
        if (toReveal !== undefined) revealNearest(toReveal);
        toReveal = undefined;
      },
    });
  }

  function restorePending(): void {
    const state = toRestore;
    if (state === undefined || loading !== undefined || view.state.doc.length === 0) return;
    toRestore = undefined;
    search.restore(state.search, state.search.open);
    restoreView(view, state);
  }

  return {
    bar: bar.dom,
    begin(totalLength) {
      loading?.cancel();
      progress.hide();
      showBusy(true);
      toReveal = undefined;
      showAnew('');
      loading = startLoading(totalLength);
    },
    append: (piece) => loading?.add(piece),
    end: () => loading?.end(),
    clear() {
      loading?.cancel();
      loading = undefined;
      progress.hide();
      showBusy(false);
      showAnew('');
    },
    focus: () => view.focus(),
    reveal(pointer, focus) {
      if (loading !== undefined && !revealPointer(pointer)) toReveal = pointer;
      else if (loading === undefined) revealNearest(pointer);
      if (focus) view.focus();
    },
    pointerAtCursor,
    openSearch: actions.search,
    state: () => toRestore ?? readView(view, { ...search.query(), open: search.isOpen }),
    restore(state) {
      toRestore = state;
      restorePending();
    },
    text() {
      const { text } = view.state.facet(shownAnswer);
      if (loading === undefined) return text.slice(0, text.length);
      return loading.shownAny() ? text.slice(0, text.length) + loading.waiting() : '';
    },
    destroy() {
      loading?.cancel();
      search.dispose();
      menu.dispose();
      turns.dispose();
      view.destroy();
      root.remove();
      bar.dom.remove();
    },
  };
}
