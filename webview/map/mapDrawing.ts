import { BOX, type Placed } from '../../src/inspector/wireMapLayout';
import { markPath, type MapColours } from '../../src/inspector/wireMapLooks';
import { isOpenable, type CustomerItem, type MapItem } from '../../src/inspector/wireMapModel';
import { badgesOf, type PictureScene } from '../../src/inspector/wireMapSvg';

/** Where the map is looked at: its point (x, y) is drawn at `x * k + tx`, `y * k + ty`. */
export interface Outlook {
  readonly k: number;
  readonly tx: number;
  readonly ty: number;
}

export interface Scene extends PictureScene {
  readonly active: MapItem | undefined;
  readonly matches: ReadonlySet<MapItem>;
  /** All that is known of it, in lines. */
  readonly titleOf: (item: MapItem) => string;
}

/** Below this zoom a name would be too small to be read, and is left out. */
const LEAST_READABLE = 0.45;
const MARK = 5;

/** Draws what is in view; everything outside costs a comparison. */
export function drawMap(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number; readonly ratio: number },
  { k, tx, ty }: Outlook,
  scene: Scene,
): void {
  const { layout, colours } = scene;
  const { width, height, ratio } = size;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(k * ratio, 0, 0, k * ratio, tx * ratio, ty * ratio);
  const view = { left: -tx / k, top: -ty / k, right: (width - tx) / k, bottom: (height - ty) / k };
  const inView = layout.placed.filter(
    ({ x, y }) =>
      x < view.right &&
      x + BOX.width > view.left &&
      y - BOX.height < view.bottom &&
      y + BOX.height > view.top,
  );
  drawLines(context, scene, view, k, pixelsAt(k * ratio));
  if (k < LEAST_READABLE) drawFar(context, inView, scene, k, pixelsAt(k * ratio));
  else for (const placed of inView) drawBox(context, placed, scene);
  drawRings(context, inView, scene, Math.max(1.5, 1.5 / k), colours);
}

interface View {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Says of a point of the map whether it is the first on its pixel. */
type Pixels = (x: number, y: number) => boolean;

/**
 * From so far that rows share a pixel, what falls on one that has something of its kind already makes
 * no difference to be seen: ten thousand customers are then as many as the view has pixels from top to
 * bottom. `scale` is that of the map's units to pixels of the screen.
 */
function pixelsAt(scale: number): Pixels {
  if (scale * BOX.height >= 1) return () => true;
  const taken = new Set<number>();
  return (x, y) => {
    const pixel = Math.round(x * scale) * 2 ** 26 + Math.round(y * scale);
    if (taken.has(pixel)) return false;
    taken.add(pixel);
    return true;
  };
}

function drawLines(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  k: number,
  isFirst: Pixels,
): void {
  const { layout, colours } = scene;
  context.beginPath();
  for (const { item, x, y } of layout.placed) {
    const above = item.parent && layout.at.get(item.parent);
    if (above === undefined) continue;
    const from = above.x + BOX.width;
    if (from > view.right || x < view.left) continue;
    if (Math.max(above.y, y) < view.top || Math.min(above.y, y) > view.bottom) continue;
    // those that end on one pixel begin beside each other, too
    if (!isFirst(x, y)) continue;
    const middle = (from + x) / 2;
    context.moveTo(from, above.y);
    if (k < LEAST_READABLE) context.lineTo(x, y);
    else context.bezierCurveTo(middle, above.y, middle, y, x, y);
  }
  context.strokeStyle = colours.line;
  context.lineWidth = Math.max(1, 0.75 / k);
  context.stroke();
}

/** From afar a customer is a bar in the colour of its role: bars of a colour are one path. */
function drawFar(
  context: CanvasRenderingContext2D,
  placed: readonly Placed[],
  { looks }: Scene,
  k: number,
  isFirst: Pixels,
): void {
  const paths = new Map<string, Path2D>();
  const height = Math.max(BOX.height * 0.6, Math.min(BOX.height, 2 / k));
  for (const { item, x, y } of placed) {
    if (!isFirst(x, y)) continue;
    const { colour } = looks.of(roleOf(item));
    const path = paths.get(colour) ?? new Path2D();
    paths.set(colour, path);
    path.rect(x, y - height / 2, BOX.width, height);
  }
  for (const [colour, path] of paths) {
    context.fillStyle = colour;
    context.fill(path);
  }
}

function roleOf(item: MapItem): string | undefined {
  return item.kind === 'customer' ? item.node.role : undefined;
}

function drawBox(context: CanvasRenderingContext2D, placed: Placed, scene: Scene): void {
  const { item, x, y } = placed;
  context.font = `12px ${scene.colours.font}`;
  context.textBaseline = 'middle';
  if (item.kind === 'customer') drawCustomer(context, item, x, y, scene);
  else drawTail(context, placed, scene);
}

function drawTail(
  context: CanvasRenderingContext2D,
  { item, x, y }: Placed,
  { colours, nameOf }: Scene,
): void {
  const isFailed = item.kind === 'tail' && item.phase === 'failed';
  context.fillStyle = isFailed ? colours.error : colours.quiet;
  context.fillText(fitted(context, nameOf(item), BOX.width - 8), x + 8, y + 0.5);
  context.setLineDash([2, 3]);
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1;
  context.strokeRect(x, y - BOX.height / 2, BOX.width, BOX.height);
  context.setLineDash([]);
}

function drawCustomer(
  context: CanvasRenderingContext2D,
  item: CustomerItem,
  x: number,
  y: number,
  { colours, looks, nameOf }: Scene,
): void {
  const { node, level, isOpen } = item;
  const { colour, shape } = looks.of(node.role);
  context.beginPath();
  context.roundRect(x, y - BOX.height / 2, BOX.width, BOX.height, 4);
  context.fillStyle = colours.box;
  context.fill();
  context.strokeStyle = level?.phase === 'failed' ? colours.error : colours.border;
  context.lineWidth = node.isDefault ? 2.5 : 1;
  context.setLineDash(node.standing === 'alreadyAbove' ? [4, 3] : []);
  context.stroke();
  context.setLineDash([]);
  const mark = new Path2D(markPath(shape, x + 13, y, MARK));
  context.lineWidth = 1.5;
  context.fillStyle = context.strokeStyle = colour;
  if (shape === 'ring') context.stroke(mark);
  else context.fill(mark);
  context.fillStyle = node.standing === 'alreadyAbove' ? colours.quiet : colours.text;
  const badges = badgesOf(item);
  const room = BOX.width - 30 - badges.reduce((sum, { width }) => sum + width, 0);
  context.fillText(fitted(context, nameOf(item), room), x + 24, y + 0.5);
  let right = x + BOX.width - 6;
  context.textAlign = 'right';
  for (const { text, width, isWarning } of badges) {
    context.fillStyle = isWarning ? colours.warning : colours.quiet;
    context.fillText(text, right, y + 0.5);
    right -= width;
  }
  context.textAlign = 'left';
  if (isOpenable(item) && !isOpen) drawMore(context, x + BOX.width, y, colours);
}

/** A stub to the right of what can be opened. */
function drawMore(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colours: MapColours,
): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 8, y);
  context.moveTo(x + 17, y);
  context.arc(x + 12.5, y, 4.5, 0, 2 * Math.PI);
  context.moveTo(x + 10, y);
  context.lineTo(x + 15, y);
  context.moveTo(x + 12.5, y - 2.5);
  context.lineTo(x + 12.5, y + 2.5);
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1;
  context.stroke();
}

function drawRings(
  context: CanvasRenderingContext2D,
  placed: readonly Placed[],
  { active, matches }: Scene,
  lineWidth: number,
  colours: MapColours,
): void {
  for (const { item, x, y } of placed) {
    const isActive = item === active;
    if (!isActive && !matches.has(item)) continue;
    const gap = isActive ? 3 : 1.5;
    context.beginPath();
    context.roundRect(
      x - gap,
      y - BOX.height / 2 - gap,
      BOX.width + 2 * gap,
      BOX.height + 2 * gap,
      5,
    );
    context.strokeStyle = isActive ? colours.focus : colours.match;
    context.lineWidth = isActive ? lineWidth * 1.4 : lineWidth;
    context.stroke();
  }
}

const fitting = new Map<string, string>();
/** As much of a text as there is room for; measured once for each font, text and room. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  const key = `${context.font}\n${room}\n${text}`;
  const known = fitting.get(key);
  if (known !== undefined) return known;
  if (fitting.size > 20_000) fitting.clear();
  const letters = Array.from(text);
  let length = letters.length;
  const cut = () => (length === letters.length ? text : `${letters.slice(0, length).join('')}…`);
  while (length > 1 && context.measureText(cut()).width > room)
    length = Math.min(
      length - 1,
      Math.ceil((length * room) / Math.max(1, context.measureText(cut()).width)),
    );
  const made = cut();
  fitting.set(key, made);
  return made;
}
