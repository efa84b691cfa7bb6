import type { MapNode, MapPicture, MapToHost, MapToPage } from '../../src/inspector/wireMap';
import type { Words } from '../../src/inspector/wireWords';
import { button, textField } from '../controls';
import { element, show } from '../elements';
import { icon } from '../icons';
import { filled } from '../filled';
import type { NoRows } from '../noRows';
import { withKey } from '../toolbar';
import { createMapCanvas } from './mapCanvas';
import { roleLooks } from '../../src/inspector/wireMapLooks';
import { readColours } from './mapColours';
import type { Scene } from './mapDrawing';
import { layOut } from '../../src/inspector/wireMapLayout';
import { createLegend } from './mapLegend';
import {
  isOpenable,
  MapModel,
  type CustomerItem,
  type MapItem,
} from '../../src/inspector/wireMapModel';
import { svgOf } from '../../src/inspector/wireMapSvg';
import { pngOf } from './mapPicture';
import { MapRestoring, openOf, pathOf } from './mapRestoring';
import type { MapState } from './mapState';
import { factsOf, nameOf } from './mapWording';
import { createOutline } from './outline';

export interface MapView {
  readonly element: HTMLElement;
  take(message: MapToPage): void;
  /** Another answer is on screen: shows nothing until its map comes. */
  forget(): void;
  /** What may be shown of people is another: names are hidden until they come again. */
  veil(): void;
  /** A run failed, and no answer from before is there to stay. */
  nothing(why: NoRows): void;
  /** False where there is nothing to search. */
  openSearch(): boolean;
  /** What the reader made of the map of a run; undefined where another one is on show. */
  state(run: number): MapState | undefined;
  /** Of the map that comes next. */
  restore(state: MapState): void;
}

export interface MapViewDoors {
  readonly words: Words;
  readonly send: (message: MapToHost) => void;
  /** Whether what is known of people has its personal data masked. */
  readonly isMasked: () => boolean;
  /** Shows a value of the answer in its JSON. */
  readonly reveal: (pointer: string) => void;
  /** Something was opened, chosen or moved. */
  readonly moved: () => void;
}

/** A picture of ten thousand nodes takes a while to draw, and their names come in many pieces. */
const NAMES_EVERY_MS = 400;
const ZOOM_STEP = 1.4;
/** Laying out takes its time with ten thousand nodes; so often as a share of all time. */
const SHARE_OF_TIME = 0.2;

/** The Map tab: the picture, the outline that says the same, and what can be done with both. */
export function createMapView({
  words: all,
  send,
  isMasked,
  reveal,
  moved,
}: MapViewDoors): MapView {
  const words = all.map;
  let model: MapModel | undefined;
  /** Whose answer the map belongs to; the same one is sent again when it is to be shown otherwise. */
  let run = 0;
  let scene: Scene | undefined;
  let active: MapItem | undefined;
  let matches: readonly MapItem[] = [];
  let isLoadingWhole = false;
  /** What was said last of the whole, and of how many customers. */
  let said: { readonly size: number; readonly sentence: string } | undefined;
  /** What is to be said of the whole map, whatever else is. */
  let note = '';
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let lastTook = 0;
  let namesShown = 0;
  let toRestore: MapState | undefined;
  let restoring: MapRestoring | undefined;

  const outline = createOutline({ words, activate, open, choose });
  const canvas = createMapCanvas({ label: words.map, activate, choose, moved });
  const legend = createLegend(words);
  const find = textField({
    label: words.find,
    name: 'findInMap',
    placeholder: words.findPlaceholder,
    changed: () => search(),
  });
  const found = element('span', { class: 'map-found', role: 'status' });
  const status = element('p', { class: 'map-status', role: 'status' });
  const about = element('span', { class: 'map-about' });
  const showInJson = button({
    label: words.showInJson,
    look: 'secondary',
    name: 'showNodeInJson',
    press: () => {
      const pointer = pointerOf(active);
      if (pointer !== undefined) reveal(pointer);
    },
  });
  const inspect = button({
    label: words.inspectChildren,
    look: 'secondary',
    name: 'inspectNode',
    press: () => {
      if (active?.kind === 'customer') send({ kind: 'inspectNode', run, node: active.node.id });
    },
  });
  const tool = (name: string, label: string, of: Parameters<typeof icon>[0], press: () => void) =>
    button({ label, look: 'icon', icon: of, name, press });
  const loadWhole = button({
    label: words.loadWhole,
    look: 'secondary',
    icon: 'download',
    name: 'loadWholeMap',
    press: () => {
      if (!isLoadingWhole) send({ kind: 'loadWholeMap', run });
    },
  });
  const stop = button({
    label: words.stop,
    look: 'secondary',
    icon: 'stop',
    name: 'stopMap',
    press: () => send({ kind: 'stopMap' }),
  });
  const toggleOutline = tool('showOutline', words.showOutline, 'outline', () => {
    showOutline(body.classList.contains('no-outline'));
    moved();
  });
  const tools = element(
    'div',
    { class: 'map-tools', role: 'toolbar', 'aria-label': words.tools },
    toggleOutline.element,
    tool('zoomIn', words.zoomIn, 'plus', () => canvas.zoomBy(ZOOM_STEP)).element,
    tool('zoomOut', words.zoomOut, 'minus', () => canvas.zoomBy(1 / ZOOM_STEP)).element,
    tool('fitMap', words.fit, 'fit', () => canvas.fit()).element,
    tool('expandAllNodes', words.expandAll, 'expandAll', () => openAll(true)).element,
    tool('collapseAllNodes', words.collapseAll, 'collapseAll', () => openAll(false)).element,
    element(
      'div',
      { class: 'map-find' },
      find.element,
      found,
      tool('previousInMap', words.previousMatch, 'previous', () => step(-1)).element,
      tool('nextInMap', words.nextMatch, 'next', () => step(1)).element,
    ),
    loadWhole.element,
    stop.element,
    button({ label: words.saveSvg, look: 'secondary', name: 'saveSvg', press: () => save('svg') })
      .element,
    button({ label: words.savePng, look: 'secondary', name: 'savePng', press: () => save('png') })
      .element,
  );
  const body = element(
    'div',
    { class: 'map-body' },
    outline.element,
    element('div', { class: 'map-side' }, canvas.element, legend.element),
  );
  const content = element(
    'div',
    { class: 'map-content' },
    tools,
    body,
    element(
      'div',
      { class: 'map-active' },
      about,
      status,
      element('div', { class: 'map-steps' }, showInJson.element, inspect.element),
    ),
  );
  const emptyTitle = element('h2', {}, words.empty);
  const emptyHint = element('p', {}, withKey(words.emptyHint));
  const empty = element('div', { class: 'empty' }, icon('map'), emptyTitle, emptyHint);
  show(content, false);
  show(stop.element, false);
  showOutline(true);

  function showOutline(isShown: boolean): void {
    body.classList.toggle('no-outline', !isShown);
    toggleOutline.element.ariaPressed = String(isShown);
  }

  function begin(root: MapNode, isSame: boolean): void {
    if (isSame && model !== undefined) {
      model.root.node = root;
    } else {
      model = new MapModel(root);
      said = undefined;
      active = model.root;
      endRestoring();
      if (toRestore !== undefined) startRestoring(model, toRestore);
      toRestore = undefined;
      // whatever was being read belonged to the map before
      setLoadingWhole(false);
    }
    show(empty, false);
    show(content, true);
    refresh();
  }

  function startRestoring({ root }: MapModel, state: MapState): void {
    root.isOpen = state.isRootOpen;
    find.set(state.find);
    showOutline(state.hasOutline);
    restoring = new MapRestoring(state, load);
  }

  function endRestoring(): void {
    restoring?.end();
    restoring = undefined;
  }

  function load({ node }: CustomerItem): void {
    send({ kind: 'loadMap', run, node: node.id });
  }

  /** As far as it has come. */
  function restoreMore(current: MapModel): void {
    const before = restoring;
    if (before === undefined) return;
    const { look } = before.left();
    before.take(current);
    const item = before.active(current);
    if (item !== undefined) {
      current.bringOut(item);
      active = item;
      drawAnew();
      if (look !== undefined) canvas.lookAgain(item, look);
    }
    before.goOnSoon(current, refresh);
  }

  function setLoadingWhole(isRunning: boolean): void {
    isLoadingWhole = isRunning;
    show(loadWhole.element, !isRunning);
    show(stop.element, isRunning);
    // a count that changes all the time is read to nobody; how it ended is
    status.ariaLive = isRunning ? 'off' : 'polite';
  }

  function refresh(): void {
    clearTimeout(drawing);
    drawing = setTimeout(drawAnew, lastTook < 8 ? 0 : lastTook / SHARE_OF_TIME);
  }

  function drawAnew(): void {
    if (model === undefined) return;
    const began = performance.now();
    matches = model.find(find.get());
    const layout = layOut(model.root);
    if (active === undefined || !layout.at.has(active)) active = nearestShown(active, layout.at);
    const colours = readColours(content);
    scene = {
      layout,
      colours,
      looks: roleLooks(model, colours),
      active,
      matches: new Set<MapItem>(),
      nameOf: (item) => nameOf(item, words),
      titleOf: (item) => [nameOf(item, words), factsOf(item, words)].filter(Boolean).join('\n'),
    };
    lastTook = performance.now() - began;
    showScene();
    showFound();
    legend.show(scene.looks, model.signs());
    if (!isLoadingWhole) saySize(model.size);
  }

  function saySize(size: number): void {
    say(said?.size === size ? said.sentence : filled(words.shown, { count: size }));
  }

  function say(sentence: string): void {
    const text = note === '' ? sentence : `${sentence} · ${note}`;
    // said again, it would be read again
    if (status.textContent !== text) status.textContent = text;
  }

  function showScene(): void {
    if (scene === undefined || model === undefined) return;
    active ??= model.root;
    scene = { ...scene, active, matches: new Set(matches) };
    canvas.show(scene);
    outline.show(
      scene.layout.placed.map(({ item }) => item),
      active,
    );
    const facts = [nameOf(active, words), factsOf(active, words)].filter(Boolean).join(' · ');
    about.textContent = facts;
    about.title = facts;
    showInJson.enable(pointerOf(active) !== undefined);
    inspect.enable(active.kind === 'customer' && active.node.canOpen);
  }

  function activate(item: MapItem): void {
    restoring?.forgetActive();
    active = item;
    moved();
    showScene();
    canvas.reveal(item);
  }

  function open(item: MapItem, isOpen: boolean): void {
    if (!isOpenable(item)) return;
    item.isOpen = isOpen;
    restoring?.forget(item);
    moved();
    if (isOpen && item.level === undefined) load(item);
    drawAnew();
  }

  function choose(item: MapItem): void {
    const pointer = pointerOf(item);
    if (item.kind === 'tail') load(item.parent);
    else if (isOpenable(item)) open(item, !item.isOpen);
    else if (pointer !== undefined) reveal(pointer);
  }

  function openAll(isOpen: boolean): void {
    model?.openAll(isOpen);
    moved();
    drawAnew();
    canvas.fit();
  }

  function search(): void {
    matches = model?.find(find.get()) ?? [];
    if (matches.length > 0) step(0);
    else showScene();
    showFound();
    moved();
  }

  function step(by: -1 | 0 | 1): void {
    if (matches.length === 0) return;
    const at = active === undefined ? -1 : matches.indexOf(active);
    const next = at < 0 ? 0 : (at + by + matches.length) % matches.length;
    const item = matches[next];
    if (item?.kind !== 'customer') return;
    model?.bringOut(item);
    restoring?.forgetActive();
    active = item;
    moved();
    drawAnew();
    canvas.reveal(item);
    showFound();
  }

  function showFound(): void {
    const number = active === undefined ? 0 : matches.indexOf(active) + 1;
    if (find.get().trim() === '') found.textContent = '';
    else if (matches.length === 0) found.textContent = words.noMatch;
    else found.textContent = filled(words.matchOf, { number, total: matches.length });
  }

  /** The first ones at once, then now and then; what goes by names, such as what is found, at the end. */
  function showNames(): void {
    const now = performance.now();
    if (now - namesShown > NAMES_EVERY_MS) {
      namesShown = now;
      showScene();
    }
    refresh();
  }

  function sayEmpty({ title, hint }: NoRows): void {
    emptyTitle.textContent = title;
    emptyHint.textContent = hint;
    show(emptyHint, hint !== '');
    show(empty, true);
    show(content, false);
  }

  function save(picture: MapPicture): void {
    if (scene === undefined) return;
    const content = picture === 'svg' ? svgOf(scene, words.map) : pngOf(scene);
    if (content === undefined) say(words.tooLargePicture);
    else send({ kind: 'saveMap', picture, content, isMasked: isMasked() });
  }

  find.element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    step(event.shiftKey ? -1 : 1);
    event.preventDefault();
  });
  // the theme is another one
  new MutationObserver(() => drawAnew()).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });

  return {
    element: element('div', { class: 'map' }, empty, content),
    forget() {
      clearTimeout(drawing);
      endRestoring();
      model = active = scene = undefined;
      matches = [];
      run = 0;
      outline.clear();
      canvas.clear();
      about.textContent = status.textContent = '';
      sayEmpty({ title: words.loading, hint: '' });
    },
    veil() {
      if (model === undefined) return;
      model.veil();
      matches = [];
      namesShown = 0;
      said = undefined;
      showScene();
      showFound();
      if (!isLoadingWhole) saySize(model.size);
    },
    nothing: (why) => sayEmpty(why),
    openSearch() {
      if (model === undefined) return false;
      find.focus();
      return true;
    },
    state(of) {
      if (model === undefined || of !== run) return toRestore;
      const left = restoring?.left() ?? { open: [] };
      const look = left.look ?? canvas.look();
      return {
        open: [...openOf(model), ...left.open],
        isRootOpen: model.root.isOpen,
        active: left.active ?? pathOf(active ?? model.root),
        ...(look && { look }),
        find: find.get(),
        hasOutline: !body.classList.contains('no-outline'),
      };
    },
    restore(state) {
      toRestore = state;
    },
    take(message) {
      switch (message.kind) {
        case 'map': {
          const isSame = message.run === run;
          note = message.note ?? '';
          run = message.run;
          begin(message.root, isSame);
          return;
        }
        case 'mapNames':
          model?.rename(message.nodes);
          showNames();
          return;
        case 'mapLevel': {
          model?.take(message.level);
          const item = model?.item(message.level.of);
          if (isLoadingWhole && item !== undefined) item.isOpen = true;
          if (model !== undefined) restoreMore(model);
          refresh();
          return;
        }
        case 'mapProgress': {
          const { isRunning, sentence } = message.progress;
          const isEnd = isLoadingWhole && !isRunning;
          setLoadingWhole(isRunning);
          if (isEnd) {
            drawAnew();
            canvas.fit();
          }
          say(sentence);
          said = { size: model?.size ?? 0, sentence };
        }
      }
    },
  };
}

function pointerOf(item: MapItem | undefined): string | undefined {
  return item?.kind === 'customer' ? item.node.pointer : undefined;
}

/** The item itself, or the nearest above it that is shown. */
function nearestShown(
  item: MapItem | undefined,
  at: ReadonlyMap<MapItem, unknown>,
): MapItem | undefined {
  let one = item;
  while (one !== undefined && !at.has(one)) one = one.parent;
  return one;
}
