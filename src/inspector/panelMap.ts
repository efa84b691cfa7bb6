import type { HierarchyMap, OpenHierarchyMap } from './hierarchyMaps';
import type { InspectorSession } from './session';
import type { MapToHost, MapToPage } from './wireMap';

export interface PanelMapCollaborators {
  readonly openMap: OpenHierarchyMap;
  readonly session: Pick<InspectorSession, 'shown' | 'request' | 'open'>;
  readonly post: (message: MapToPage) => void;
  readonly save: (picture: Extract<MapToHost, { kind: 'saveMap' }>) => Promise<void>;
}

/** The map of one inspector: made when it is first looked at, and gone with the answer that it is of. */
export class PanelMap {
  readonly #with: PanelMapCollaborators;
  /** Of which run, and the map once it is loaded. */
  #current: { readonly run: number; readonly map: Promise<HierarchyMap> } | undefined;

  constructor(collaborators: PanelMapCollaborators) {
    this.#with = collaborators;
  }

  async handle(message: MapToHost): Promise<void> {
    const { session, save } = this.#with;
    switch (message.kind) {
      case 'openMap':
        await this.#open();
        return;
      case 'saveMap':
        await save(message);
        return;
      default:
    }
    const current = this.#current;
    const map = await current?.map;
    if (map === undefined || this.#current !== current) return;
    // the number of a node means somebody else in the map of another answer
    if ('run' in message && message.run !== current?.run) return;
    switch (message.kind) {
      case 'loadMap':
        map.load(message.node);
        return;
      case 'loadWholeMap':
        await map.loadWhole();
        return;
      case 'stopMap':
        map.stop();
        return;
      case 'inspectNode': {
        const request = map.request(message.node);
        if (request !== undefined) await session.open(request, undefined, true);
      }
    }
  }

  /** Another answer may be on screen: nobody sees what is still being read for the one before. */
  follow(): void {
    if (this.#current?.run !== this.#with.session.shown?.run) this.dispose();
  }

  /** What may be shown of people is different now. */
  async nameAgain(): Promise<void> {
    const current = this.#current;
    const map = await current?.map;
    // with thousands of names it takes a while: what is said besides does not wait for it
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#current === current) map?.nameAgain();
  }

  dispose(): void {
    const current = this.#current;
    this.#current = undefined;
    // one that could not be loaded was told of when it was asked for
    void current?.map.then(
      (map) => map.dispose(),
      () => undefined,
    );
  }

  async #open(): Promise<void> {
    const { session, openMap, post } = this.#with;
    const { shown } = session;
    if (shown === undefined) return;
    const { run, page } = shown;
    this.follow();
    if (this.#current === undefined) {
      // a late word of the map before would be about other people
      const current = (message: MapToPage) => {
        if (this.#current?.run === run) post(message);
      };
      this.#current = { run, map: openMap({ run, request: session.request, page }, current) };
    }
    try {
      (await this.#current.map).show();
    } catch (error) {
      // what failed to load may load when it is looked at again
      this.dispose();
      throw error;
    }
  }
}
