import * as vscode from 'vscode';
import type { HierarchyMap, OpenHierarchyMap } from './hierarchyMaps';
import { saveMap } from './mapFiles';
import type { InspectorSession } from './session';
import type { MapToHost, MapToPage } from './wireMap';

export interface PanelMapCollaborators {
  readonly openMap: OpenHierarchyMap;
  readonly session: InspectorSession;
  readonly post: (message: MapToPage) => void;
  readonly say: (sentence: string) => void;
}

/** The map of one inspector: made when it is first looked at, and anew for another answer. */
export class PanelMap {
  readonly #with: PanelMapCollaborators;
  /** Of which run, and the map once it is loaded. */
  #current: { readonly run: number; readonly map: Promise<HierarchyMap> } | undefined;

  constructor(collaborators: PanelMapCollaborators) {
    this.#with = collaborators;
  }

  async handle(message: MapToHost): Promise<void> {
    const { session, say } = this.#with;
    switch (message.kind) {
      case 'openMap':
        await this.#open();
        return;
      case 'saveMap':
        await saveMap(session.request.query, message, say);
        return;
      default:
    }
    const map = await this.#current?.map;
    if (map === undefined) return;
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
        else
          say(vscode.l10n.t('This customer has no identifier that its children can be asked by.'));
      }
    }
  }

  /** What may be shown of people is different now. */
  async showAgain(): Promise<void> {
    (await this.#current?.map)?.show();
  }

  dispose(): void {
    const current = this.#current;
    this.#current = undefined;
    void current?.map.then((map) => map.dispose());
  }

  async #open(): Promise<void> {
    const { session, openMap, post } = this.#with;
    const { shown } = session;
    if (shown === undefined) return;
    const { run, page } = shown;
    if (this.#current?.run !== run) {
      this.dispose();
      // a late word of the map before would be about other people
      const current = (message: MapToPage) => {
        if (this.#current?.run === run) post(message);
      };
      this.#current = { run, map: openMap({ run, request: session.request, page }, current) };
    }
    (await this.#current.map).show();
  }
}
