import { createKeptText, type KeptText } from './keptText';
import { createStructureIndex, type StructureIndex } from './structureIndex';

/** One answer as the viewer holds it: its text, and where the objects and arrays in it are. */
export interface AnswerDocument {
  readonly text: KeptText;
  readonly structure: StructureIndex;
  append(piece: string): void;
}

export function createAnswerDocument(): AnswerDocument {
  const text = createKeptText();
  const structure = createStructureIndex();
  return {
    text,
    structure,
    append(piece) {
      text.append(piece);
      structure.feed(piece);
    },
  };
}
