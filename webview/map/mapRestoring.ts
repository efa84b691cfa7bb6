import {
  isOpenable,
  type CustomerItem,
  type MapItem,
  type MapModel,
} from '../../src/inspector/wireMapModel';
import type { MapState, Path } from './mapState';

/** More than these are not kept: nobody opened them one by one. */
const MOST_OPEN = 500;
/** Requests that the map makes by itself to show again what was loaded before. */
const MOST_ASKED = 30;
/** Milliseconds without a level after which no more come by themselves. */
const QUIET_MS = 150;

export function pathOf(item: MapItem): Path {
  const path: number[] = [];
  const customer = item.kind === 'tail' ? item.parent : item;
  for (let one = customer; one.parent; one = one.parent) path.unshift(one.place);
  return path;
}

export function openOf(model: MapModel): MapState['open'] {
  const open: { path: Path; count: number }[] = [];
  for (const item of model.all()) {
    if (!item.isOpen || item.level === undefined) continue;
    open.push({ path: pathOf(item), count: item.level.items.length });
    if (open.length === MOST_OPEN) break;
  }
  return open;
}

/** Puts a state back while the levels of the hierarchy come; what the host has no more is asked for. */
export class MapRestoring {
  readonly #state: MapState;
  readonly #load: (item: CustomerItem) => void;
  /** How many children each had that is not as it was yet, by its path. */
  readonly #open: Map<string, number>;
  #isActiveThere = false;
  /** What was asked for, so that it is asked for once. */
  readonly #asked = new Set<string>();
  #goingOn: ReturnType<typeof setTimeout> | undefined;

  /** @param load asks for what is below a customer, or for more of it */
  constructor(state: MapState, load: (item: CustomerItem) => void) {
    this.#state = state;
    this.#load = load;
    this.#open = new Map(state.open.map(({ path, count }) => [keyOf(path), count]));
  }

  /** The active customer, once: when it has come, and the reader did not choose another one by then. */
  active(model: MapModel): CustomerItem | undefined {
    const item = this.#isActiveThere ? undefined : itemAt(model, this.#state.active);
    if (item !== undefined) this.#isActiveThere = true;
    return item;
  }

  /** The reader chose another one. */
  forgetActive(): void {
    this.#isActiveThere = true;
  }

  /** The reader opened or closed it. */
  forget(item: CustomerItem): void {
    this.#open.delete(keyOf(pathOf(item)));
  }

  /** A level has come: what was open in it opens where its own level is there, too. */
  take(model: MapModel): void {
    for (const { path } of this.#state.open) {
      const item = this.#open.has(keyOf(path)) ? itemAt(model, path) : undefined;
      if (item?.level !== undefined && item !== model.root) item.isOpen = true;
      if (item !== undefined && this.#isDone(item)) this.#open.delete(keyOf(path));
    }
  }

  /** Goes on once no more levels come by themselves, unless it ends before. */
  goOnSoon(model: MapModel, wentOn: () => void): void {
    clearTimeout(this.#goingOn);
    this.#goingOn = setTimeout(() => {
      this.goOn(model);
      wentOn();
    }, QUIET_MS);
  }

  /** The map is of another answer: what was open in this one is asked for no more. */
  end(): void {
    clearTimeout(this.#goingOn);
  }

  /** No more levels come by themselves: those that were open, and their pages, are asked for. */
  goOn(model: MapModel): void {
    for (const { path } of this.#state.open) {
      const item = this.#open.has(keyOf(path)) ? itemAt(model, path) : undefined;
      if (item === undefined || !isOpenable(item) || isComing(item) || this.#isDone(item)) continue;
      const asking = `${keyOf(path)} ${item.level?.items.length ?? ''}`;
      if (this.#asked.size >= MOST_ASKED || this.#asked.has(asking)) continue;
      this.#asked.add(asking);
      item.isOpen = true;
      this.#load(item);
    }
  }

  /** What of the state is still to come. */
  left(): Pick<MapState, 'open'> & Partial<Pick<MapState, 'active' | 'look'>> {
    const open = this.#state.open.filter(({ path }) => this.#open.has(keyOf(path)));
    if (this.#isActiveThere) return { open };
    const { active, look } = this.#state;
    return { open, active, ...(look && { look }) };
  }

  #isDone(item: CustomerItem): boolean {
    const { level } = item;
    if (level === undefined || isComing(item)) return false;
    const count = this.#open.get(keyOf(pathOf(item))) ?? 0;
    return level.phase !== 'more' || level.items.length >= count;
  }
}

function isComing({ level }: CustomerItem): boolean {
  return level?.phase === 'loading' || level?.phase === 'waiting';
}

function itemAt(model: MapModel, path: Path): CustomerItem | undefined {
  let item: CustomerItem | undefined = model.root;
  for (const place of path) item = item?.level?.items[place];
  return item;
}

function keyOf(path: Path): string {
  return path.join('/');
}
