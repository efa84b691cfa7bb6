const shapes = {
  search: 'M10.5 10.5 14 14M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Z',
  goToCustomer:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4 .8 0 1.5.2 2.2.5M10 11.5h4.5M12.5 9l2.5 2.5-2.5 2.5',
  revealInTree: 'M2.5 3.5h5M5 7.5h5M5 11.5h5M2.5 3.5v8H5M2.5 7.5H5M12 9.5l2-2-2-2',
  foldAll: 'M2.5 5.5h8v8h-8zM5.5 2.5h8v8M4.5 9.5h4',
  unfoldAll: 'M2.5 5.5h8v8h-8zM5.5 2.5h8v8M4.5 9.5h4M6.5 7.5v4',
  copyValue: 'M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3',
  copyPath: 'M3.5 2.5v8.5H7M3.5 5.5H7M9 3.5h4.5v4H9zM9 9h4.5v4H9z',
  copyJson:
    'M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3M8.8 7.4c-1.2 0-.2 1.7-1.3 2.1 1.1.4.1 2.1 1.3 2.1M10.2 7.4c1.2 0 .2 1.7 1.3 2.1-1.1.4-.1 2.1-1.3 2.1',
  openJson: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M6.5 3.5h-4v10h10v-4',
  chevronRight: 'M6 3.5 10.5 8 6 12.5',
  chevronDown: 'M3.5 6 8 10.5 12.5 6',
  previousMatch: 'M8 13V3M4 7l4-4 4 4',
  nextMatch: 'M8 3v10M4 9l4 4 4-4',
  closeFind: 'M4 4l8 8M12 4l-8 8',
} as const;

/** A line drawing of 16 by 16 in the colour of the text around it; says nothing to screen readers. */
export function icon(name: keyof typeof shapes): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('class', 'json-icon');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shapes[name]);
  drawing.append(path);
  return drawing;
}
