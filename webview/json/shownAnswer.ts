import { Facet } from '@codemirror/state';
import { createAnswerDocument, type AnswerDocument } from './answerDocument';

/** The answer whose text the editor shows; a new editor state is made for each. */
export const shownAnswer = Facet.define<AnswerDocument, AnswerDocument>({
  combine: (values) => values[0] ?? createAnswerDocument(),
});
