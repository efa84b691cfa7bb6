import type { Page } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { MapToPage } from './wireMap';

/** The map of one answer: what is below it, loaded as somebody asks for it. */
export interface HierarchyMap {
  /** Sends everything that there is; later changes follow by themselves. */
  show(): void;
  /** What may be shown of people is another: says it again of everyone, and nothing else. */
  nameAgain(): void;
  /** Loads the first page below a node, the next one, or the one that failed. */
  load(node: number): void;
  /** Reads all that is below the parent; a second call while it does nothing. */
  loadWhole(): Promise<void>;
  /** Ends the reading of the whole hierarchy; what came stays. */
  stop(): void;
  /** The question for the children of a node; undefined where it has nothing to ask by. */
  request(node: number): CustomersRequest | undefined;
  dispose(): void;
}

export interface MapStart {
  readonly run: number;
  readonly request: CustomersRequest;
  readonly page: Page;
}

/** Another room knows how hierarchies are read; the panel shows them. */
export type OpenHierarchyMap = (
  start: MapStart,
  post: (message: MapToPage) => void,
) => Promise<HierarchyMap>;
