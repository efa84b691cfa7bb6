import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { currentFolds, restoreFolds } from './folding';
import type { SearchQuery } from './matching';
import { pointerOfContainer } from './pointers';
import { shownAnswer } from './shownAnswer';
import { anchored, located, type JsonViewState } from './viewState';

/** More folds than these are not kept: nobody made them one by one. */
const keptFolds = 2_000;

/** What the reader sees now, to be put back by `restoreView`. */
export function readView(
  view: EditorView,
  search: SearchQuery & { readonly open: boolean },
): JsonViewState {
  const { state, scrollDOM } = view;
  const answer = state.facet(shownAnswer);
  const { anchor, head } = state.selection.main;
  const top = view.lineBlockAtHeight(scrollDOM.scrollTop - view.documentPadding.top);
  return {
    anchor: anchored(answer, anchor),
    head: anchored(answer, head),
    top: {
      ...anchored(answer, top.from),
      above: Math.round(scrollDOM.scrollTop - view.documentPadding.top - top.top),
    },
    left: Math.round(scrollDOM.scrollLeft),
    folds: currentFolds(state, keptFolds).map(({ container, deep }) => ({
      pointer: pointerOfContainer(answer, container),
      deep,
    })),
    search,
  };
}

export function restoreView(view: EditorView, state: JsonViewState): void {
  const { anchor, head, top, folds } = located(view.state.facet(shownAnswer), state);
  view.dispatch({
    effects: restoreFolds(view.state, folds),
    selection: EditorSelection.single(anchor, head),
  });
  view.dispatch({ effects: EditorView.scrollIntoView(top, { y: 'start' }) });
  // to the pixel, in the same frame, once the editor has drawn and measured the lines there
  requestAnimationFrame(() => {
    const height = view.documentPadding.top + view.lineBlockAt(top).top + state.top.above;
    view.scrollDOM.scrollTo(state.left, height);
  });
}

/** Puts the cursor at a position and brings it into view, opening folds that hide it. */
export function goTo(view: EditorView, position: number): void {
  view.dispatch({
    selection: { anchor: position },
    effects: EditorView.scrollIntoView(position, { y: 'center', x: 'nearest', xMargin: 40 }),
  });
}
