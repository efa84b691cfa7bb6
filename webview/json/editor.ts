import { EditorState, Text } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  lineNumbers,
} from '@codemirror/view';
import type { AnswerDocument } from './answerDocument';
import { folding } from './folding';
import { highlighting } from './highlighting';
import { keyboard } from './keyboard';
import { searchMarks } from './searchMarks';
import { shownAnswer } from './shownAnswer';
import { theme } from './theme';

export interface EditorOptions {
  readonly nonce: string;
  readonly cursorMoved: () => void;
}

/** A state that shows an answer from its beginning; its text must have been given to the answer. */
export function editorState(
  answer: AnswerDocument,
  text: string,
  { nonce, cursorMoved }: EditorOptions,
): EditorState {
  return EditorState.create({
    doc: linesOf(text),
    extensions: [
      shownAnswer.of(answer),
      EditorState.readOnly.of(true),
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        'aria-label': 'Answer as JSON, read-only',
        'aria-readonly': 'true',
        tabindex: '0',
      }),
      keyboard,
      lineNumbers(),
      highlightActiveLineGutter(),
      folding,
      highlightSpecialChars(),
      drawSelection(),
      highlightActiveLine(),
      highlighting,
      searchMarks,
      theme,
      EditorView.updateListener.of((update) => {
        if (update.selectionSet || update.docChanged) cursorMoved();
      }),
    ],
  });
}

/** Adds text at the end; it must have been given to the answer before. */
export function appendText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: view.state.doc.length, insert: linesOf(text) } });
}

/** Lines end with a line feed and nothing else, so that offsets are the same in editor and text. */
function linesOf(text: string): Text {
  return Text.of(text.split('\n'));
}
