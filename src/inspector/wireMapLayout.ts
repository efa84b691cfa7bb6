import { hierarchy, tree } from 'd3-hierarchy';
import { shownChildren, type MapItem } from './wireMapModel';

/** Of a node's box, in the map's own units: pixels at a zoom of 1. */
export const BOX = { width: 168, height: 26 } as const;
const ROW = 34;
const COLUMN = 232;

export interface Placed {
  readonly item: MapItem;
  /** Of the box's left edge and its middle. */
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** In the order of an outline. */
  readonly placed: readonly Placed[];
  readonly at: ReadonlyMap<MapItem, Placed>;
  /** From 0; boxes included. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A tidy tree (Reingold and Tilford) from left to right. What comes from the host is a tree of rows
 * in which a customer that is one of its own ancestors is shown and not followed, so it always ends.
 */
export function layOut(root: MapItem): Layout {
  const made = tree<MapItem>()
    .nodeSize([ROW, COLUMN])
    .separation((one, other) => (one.parent === other.parent ? 1 : 1.35))(
    hierarchy(root, (item) => shownChildren(item)),
  );
  const placed: Placed[] = [];
  const at = new Map<MapItem, Placed>();
  let top = Infinity;
  let bottom = -Infinity;
  let right = 0;
  made.eachBefore(({ data, x, y }) => {
    // d3 lays out downwards: its x is our y
    const one: Placed = { item: data, x: y, y: x };
    placed.push(one);
    at.set(data, one);
    top = Math.min(top, x);
    bottom = Math.max(bottom, x);
    right = Math.max(right, y);
  });
  return {
    placed,
    at,
    left: 0,
    top: top - BOX.height / 2,
    width: right + BOX.width,
    height: bottom - top + BOX.height,
  };
}
