import { Prec, RangeSetBuilder, type EditorState } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { lineTokens, type TokenKind } from './lineTokens';
import { beginsAsJson } from './pointers';
import { shownAnswer } from './shownAnswer';

const marks: Readonly<Record<TokenKind, Decoration>> = {
  key: Decoration.mark({ class: 'json-key' }),
  string: Decoration.mark({ class: 'json-string' }),
  number: Decoration.mark({ class: 'json-number' }),
  boolean: Decoration.mark({ class: 'json-boolean' }),
  null: Decoration.mark({ class: 'json-null' }),
  bracket: Decoration.mark({ class: 'json-bracket' }),
  separator: Decoration.mark({ class: 'json-separator' }),
};

/** Colours for what is on the screen: nothing else of a long text is looked at. */
function visibleTokens(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  if (!beginsAsJson(view.state.facet(shownAnswer))) return builder.finish();
  for (const visible of view.visibleRanges) {
    for (let at = visible.from; at <= visible.to;) {
      const line = view.state.doc.lineAt(at);
      lineTokens(line.text, visible.to - line.from, (kind, from, to) => {
        // of a long line only the part around the screen is there
        const start = Math.max(line.from + from, visible.from);
        const end = Math.min(line.from + to, visible.to);
        if (start < end) builder.add(start, end, marks[kind]);
      });
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const tokens = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = visibleTokens(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) {
        this.decorations = visibleTokens(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const matchingBracket = Decoration.mark({ class: 'json-bracket-pair' });

/** The bracket that the cursor is at, and its partner. */
function bracketPair(state: EditorState): DecorationSet {
  const { structure } = state.facet(shownAnswer);
  const { head, empty } = state.selection.main;
  if (!empty) return Decoration.none;
  for (const at of [head, head - 1]) {
    const container = structure.around(at);
    if (container === undefined) continue;
    const open = structure.openOf(container);
    const close = structure.closeOf(container);
    if ((at !== open && at !== close) || close >= state.doc.length) continue;
    return Decoration.set([
      matchingBracket.range(open, open + 1),
      matchingBracket.range(close, close + 1),
    ]);
  }
  return Decoration.none;
}

const selected = Decoration.mark({ class: 'json-selected' });

/** For themes in which selected text has a colour of its own, as the high contrast ones. */
function selectedText(state: EditorState): DecorationSet {
  const { from, to } = state.selection.main;
  return from === to ? Decoration.none : Decoration.set(selected.range(from, to));
}

export const highlighting = [
  tokens,
  // innermost, so that its colour wins over those of tokens
  Prec.highest(EditorView.decorations.compute(['selection', 'doc'], selectedText)),
  EditorView.decorations.compute(['selection', 'doc'], bracketPair),
];
