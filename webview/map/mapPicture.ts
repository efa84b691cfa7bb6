import { markPath } from './mapColours';
import { badgesOf, drawMap, type Scene } from './mapDrawing';
import { BOX } from './mapLayout';

const EDGE = 24;
/** Control characters and halves of pairs: XML 1.0 has no way to write them. */
const NOT_IN_XML = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;
/** Chromium draws nothing on a larger canvas. */
const LARGEST_SIDE = 16_384;
const LARGEST_AREA = 2 ** 27;

/** The whole map as an SVG: text stays text. */
export function svgOf({ layout, looks, colours, nameOf }: Scene, title: string): string {
  const { placed, at, left, top } = layout;
  const width = layout.width + 2 * EDGE;
  const height = layout.height + 2 * EDGE;
  const lines = placed.flatMap(({ item, x, y }) => {
    const above = item.parent && at.get(item.parent);
    if (above === undefined) return [];
    const from = above.x + BOX.width;
    const middle = (from + x) / 2;
    return `M${from} ${above.y}C${middle} ${above.y} ${middle} ${y} ${x} ${y}`;
  });
  const boxes = placed.map(({ item, x, y }) => {
    if (item.kind === 'tail')
      return `<text x="${x + 8}" y="${y}" fill="${attribute(colours.quiet)}">${escaped(nameOf(item))}</text>`;
    const { node } = item;
    const { colour, shape } = looks.of(node.role);
    const dash = node.standing === 'alreadyAbove' ? ' stroke-dasharray="4 3"' : '';
    const badges = badgesOf(item);
    const room = BOX.width - 30 - badges.reduce((sum, badge) => sum + badge.width, 0);
    let right = x + BOX.width - 6;
    const marks = badges.map((badge) => {
      const fill = badge.isWarning ? colours.warning : colours.quiet;
      const made = `<text x="${right}" y="${y}" text-anchor="end" fill="${attribute(fill)}">${badge.text}</text>`;
      right -= badge.width;
      return made;
    });
    const whole = [node.name, node.identifier, node.role].filter(Boolean).join(' · ');
    return (
      `<g><title>${escaped(whole)}</title>` +
      `<rect x="${x}" y="${y - BOX.height / 2}" width="${BOX.width}" height="${BOX.height}" rx="4" fill="${attribute(colours.box)}" stroke="${attribute(colours.border)}" stroke-width="${node.isDefault ? 2.5 : 1}"${dash}/>` +
      `<path d="${markPath(shape, x + 13, y, 5)}" ${shape === 'ring' ? `fill="none" stroke="${attribute(colour)}"` : `fill="${attribute(colour)}"`}/>` +
      `<text x="${x + 24}" y="${y}">${escaped(cut(nameOf(item), room))}</text>${marks.join('')}</g>`
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left - EDGE} ${top - EDGE} ${width} ${height}" font-family="${attribute(colours.font)}" font-size="12" dominant-baseline="central" fill="${attribute(colours.text)}">
<title>${escaped(title)}</title>
<rect x="${left - EDGE}" y="${top - EDGE}" width="${width}" height="${height}" fill="${attribute(colours.background)}"/>
<path d="${lines.join('')}" fill="none" stroke="${attribute(colours.line)}"/>
${boxes.join('\n')}
</svg>
`;
}

/** The same as a PNG in base64; undefined where it would be larger than any canvas. */
export function pngOf(scene: Scene): string | undefined {
  const { layout, colours } = scene;
  const width = Math.ceil(layout.width + 2 * EDGE);
  const height = Math.ceil(layout.height + 2 * EDGE);
  if (Math.max(width, height) > LARGEST_SIDE || width * height > LARGEST_AREA) return undefined;
  const isSharp = 2 * Math.max(width, height) <= LARGEST_SIDE && 4 * width * height <= LARGEST_AREA;
  const ratio = isSharp ? 2 : 1;
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const outlook = { k: 1, tx: EDGE - layout.left, ty: EDGE - layout.top };
  drawMap(context, { width, height, ratio }, outlook, {
    ...scene,
    active: undefined,
    matches: new Set(),
  });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1];
}

/** Letters of an ordinary width; an SVG is drawn with whatever font its reader has. */
function cut(name: string, room: number): string {
  const letters = Array.from(name);
  const most = Math.floor(room / 6.6);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(NOT_IN_XML, '\ufffd');
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;');
}
