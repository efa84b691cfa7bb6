/** Outlines on a grid of 16 × 16, drawn with strokes in the colour of the text beside them. */
const outlines = {
  run: 'M4.5 2.8v10.4L13 8z',
  stop: 'M4 4h8v8H4z',
  previous: 'M10 3 5 8l5 5',
  next: 'm6 3 5 5-5 5',
  up: 'm3.5 10 4.5-4.5L12.5 10',
  close: 'm3.5 3.5 9 9M12.5 3.5l-9 9',
  filter: 'M2 3.5h12L9.5 8.5v4l-3 1.5V8.5z',
  columns: 'M1.5 2.5h13v11h-13zM6 2.5v11M10.2 2.5v11',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  terminal: 'M1.5 2.5h13v11h-13zM4 6l2.2 2L4 10M8 10.5h4',
  link: 'M6.5 9.5 10 6M7.2 4.7l1.6-1.6a2.9 2.9 0 0 1 4.1 4.1l-1.6 1.6M8.8 11.3l-1.6 1.6a2.9 2.9 0 0 1-4.1-4.1l1.6-1.6',
  code: 'm5.5 4.5-4 3.5 4 3.5M10.5 4.5l4 3.5-4 3.5',
  open: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M6.5 3.5h-4v10h10v-4',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.6V8l2.4 1.6',
  undo: 'M5.5 2.5 2.5 5.5l3 3M2.5 5.5h6.8a4 4 0 0 1 0 8H5',
  redo: 'm10.5 2.5 3 3-3 3M13.5 5.5H6.7a4 4 0 0 0 0 8H11',
  clear: 'm4 4 8 8M12 4l-8 8',
  bookmark: 'M4 2.5h8v11l-4-3-4 3z',
  pencil: 'm10.8 2.7 2.5 2.5-7.6 7.6-3.2.7.7-3.2z',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.8v.4',
  warning: 'M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.3v.4',
  table: 'M1.5 2.5h13v11h-13zM1.5 6h13M1.5 9.8h13M6 6v7.5',
  map: 'M1.8 6h4v4h-4zM10.2 1.8h4v4h-4zM10.2 10.2h4v4h-4zM5.8 8H8M8 8V3.8h2.2M8 8v4.2h2.2',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  expandAll: 'm4 3 4 4 4-4M4 9l4 4 4-4',
  collapseAll: 'm4 7 4-4 4 4M4 13l4-4 4 4',
  outline: 'M2.5 3.5h2M6.5 3.5h7M4.5 8h2M8.5 8h5M4.5 12.5h2M8.5 12.5h5',
  download: 'M8 2v8M4.8 7 8 10.2 11.2 7M2.5 10.5v3h11v-3',
  masked:
    'M1.5 6c1.6 2.6 3.8 4 6.5 4s4.9-1.4 6.5-4M3.2 8.6l-1.4 1.7M6.2 9.9l-.5 2.2M9.8 9.9l.5 2.2M12.8 8.6l1.4 1.7',
  braces:
    'M6 2.5c-2 0-2 1-2 2.2S4 8 2.5 8C4 8 4 10 4 11.3s0 2.2 2 2.2M10 2.5c2 0 2 1 2 2.2S12 8 13.5 8C12 8 12 10 12 11.3s0 2.2-2 2.2',
} as const;

export type IconName = keyof typeof outlines;

const namespace = 'http://www.w3.org/2000/svg';

/** A picture beside a text or in a labelled button: nothing for a screen reader. */
export function icon(name: IconName, slot?: string): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  if (slot !== undefined) svg.setAttribute('slot', slot);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}
