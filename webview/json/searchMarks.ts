import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import type { Matcher } from './matching';
import type { Match } from './searching';

interface Marked {
  readonly matcher?: Matcher;
  readonly current?: Match;
}

export const markMatches = StateEffect.define<Marked>();

const markedField = StateField.define<Marked>({
  create: () => ({}),
  update(before, transaction) {
    return transaction.effects.reduce(
      (marked, effect) => (effect.is(markMatches) ? effect.value : marked),
      before,
    );
  },
});

const matchMark = Decoration.mark({ class: 'json-match' });
const currentMark = Decoration.mark({ class: 'json-match json-match-current' });
/** More than fit on any screen; keeps a search for one letter in one huge line quick. */
const maximumMarks = 5_000;

function visibleMatches(view: EditorView): DecorationSet {
  const { matcher, current } = view.state.field(markedField);
  const builder = new RangeSetBuilder<Decoration>();
  if (matcher === undefined) return builder.finish();
  let marks = 0;
  for (const visible of view.visibleRanges) {
    // from the beginning of the line, so that marks are what the search counts
    const first = view.state.doc.lineAt(visible.from);
    const last = view.state.doc.lineAt(visible.to);
    matcher(view.state.doc.sliceString(first.from, last.to), (from, to) => {
      const start = first.from + from;
      const end = first.from + to;
      if (start >= visible.to || marks >= maximumMarks) return false;
      if (end <= visible.from) return true;
      const isCurrent = current?.from === start && current.to === end;
      builder.add(start, end, isCurrent ? currentMark : matchMark);
      marks++;
      return true;
    });
  }
  return builder.finish();
}

export const searchMarks = [
  markedField,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = visibleMatches(view);
      }

      update(update: ViewUpdate): void {
        if (
          update.docChanged ||
          update.viewportChanged ||
          update.startState.field(markedField) !== update.state.field(markedField)
        ) {
          this.decorations = visibleMatches(update.view);
        }
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];
