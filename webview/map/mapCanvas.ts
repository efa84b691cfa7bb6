import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import { element } from '../elements';
import { drawMap, type Outlook, type Scene } from './mapDrawing';
import { BOX, type Layout, type Placed } from '../../src/inspector/wireMapLayout';
import { isOpenable, type MapItem } from '../../src/inspector/wireMapModel';
import type { MapLook } from './mapState';

const CLOSEST = 3;
/** Of the map that fills the view, so that it can still be seen whole with room around it. */
const FARTHEST = 0.8;
/** At which names can be read. */
const READABLE = 0.8;
const EDGE = 20;
/** Of the stub to the right of what can be opened. */
const STUB = 20;
/** A minimap is of use once there is more to see than the view shows. */
const MINIMAP_FROM = 120;

export interface MapCanvas {
  readonly element: HTMLElement;
  show(scene: Scene): void;
  /** Nothing of before stays in the picture. */
  clear(): void;
  zoomBy(factor: number): void;
  fit(): void;
  /** Brings an item into view, where it is not. */
  reveal(item: MapItem): void;
  /** How it is looked at; undefined as long as the reader left it as it came. */
  look(): MapLook | undefined;
  /** The same again: the item where it was, as soon as there is room to show it. */
  lookAgain(item: MapItem, look: MapLook): void;
}

export interface CanvasDoors {
  readonly label: string;
  readonly activate: (item: MapItem) => void;
  /** The stub of a box, or a double click. */
  readonly choose: (item: MapItem) => void;
  /** It is looked at otherwise. */
  readonly moved: () => void;
}

/** The picture; wheel, drag and pinch move it. The outline beside it is for everything else. */
export function createMapCanvas({ label, activate, choose, moved }: CanvasDoors): MapCanvas {
  const canvas = element('canvas', { class: 'map-picture', role: 'img', 'aria-label': label });
  const minimap = element('canvas', { class: 'minimap', 'aria-hidden': 'true' });
  const made = element('div', { class: 'map-canvas' }, canvas, minimap);
  const context = canvas.getContext('2d');
  const overview = minimap.getContext('2d');
  const size = { width: 0, height: 0, ratio: 1 };
  /** The size in which it was seen last, which stays while it is hidden. */
  const room = { width: 0, height: 0 };
  let scene: Scene | undefined;
  let outlook: Outlook = { k: 1, tx: 0, ty: 0 };
  /** Whether all of it is in view, and stays so until the reader moves it. */
  let isFitted = false;
  let isMoved = false;
  /** The zoom that it was not to fall below when it was brought into view. */
  let least: number = READABLE;
  let frame = 0;
  let seen: MapLook | undefined;
  let toLook: { readonly item: MapItem; readonly look: MapLook } | undefined;
  /** The whole map, small, drawn once for each layout. */
  let small: { readonly of: Layout; readonly picture: HTMLCanvasElement } | undefined;

  const behaviour = zoom<HTMLCanvasElement, unknown>().on(
    'zoom',
    ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      if (sourceEvent !== null) isMoved = true;
      outlook = { k: transform.k, tx: transform.x, ty: transform.y };
      drawSoon();
      moved();
    },
  );
  const picture = select(canvas).call(behaviour).on('dblclick.zoom', null);

  function lookFrom({ k, tx, ty }: Outlook): void {
    picture.call((it) => behaviour.transform(it, zoomIdentity.translate(tx, ty).scale(k)));
  }

  function drawSoon(): void {
    frame ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = 0;
    if (scene === undefined || context === null || size.width === 0) return;
    if (toLook !== undefined) lookAtItem(scene, toLook);
    else if (!isFitted) fit(least);
    seen = lookNow(scene);
    drawMap(context, size, outlook, scene);
    drawOverview(scene);
  }

  function lookNow({ layout, active }: Scene): MapLook | undefined {
    if (!isMoved) return least === 0 ? { kind: 'whole' } : undefined;
    const placed = active && layout.at.get(active);
    if (placed === undefined) return undefined;
    const { k, tx, ty } = outlook;
    const x = Math.round(placed.x * k + tx - size.width / 2);
    return { kind: 'moved', k, x, y: Math.round(placed.y * k + ty - size.height / 2) };
  }

  function lookAtItem({ layout }: Scene, { item, look }: NonNullable<typeof toLook>): void {
    toLook = undefined;
    const placed = layout.at.get(item);
    if (look.kind === 'whole' || placed === undefined) {
      fit();
      return;
    }
    isFitted = true;
    isMoved = true;
    const { k, x, y } = look;
    lookFrom({
      k,
      tx: x + size.width / 2 - placed.x * k,
      ty: y + size.height / 2 - placed.y * k,
    });
  }

  function drawOverview({ layout, colours, looks }: Scene): void {
    const isLarge = layout.placed.length >= MINIMAP_FROM && farthest() < 0.9;
    minimap.hidden = !isLarge;
    if (!isLarge || overview === null) return;
    const { width, height } = minimap;
    const scale = Math.min(width / layout.width, height / layout.height);
    if (small?.of !== layout) {
      const picture = document.createElement('canvas');
      picture.width = width;
      picture.height = height;
      const pen = picture.getContext('2d');
      for (const { item, x, y } of layout.placed) {
        if (pen === null) break;
        const role = item.kind === 'customer' ? item.node.role : undefined;
        pen.fillStyle = looks.of(role).colour;
        const top = (y - BOX.height / 2 - layout.top) * scale;
        pen.fillRect(x * scale, top, BOX.width * scale, Math.max(1, BOX.height * scale));
      }
      small = { of: layout, picture };
    }
    overview.clearRect(0, 0, width, height);
    overview.drawImage(small.picture, 0, 0);
    const { k, tx, ty } = outlook;
    overview.strokeStyle = colours.focus;
    overview.lineWidth = 2;
    overview.strokeRect(
      (-tx / k) * scale,
      (-ty / k - layout.top) * scale,
      (size.width / k) * scale,
      (size.height / k) * scale,
    );
  }

  /** The zoom at which all of it is in view. */
  function farthest(): number {
    if (scene === undefined) return 1;
    const { width, height } = scene.layout;
    return Math.min(
      1,
      (size.width - 2 * EDGE) / (width + STUB),
      (size.height - 2 * EDGE) / Math.max(1, height),
    );
  }

  /** All of it, but no farther away than `nearest` says: then what is beside the root. */
  function fit(nearest = 0): void {
    const root = scene?.layout.placed[0];
    if (scene === undefined || root === undefined || size.width === 0) return;
    isFitted = true;
    isMoved = false;
    least = nearest;
    const { left, top, width, height } = scene.layout;
    const k = Math.max(farthest(), nearest);
    const isWhole = k === farthest();
    const middle = isWhole ? top + height / 2 : root.y;
    lookFrom({
      k,
      tx: Math.max(EDGE, (size.width - (width + STUB) * k) / 2) - left * k,
      ty: size.height / 2 - middle * k,
    });
  }

  function reveal(item: MapItem): void {
    const placed = scene?.layout.at.get(item);
    if (placed === undefined || size.width === 0) return;
    const { k, tx, ty } = outlook;
    const left = placed.x * k + tx;
    const middle = placed.y * k + ty;
    const isIn =
      left >= 0 &&
      left + BOX.width * k <= size.width &&
      middle >= BOX.height * k &&
      middle <= size.height - BOX.height * k;
    if (isIn) return;
    isMoved = true;
    lookFrom({
      k,
      tx: size.width / 2 - (placed.x + BOX.width / 2) * k,
      ty: size.height / 2 - placed.y * k,
    });
  }

  function at(
    event: MouseEvent,
  ): { readonly placed: Placed; readonly isStub: boolean } | undefined {
    const { k, tx, ty } = outlook;
    const x = (event.offsetX - tx) / k;
    const y = (event.offsetY - ty) / k;
    const placed = scene?.layout.placed.find(
      (one) =>
        Math.abs(one.y - y) <= BOX.height / 2 &&
        x >= one.x &&
        x <= one.x + BOX.width + (isOpenable(one.item) ? STUB : 0),
    );
    return placed && { placed, isStub: x > placed.x + BOX.width };
  }

  canvas.addEventListener('click', (event) => {
    const hit = at(event);
    if (hit === undefined) return;
    const { item } = hit.placed;
    activate(item);
    if (hit.isStub || item.kind === 'tail') choose(item);
  });
  canvas.addEventListener('dblclick', (event) => {
    const hit = at(event);
    if (hit?.placed.item.kind === 'customer' && !hit.isStub) choose(hit.placed.item);
  });
  canvas.addEventListener('mousemove', (event) => {
    const hit = at(event);
    canvas.style.cursor = hit === undefined ? '' : 'pointer';
    canvas.title = hit === undefined ? '' : (scene?.titleOf(hit.placed.item) ?? '');
  });
  const panTo = (event: PointerEvent): void => {
    if (scene === undefined || event.buttons === 0) return;
    const { layout } = scene;
    const scale = Math.min(minimap.width / layout.width, minimap.height / layout.height);
    const ratio = minimap.width / minimap.clientWidth;
    const { k } = outlook;
    lookFrom({
      k,
      tx: size.width / 2 - ((event.offsetX * ratio) / scale) * k,
      ty: size.height / 2 - ((event.offsetY * ratio) / scale + layout.top) * k,
    });
  };
  minimap.addEventListener('pointerdown', (event) => {
    minimap.setPointerCapture(event.pointerId);
    panTo(event);
  });
  minimap.addEventListener('pointermove', panTo);

  new ResizeObserver(() => {
    size.width = made.clientWidth;
    size.height = made.clientHeight;
    size.ratio = devicePixelRatio;
    canvas.width = Math.round(size.width * size.ratio);
    canvas.height = Math.round(size.height * size.ratio);
    minimap.width = Math.round(minimap.clientWidth * size.ratio);
    minimap.height = Math.round(minimap.clientHeight * size.ratio);
    small = undefined;
    if (size.width === 0) return;
    if (isMoved) keepMiddle();
    else fit(least);
    room.width = size.width;
    room.height = size.height;
    draw();
  }).observe(made);

  /** What is in the middle stays there, in a view of another size. */
  function keepMiddle(): void {
    if (room.width === 0) return;
    const { k, tx, ty } = outlook;
    lookFrom({
      k,
      tx: tx + (size.width - room.width) / 2,
      ty: ty + (size.height - room.height) / 2,
    });
  }

  /** Another map may be far larger, or smaller: it is looked at as if there had been none before. */
  function clear(): void {
    scene = small = toLook = undefined;
    isFitted = isMoved = false;
    least = READABLE;
    canvas.title = '';
    context?.clearRect(0, 0, canvas.width, canvas.height);
    overview?.clearRect(0, 0, minimap.width, minimap.height);
  }

  return {
    element: made,
    clear,
    show(next) {
      const anchor = scene?.active && scene.layout.at.get(scene.active);
      const moved = anchor && next.layout.at.get(anchor.item);
      const isSame = scene?.layout === next.layout;
      scene = next;
      // said again when the mouse moves
      canvas.title = '';
      behaviour.scaleExtent([Math.min(FARTHEST, farthest() * FARTHEST), CLOSEST]);
      if (!isSame && anchor !== undefined && moved !== undefined) {
        // what the reader looks at stays where it is
        const { k, tx, ty } = outlook;
        lookFrom({ k, tx: tx + (anchor.x - moved.x) * k, ty: ty + (anchor.y - moved.y) * k });
      }
      drawSoon();
    },
    zoomBy(factor) {
      isMoved = true;
      picture.call((it) => behaviour.scaleBy(it, factor));
    },
    fit: () => fit(),
    reveal,
    look: () => (toLook === undefined ? seen : toLook.look),
    lookAgain(item, look) {
      toLook = { item, look };
      drawSoon();
    },
  };
}
