import type * as vscode from 'vscode';
import type { CustomerLookups } from '../api/lookups';
import type { CustomersApi } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/room';
import type { Log } from '../privacy/log';
import type { Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import type { Forest } from './forest';
import type { RowFilter } from './rowFilter';
import type { LevelRow, Row } from './rows';
import type { ShownRows } from './shownRows';

export interface CustomersDependencies {
  readonly api: CustomersApi;
  /** The way up, and by name. */
  readonly lookups: CustomerLookups;
  readonly connections: Connections;
  readonly log: Log;
  readonly personalData: PersonalData;
}

/** What the commands of the customers view work with. */
export interface CustomersRoom {
  readonly connections: Connections;
  readonly lookups: CustomerLookups;
  readonly log: Log;
  readonly forest: Forest;
  readonly filter: RowFilter;
  readonly view: vscode.TreeView<Row>;
  readonly masking: Masking;
  readonly personalData: PersonalData;
  /** What may be said of a row, and copied from it. */
  readonly shown: ShownRows;
  readonly workspaceState: vscode.Memento;
  readonly settings: () => CustomersSettings;
  /** Puts the parent into the view, shows it, and asks; resolves when the answer is there. */
  inspect(request: CustomersRequest): Promise<LevelRow>;
  /** Shows customers who match alone, of those that are loaded; an empty text shows everybody again. */
  filterBy(text: string): void;
  /** Shows again what is said of a level; without one, everything. */
  show(row?: LevelRow): void;
  /** Writes down which parents are in view. */
  save(): void;
  /** Work on this level has a notification of its own until the function returned is called. */
  ownNotification(row: LevelRow): () => void;
}

export interface CustomersSettings {
  readonly pageSize: number;
  /** Empty where the parameter is to be left out. */
  readonly defaultSource: string;
  readonly identifierPreference: readonly string[];
}
