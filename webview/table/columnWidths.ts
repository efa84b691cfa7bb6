import { NARROWEST_COLUMN, WIDEST_COLUMN } from '../../src/inspector/wireTable';
import type { Line } from './lines';
import type { TableModel } from './tableModel';

/** Pixels, as long as nobody said otherwise. */
const NARROWEST = 56;
const WIDEST = 260;
/** Between a value and the edges of its cell, and for what else a header holds. */
const CELL_PADDING = 18;
const HEADER_PADDING = 34;
/** Before the values of the first column, where it has what opens profiles, and where not. */
const TWISTIE_ROOM = 18;
const FIRST_ROOM = 4;
/** Rows that have a say in how wide a column is. */
const MEASURED_ROWS = 100;
/** Texts that are measured to find the widest: a longer one is hardly ever narrower. */
const MEASURED_TEXTS = 200;

type Measure = (text: string) => number;

/** How wide a column is, from what it holds; `measure` gives the width of a text. */
function columnWidth(label: string, texts: readonly string[], measure: Measure): number {
  return Math.ceil(Math.max(NARROWEST, Math.min(WIDEST, wanted(label, texts, measure))));
}

/** A width that somebody wants, as far as there are such. */
export function possibleWidth(pixels: number): number {
  return Math.round(Math.max(NARROWEST_COLUMN, Math.min(WIDEST_COLUMN, pixels)));
}

/** At which nothing of a column is cut off, with all the lines that there are. */
export function fittingWidth(model: TableModel, at: number, measure: Measure): number | undefined {
  const column = model.shown[at];
  if (column === undefined) return undefined;
  const texts = new Set(model.lines.map((line) => model.cell(line, column).text));
  const longest = [...texts].sort((one, other) => other.length - one.length);
  const pixels = wanted(column.label, longest.slice(0, MEASURED_TEXTS), measure);
  return possibleWidth(Math.ceil(pixels) + roomBefore(model, at));
}

/** The columns on screen, as the style sheet's grid wants them. */
export function columnTracks(model: TableModel, measure: Measure): string {
  // the same rows in any order: no column changes its width because something was sorted
  const lines = Array.from({ length: Math.min(model.rowCount, MEASURED_ROWS) }, (_, row): Line => ({
    row,
    profile: undefined,
  }));
  const tracks = model.shown.map((column, at) => {
    const chosen = model.widths.get(column.id);
    if (chosen !== undefined) return `${chosen}px`;
    const texts = lines.map((line) => model.cell(line, column).text);
    const pixels = columnWidth(column.label, texts, measure) + roomBefore(model, at);
    // what is left over is the last one's
    return at === model.shown.length - 1 ? `minmax(${pixels}px, 1fr)` : `${pixels}px`;
  });
  return tracks.join(' ');
}

/** Measures texts in the font of the page. */
export function measuring(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = getComputedStyle(document.body).font;
  return (text) => context?.measureText(text).width ?? text.length * 7;
}

function wanted(label: string, texts: readonly string[], measure: Measure): number {
  const widest = texts.reduce((width, text) => Math.max(width, measure(text)), 0);
  return Math.max(widest + CELL_PADDING, measure(label) + HEADER_PADDING);
}

function roomBefore({ hasProfiles }: TableModel, at: number): number {
  if (at > 0) return 0;
  return hasProfiles ? TWISTIE_ROOM : FIRST_ROOM;
}
