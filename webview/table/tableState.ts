import type { Sort } from './ordering';

/** What the reader made of the table: plain JSON. */
export interface TableState extends Partial<TablePlace> {
  readonly sort?: Sort;
  readonly filter: string;
  /** Number of the line at the top. */
  readonly top: number;
}

/** What means something for the rows of one answer only. */
export interface TablePlace {
  readonly top: number;
  /** Pixels that it is scrolled to the side. */
  readonly left: number;
  /** Rows whose profiles are shown, by their index in the answer. */
  readonly opened: readonly number[];
}

/** More than these are not kept: nobody opened them one by one. */
const MOST_OPENED = 500;

/**
 * @param made what goes on with the next answer
 * @param onScreen undefined where the rows on screen are not of the answer that is meant
 * @param toCome what is to be put back as soon as its rows are there
 */
export function tableState(
  made: { readonly sort: Sort | undefined; readonly filter: string },
  onScreen: TablePlace | undefined,
  toCome: TablePlace,
): TableState {
  const { top, left } = toCome.top > 0 || toCome.left > 0 ? toCome : (onScreen ?? toCome);
  const { opened } = onScreen ?? toCome;
  return {
    ...(made.sort && { sort: made.sort }),
    filter: made.filter,
    top,
    left,
    opened: opened.slice(0, MOST_OPENED),
  };
}
