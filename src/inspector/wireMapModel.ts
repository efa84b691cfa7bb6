import type { MapLevel, MapLevelPhase, MapNode } from './wireMap';

/** A customer as the page keeps it. */
export interface CustomerItem {
  readonly kind: 'customer';
  node: MapNode;
  readonly parent: CustomerItem | undefined;
  /** 1 for the root, as tree items count. */
  readonly depth: number;
  /** Its place among its siblings, from 0. */
  place: number;
  /** Missing until something was asked for below it. */
  level: ItemLevel | undefined;
  isOpen: boolean;
}

/** What ends a level that is not complete: how its loading stands, and what continues it. */
interface TailItem {
  readonly kind: 'tail';
  readonly parent: CustomerItem;
  readonly depth: number;
  readonly place: number;
  readonly phase: Exclude<MapLevelPhase, 'complete'>;
  reason: string | undefined;
}

export type MapItem = CustomerItem | TailItem;

interface ItemLevel {
  readonly items: readonly CustomerItem[];
  readonly phase: MapLevelPhase;
  readonly tail: TailItem | undefined;
}

/** In the place of a name that comes in a moment. */
const VEILED = '•••';

/** All that is known of one hierarchy; which of it is open is the reader's own. */
export class MapModel {
  readonly root: CustomerItem;
  readonly #items = new Map<number, CustomerItem>();

  constructor(root: MapNode) {
    this.root = {
      kind: 'customer',
      node: root,
      parent: undefined,
      depth: 1,
      place: 0,
      level: undefined,
      isOpen: true,
    };
    this.#items.set(root.id, this.root);
  }

  /** Customers that are known, the root not counted. */
  get size(): number {
    return this.#items.size - 1;
  }

  item(id: number): CustomerItem | undefined {
    return this.#items.get(id);
  }

  /** Takes what the host says of a level; a node that is there already stays as it was opened. */
  take({ of, from, nodes, phase, reason }: MapLevel): void {
    const parent = this.#items.get(of);
    if (parent === undefined) return;
    const items = (parent.level?.items ?? []).slice(0, from);
    const depth = parent.depth + 1;
    for (const node of nodes) {
      const place = items.length;
      const item = this.#items.get(node.id) ?? {
        kind: 'customer',
        node,
        parent,
        depth,
        place,
        level: undefined,
        isOpen: false,
      };
      item.node = node;
      item.place = place;
      this.#items.set(node.id, item);
      items.push(item);
    }
    const tail: TailItem | undefined =
      phase === 'complete'
        ? undefined
        : { kind: 'tail', parent, depth, place: items.length, phase, reason };
    parent.level = { items, phase, tail };
  }

  /** Takes away all that says who somebody is; where everybody stands and what is open stays. */
  veil(): void {
    for (const item of this.#items.values()) {
      const node = { ...item.node, name: VEILED };
      delete node.identifier;
      item.node = node;
      if (item.level?.tail !== undefined) item.level.tail.reason = undefined;
    }
  }

  /** Takes what may be said of customers by now. */
  rename(nodes: readonly MapNode[]): void {
    for (const node of nodes) {
      const item = this.#items.get(node.id);
      if (item !== undefined) item.node = node;
    }
  }

  /** Those whose parents are all open, in the order of an outline. */
  visible(): readonly MapItem[] {
    const found: MapItem[] = [];
    const left: MapItem[] = [this.root];
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      found.push(item);
      for (const child of shownChildren(item).toReversed()) left.push(child);
    }
    return found;
  }

  /** Every item, the upper ones first. */
  *all(): Generator<CustomerItem> {
    const left: CustomerItem[] = [this.root];
    // grows while it is gone through
    for (const item of left) {
      yield item;
      for (const child of item.level?.items ?? []) left.push(child);
    }
  }

  /** Opens all that is loaded, or closes all but the root. */
  openAll(isOpen: boolean): void {
    for (const item of this.all())
      item.isOpen = isOpen ? item.level !== undefined : item === this.root;
  }

  /** Opens everything above an item. */
  bringOut(item: MapItem): void {
    for (let above = item.parent; above !== undefined; above = above.parent) above.isOpen = true;
  }

  /** Those whose name, identifier or role has the text in it, in the order of an outline. */
  find(text: string): readonly CustomerItem[] {
    const wanted = text.trim().toLocaleLowerCase();
    if (wanted === '') return [];
    const found: CustomerItem[] = [];
    const left: CustomerItem[] = [this.root];
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      const { name, identifier = '', role = '' } = item.node;
      if (`${name}\n${identifier}\n${role}`.toLocaleLowerCase().includes(wanted)) found.push(item);
      for (const child of (item.level?.items ?? []).toReversed()) left.push(child);
    }
    return found;
  }

  /** In the order in which they came, which never changes as more comes; '' for none. */
  roles(): readonly string[] {
    const customers = [...this.#items.values()].filter(({ node }) => node !== this.root.node);
    return [...new Set(customers.map(({ node }) => node.role ?? ''))];
  }

  /** Which signs some customer has. */
  signs(): MapSigns {
    let defaultChild = false;
    let conflicts = false;
    for (const { node } of this.#items.values()) {
      defaultChild ||= node.isDefault;
      conflicts ||= node.hasConflicts;
    }
    return { defaultChild, conflicts };
  }
}

/** What is told by a sign beside the name. */
export interface MapSigns {
  readonly defaultChild: boolean;
  readonly conflicts: boolean;
}

export function shownChildren(item: MapItem): readonly MapItem[] {
  if (item.kind === 'tail' || !item.isOpen || item.level === undefined) return [];
  const { items, tail } = item.level;
  return tail === undefined ? items : [...items, tail];
}

/** Whether it can be opened: there is something below it, or there may be. */
export function isOpenable(item: MapItem): item is CustomerItem {
  if (item.kind === 'tail') return false;
  const { node, level } = item;
  if (level !== undefined) return level.items.length > 0 || level.phase !== 'complete';
  return node.canOpen && node.children !== 0;
}
