import { BOX, type Layout } from './wireMapLayout';
import { markPath, type MapColours, type RoleLooks } from './wireMapLooks';
import type { CustomerItem, MapItem } from './wireMapModel';

/** What a picture of a hierarchy is drawn of. */
export interface PictureScene {
  readonly layout: Layout;
  readonly looks: RoleLooks;
  readonly colours: MapColours;
  /** What an item is called, in a word or two. */
  readonly nameOf: (item: MapItem) => string;
}

/** Around the map. */
export const EDGE = 24;
/** Control characters and halves of pairs: XML 1.0 has no way to write them. */
const NOT_IN_XML = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;
/** The whole map as an SVG: text stays text. */
export function svgOf({ layout, looks, colours, nameOf }: PictureScene, title: string): string {
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

/** From the right edge of a box to the left. */
export function badgesOf({ node, level }: CustomerItem): readonly {
  readonly text: string;
  readonly width: number;
  readonly isWarning: boolean;
}[] {
  const badges = [];
  if (level?.phase === 'loading' || level?.phase === 'waiting')
    badges.push({ text: '…', width: 14, isWarning: false });
  else if (node.children !== undefined && node.children > 0) {
    const text = String(node.children);
    badges.push({ text, width: 6 + 7 * text.length, isWarning: false });
  }
  if (node.isDefault) badges.push({ text: '★', width: 15, isWarning: false });
  if (node.hasConflicts) badges.push({ text: '⚠', width: 16, isWarning: true });
  return badges;
}

/** Of a picture that `svgOf` made, in its own units. */
export function pictureSize(
  svg: string,
): { readonly width: number; readonly height: number } | undefined {
  const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return width === undefined || height === undefined
    ? undefined
    : { width: Number(width), height: Number(height) };
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
