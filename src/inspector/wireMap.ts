/**
 * What the Map tab and its host say to each other. Nodes are numbered: an id of a row names people. The
 * numbers are of one map, which is told by the run that its answer came with.
 */

/** A customer in the map; 0 is the parent, or the company, that was asked about. */
export interface MapNode {
  readonly id: number;
  readonly name: string;
  /** What tells the customer from others of its name: the identifier that its children are asked by. */
  readonly identifier?: string;
  readonly role?: string;
  /** As in the tree: `alreadyAbove` is one of its own ancestors, shown and not followed. */
  readonly standing: 'child' | 'queried' | 'alreadyAbove';
  readonly isDefault: boolean;
  readonly hasConflicts: boolean;
  /** Children that the customer is said to have. */
  readonly children?: number;
  /** Whether there is a level below that can be asked for. */
  readonly canOpen: boolean;
  /** JSON Pointer, where the customer is in the answer on screen. */
  readonly pointer?: string;
}

/**
 * How the loading of a level stands: `more` has further pages, or may have; `stuck` got fewer customers
 * than were announced, and nothing new; `waiting` is tried again by itself; `failed` can be asked again.
 */
export type MapLevelPhase = 'loading' | 'waiting' | 'more' | 'stuck' | 'complete' | 'failed';

/** The children of a node. */
export interface MapLevel {
  readonly of: number;
  /** Nodes before this one are those that the page has; 0 where all are new. */
  readonly from: number;
  readonly nodes: readonly MapNode[];
  readonly phase: MapLevelPhase;
  /** Why it failed or waits, as a sentence. */
  readonly reason?: string;
}

/** Reading of the whole hierarchy, in words ready to be shown. */
interface MapProgress {
  readonly isRunning: boolean;
  readonly sentence: string;
}

export type MapToPage =
  /** Everything from the start, for the answer of this run; `note` is said as long as it is shown. */
  | { readonly kind: 'map'; readonly run: number; readonly root: MapNode; readonly note?: string }
  /** What may be said of some customers by now: personal data was masked, or is no longer so. */
  | { readonly kind: 'mapNames'; readonly run: number; readonly nodes: readonly MapNode[] }
  | { readonly kind: 'mapLevel'; readonly run: number; readonly level: MapLevel }
  | { readonly kind: 'mapProgress'; readonly run: number; readonly progress: MapProgress };

export const mapPictures = ['svg', 'png'] as const;
export type MapPicture = (typeof mapPictures)[number];

export type MapToHost =
  /** The map of the answer on screen is to be seen. */
  | { readonly kind: 'openMap' }
  /** Loads what is below a node: its first page, the next one, or the one that failed. */
  | { readonly kind: 'loadMap'; readonly run: number; readonly node: number }
  | { readonly kind: 'loadWholeMap'; readonly run: number }
  | { readonly kind: 'stopMap' }
  /** Asks, in this inspector, for the children of a node. */
  | { readonly kind: 'inspectNode'; readonly run: number; readonly node: number }
  /** `content`: the file; text of an SVG, or base64 of a PNG. `isMasked`: as it is drawn. */
  | {
      readonly kind: 'saveMap';
      readonly picture: MapPicture;
      readonly content: string;
      readonly isMasked: boolean;
    };

/** The map's own texts; the page puts numbers in the place of `{names}`. */
export interface MapWords {
  readonly map: string;
  readonly outline: string;
  readonly tools: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly loading: string;
  readonly find: string;
  readonly findPlaceholder: string;
  readonly previousMatch: string;
  readonly nextMatch: string;
  readonly matchOf: string;
  readonly noMatch: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly expandAll: string;
  readonly collapseAll: string;
  readonly loadWhole: string;
  readonly stop: string;
  readonly saveSvg: string;
  readonly savePng: string;
  readonly showOutline: string;
  readonly legend: string;
  readonly noRole: string;
  readonly otherRoles: string;
  readonly defaultChild: string;
  readonly conflicts: string;
  readonly queried: string;
  readonly alreadyAbove: string;
  readonly role: string;
  readonly oneChild: string;
  readonly children: string;
  readonly noChildren: string;
  readonly loadMore: string;
  readonly readAgain: string;
  readonly failed: string;
  readonly retry: string;
  readonly showInJson: string;
  readonly inspectChildren: string;
  readonly shown: string;
  readonly tooLargePicture: string;
}
