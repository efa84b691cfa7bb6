import type { AnswerDocument } from './answerDocument';
import type { SearchQuery } from './matching';
import { placesOf, valueAt, type Place } from './pointers';

/** A position said so that it can be found in another answer of the same shape. */
interface AnchoredPosition {
  readonly pointer: string;
  /** UTF-16 units behind the beginning of the member that the pointer names. */
  readonly delta: number;
}

/** What a reader has done to the view; plain JSON, survives a reload of the window. */
export interface JsonViewState {
  readonly anchor: AnchoredPosition;
  readonly head: AnchoredPosition;
  /** The first line on the screen, and how many pixels of it are above. */
  readonly top: AnchoredPosition & { readonly above: number };
  /** Pixels. */
  readonly left: number;
  /** Pointers of what is folded; `deep` ones hold nothing but folds of their own. */
  readonly folds: readonly { readonly pointer: string; readonly deep: boolean }[];
  readonly search: SearchQuery & { readonly open: boolean };
}

export function anchored(answer: AnswerDocument, position: number): AnchoredPosition {
  const { pointer, start } = valueAt(answer, position) ?? { pointer: '', start: 0 };
  return { pointer, delta: position - start };
}

/** What a state means in an answer: offsets, and containers by their numbers. */
interface LocatedState {
  readonly anchor: number;
  readonly head: number;
  readonly top: number;
  readonly folds: readonly { readonly container: number; readonly deep: boolean }[];
}

/** A position that is not there falls back to what is around it, a fold is left out. */
export function located(answer: AnswerDocument, state: JsonViewState): LocatedState {
  const wanted = [state.anchor, state.head, state.top].flatMap(({ pointer }) => around(pointer));
  const places = placesOf(answer, [...wanted, ...state.folds.map(({ pointer }) => pointer)]);

  const position = ({ pointer, delta }: AnchoredPosition): number => {
    for (const candidate of around(pointer)) {
      const place = places.get(candidate);
      if (place === undefined) continue;
      if (candidate !== pointer) return place.start;
      return Math.max(0, Math.min(place.start + delta, place.valueEnd + 1, answer.text.length));
    }
    return 0;
  };
  return {
    anchor: position(state.anchor),
    head: position(state.head),
    top: position(state.top),
    folds: state.folds.flatMap(({ pointer, deep }) => {
      const container = containerAt(answer, places.get(pointer));
      return container === undefined ? [] : [{ container, deep }];
    }),
  };
}

function containerAt({ structure }: AnswerDocument, place: Place | undefined): number | undefined {
  if (place === undefined) return undefined;
  const container = structure.firstFrom(place.valueStart);
  return container < structure.count && structure.openOf(container) === place.valueStart
    ? container
    : undefined;
}

/** In very deep JSON not every level is worth looking for. */
const fallbacks = 20;

/** A pointer and those of what is around it, innermost first. */
function around(pointer: string): string[] {
  const all = [pointer];
  for (let inner = pointer; inner !== '' && all.length < fallbacks;) {
    inner = inner.slice(0, inner.lastIndexOf('/'));
    all.push(inner);
  }
  return all;
}
