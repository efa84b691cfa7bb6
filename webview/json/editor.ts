import { EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  lineNumbers,
} from '@codemirror/view';
import type { AnswerDocument } from './answerDocument';
import { explaining } from './explaining';
import { folding } from './folding';
import { highlighting } from './highlighting';
import { keyboard } from './keyboard';
import { editorLines } from './lines';
import { searchMarks } from './searchMarks';
import { shownAnswer } from './shownAnswer';
import { theme } from './theme';
import { filled, shownWords, type JsonWords } from './words';

export interface EditorOptions {
  readonly nonce: string;
  readonly words: JsonWords;
  readonly cursorMoved: () => void;
}

/** A state that shows an answer from its beginning; its text must have been given to the answer. */
export function editorState(
  answer: AnswerDocument,
  text: string,
  { nonce, words, cursorMoved }: EditorOptions,
): EditorState {
  return EditorState.create({
    doc: editorLines(answer.text, 0, text),
    extensions: [
      shownAnswer.of(answer),
      shownWords.of(words),
      EditorState.readOnly.of(true),
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        'aria-label': words.answer,
        'aria-readonly': 'true',
        tabindex: '0',
      }),
      keyboard,
      lineNumbers(),
      highlightActiveLineGutter(),
      folding,
      explaining,
      unseenCharacters(words),
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

/** What cannot be seen, or moves others about, is shown by its number. */
function unseenCharacters(words: JsonWords) {
  return highlightSpecialChars({
    addSpecialChars: /[\u202a-\u202e\u2060-\u2069]/g,
    render(code) {
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      const shown = document.createElement('span');
      shown.className = 'cm-specialChar';
      shown.textContent = `‹${name}›`;
      shown.title = filled(words.unseenCharacter, { code: name });
      shown.setAttribute('aria-label', shown.title);
      return shown;
    },
  });
}

/** Adds text at the end; it must have been given to the answer before. */
export function appendText(view: EditorView, text: string): void {
  const { length } = view.state.doc;
  const kept = view.state.facet(shownAnswer).text;
  view.dispatch({ changes: { from: length, insert: editorLines(kept, length, text) } });
}
