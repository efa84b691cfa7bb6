import * as vscode from 'vscode';
import type { CustomersApi } from '../api/page';
import type { Connections } from '../connections/room';
import { figuresOf } from '../figures';
import type { HierarchyMap, MapStart } from '../inspector/hierarchyMaps';
import type { MapToPage } from '../inspector/wireMap';
import { maskingWhile } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { customersSettings } from './settings';
import { HierarchyMapOfAnswer } from './hierarchyMap';

export interface MapDependencies {
  readonly api: CustomersApi;
  readonly connections: Connections;
  readonly personalData: PersonalData;
  /** Of the requests that one connection may have under way. */
  readonly concurrentRequests: () => number;
}

/** The map of an answer, for the inspector that shows it. */
export function openMap(
  { api, connections, personalData, concurrentRequests }: MapDependencies,
  start: MapStart,
  post: (message: MapToPage) => void,
): HierarchyMap {
  return new HierarchyMapOfAnswer(
    {
      api,
      connection: (id) => connections.get(id),
      identifierPreference: () => customersSettings().identifierPreference,
      concurrentRequests,
      masking: maskingWhile(() => personalData.isMasked),
      l10n: vscode.l10n,
      figures: figuresOf(vscode.env.language),
      post,
    },
    start,
  );
}
