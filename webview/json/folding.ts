import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  gutter,
  type BlockInfo,
  type Command,
  type DecorationSet,
} from '@codemirror/view';
import type { AnswerDocument } from './answerDocument';
import { containersAtLevel, containersOfKey, keyOf } from './foldMany';
import { containerOpenedOn, foldSummary, foldableChildren, spansLines } from './foldRanges';
import { icon } from './icons';
import { shownAnswer } from './shownAnswer';
import { filled, wordsOf, type JsonWords } from './words';

/**
 * Folding by the index. `deep` folds hide containers that are folded themselves: these are made only
 * when their parent is unfolded, so that folding all of a large answer is as quick as of a small one.
 */
export interface Fold {
  readonly container: number;
  readonly deep: boolean;
}

const setFolds = StateEffect.define<readonly Fold[]>();
const fold = StateEffect.define<Fold>();
const unfold = StateEffect.define<number>();

const foldedField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    const answer = transaction.state.facet(shownAnswer);
    let folded = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setFolds)) {
        folded = Decoration.set(
          effect.value.map((each) => foldRange(answer, each)),
          true,
        );
      } else if (effect.is(fold)) {
        folded = folded.update({ add: [foldRange(answer, effect.value)] });
      } else if (effect.is(unfold)) {
        folded = unfoldContainer(answer, folded, effect.value);
      }
    }
    return transaction.selection
      ? openFor(answer, folded, transaction.state.selection.main.head)
      : folded;
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

function foldRange(answer: AnswerDocument, { container, deep }: Fold): Range<Decoration> {
  const from = answer.structure.openOf(container) + 1;
  const to = answer.structure.closeOf(container);
  return Decoration.replace({ widget: new FoldPlaceholder(container), container, deep }).range(
    from,
    to,
  );
}

function foldOf(decoration: Decoration): Fold {
  const { container, deep } = decoration.spec as Fold;
  return { container, deep };
}

function findFold(folded: DecorationSet, at: number, container: number): Fold | undefined {
  const found: Fold[] = [];
  folded.between(at, at, (_from, _to, decoration) => {
    const each = foldOf(decoration);
    if (each.container === container) found.push(each);
  });
  return found[0];
}

function unfoldContainer(
  answer: AnswerDocument,
  folded: DecorationSet,
  container: number,
): DecorationSet {
  const from = answer.structure.openOf(container) + 1;
  const to = answer.structure.closeOf(container);
  const found = findFold(folded, from, container);
  if (found === undefined) return folded;
  const without = folded.update({
    filterFrom: from,
    filterTo: to,
    filter: (_from, _to, decoration) => foldOf(decoration).container !== container,
  });
  if (!found.deep) return without;
  const children = foldableChildren(answer, container);
  return without.update({
    add: children.map((child) => foldRange(answer, { container: child, deep: true })),
  });
}

/** Opens what hides a position, and nothing more. */
function openFor(answer: AnswerDocument, folded: DecorationSet, position: number): DecorationSet {
  let open = folded;
  for (;;) {
    const hiding: number[] = [];
    open.between(position, position, (from, to, decoration) => {
      if (from < position && position < to) hiding.push(foldOf(decoration).container);
    });
    if (hiding.length === 0) return open;
    for (const container of hiding) open = unfoldContainer(answer, open, container);
  }
}

class FoldPlaceholder extends WidgetType {
  constructor(private readonly container: number) {
    super();
  }

  override eq(other: FoldPlaceholder): boolean {
    return other.container === this.container;
  }

  override toDOM(view: EditorView): HTMLElement {
    const words = wordsOf(view.state);
    const summary = foldSummary(view.state.facet(shownAnswer), this.container, words);
    const element = document.createElement('span');
    element.className = 'json-fold';
    element.textContent = summary;
    element.title = words.unfold;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', filled(words.folded, { summary }));
    element.addEventListener('mousedown', (event) => event.preventDefault());
    element.addEventListener('click', () => {
      view.dispatch({ effects: unfold.of(this.container) });
    });
    return element;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class FoldMarker extends GutterMarker {
  constructor(
    private readonly folded: boolean,
    private readonly words: JsonWords,
  ) {
    super();
  }

  override eq(other: FoldMarker): boolean {
    return other.folded === this.folded;
  }

  override toDOM(): Node {
    const element = document.createElement('span');
    element.className = this.folded ? 'json-fold-marker json-folded' : 'json-fold-marker';
    element.title = this.folded ? this.words.unfold : this.words.fold;
    element.append(icon(this.folded ? 'chevronRight' : 'chevronDown'));
    return element;
  }
}

function openedOn(state: EditorState, position: number): number | undefined {
  const line = state.doc.lineAt(position);
  return containerOpenedOn(state.facet(shownAnswer), line.from, line.to);
}

function isFolded(state: EditorState, container: number): boolean {
  const from = state.facet(shownAnswer).structure.openOf(container) + 1;
  return findFold(state.field(foldedField), from, container) !== undefined;
}

function toggleAt(view: EditorView, line: BlockInfo): boolean {
  const container = openedOn(view.state, line.from);
  if (container === undefined) return false;
  view.dispatch(
    isFolded(view.state, container)
      ? { effects: unfold.of(container) }
      : foldTransaction(view.state, container),
  );
  return true;
}

/** The cursor leaves what gets hidden, else it would open it again. */
function foldTransaction(state: EditorState, container: number) {
  const { structure } = state.facet(shownAnswer);
  const from = structure.openOf(container) + 1;
  const { head } = state.selection.main;
  const hidden = head > from && head < structure.closeOf(container);
  return {
    effects: fold.of({ container, deep: false }),
    ...(hidden ? { selection: { anchor: from } } : {}),
  };
}

/** Folds the innermost container around the cursor that is not folded yet. */
export const foldAtCursor: Command = (view) => {
  const { state } = view;
  const answer = state.facet(shownAnswer);
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const firstOnLine = line.from + Math.max(0, line.text.search(/\S/));
  let container = openedOn(state, head) ?? answer.structure.around(firstOnLine);
  while (
    container !== undefined &&
    (!spansLines(answer, container) || isFolded(state, container))
  ) {
    container = answer.structure.parentOf(container);
  }
  if (container !== undefined) view.dispatch(foldTransaction(state, container));
  return true;
};

export const unfoldAtCursor: Command = (view) => {
  // the line as it is seen: behind a fold, the cursor is on the line of the closing bracket
  const line = view.lineBlockAt(view.state.selection.main.head);
  const container = openedOn(view.state, line.from);
  if (container !== undefined) view.dispatch({ effects: unfold.of(container) });
  return true;
};

/** Folds everything; what the outermost container holds stays in view as one line each. */
export const foldAll: Command = (view) => {
  const answer = view.state.facet(shownAnswer);
  if (answer.structure.count > 0) foldThese(view, foldableChildren(answer, 0), [], true);
  return true;
};

/** Folds all that is so many levels deep, and opens what is around it. */
export function foldLevel(view: EditorView, level: number): void {
  foldThese(view, containersAtLevel(view.state.facet(shownAnswer), level), []);
}

/** The key whose values `foldKey` would fold, as it is written: of the object or array at the cursor. */
export function keyAtCursor({ state }: EditorView): string | undefined {
  const answer = state.facet(shownAnswer);
  const { head } = state.selection.main;
  for (
    let container = openedOn(state, head) ?? answer.structure.around(head);
    container !== undefined;
    container = answer.structure.parentOf(container)
  ) {
    const key = keyOf(answer, container);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** Folds every value of a key; what is folded already stays so. */
export function foldKey(view: EditorView, key: string): void {
  const folded = currentFolds(view.state, Infinity);
  const known = new Set(folded.map(({ container }) => container));
  const found = containersOfKey(view.state.facet(shownAnswer), key);
  const added = found.filter((container) => !known.has(container));
  foldThese(view, added, folded);
}

/** The cursor leaves what gets hidden, else it would open it again. */
function foldThese(
  view: EditorView,
  containers: readonly number[],
  before: readonly Fold[],
  deep = false,
): void {
  const { structure } = view.state.facet(shownAnswer);
  const { head } = view.state.selection.main;
  const hiding = containers.find(
    (container) => structure.openOf(container) < head && head <= structure.closeOf(container),
  );
  view.dispatch({
    effects: setFolds.of([...before, ...containers.map((container) => ({ container, deep }))]),
    ...(hiding === undefined ? {} : { selection: { anchor: structure.openOf(hiding) + 1 } }),
    scrollIntoView: true,
  });
}

export const unfoldAll: Command = (view) => {
  view.dispatch({ effects: setFolds.of([]), scrollIntoView: true });
  return true;
};

/** @returns at most `limit` folds, in the order of the text */
export function currentFolds(state: EditorState, limit: number): Fold[] {
  const folds: Fold[] = [];
  state.field(foldedField).between(0, state.doc.length, (_from, _to, decoration) => {
    folds.push(foldOf(decoration));
    return folds.length < limit ? undefined : false;
  });
  return folds;
}

/** Replaces all folds; those of containers that are not complete or are on one line are left out. */
export function restoreFolds(state: EditorState, folds: readonly Fold[]): StateEffect<unknown> {
  const answer = state.facet(shownAnswer);
  return setFolds.of(folds.filter(({ container }) => spansLines(answer, container)));
}

export const folding = [
  foldedField,
  gutter({
    class: 'json-fold-gutter',
    lineMarker(view, line) {
      const container = openedOn(view.state, line.from);
      if (container === undefined) return null;
      return new FoldMarker(isFolded(view.state, container), wordsOf(view.state));
    },
    lineMarkerChange: (update) =>
      update.docChanged || update.startState.field(foldedField) !== update.state.field(foldedField),
    domEventHandlers: { click: toggleAt },
  }),
];
