import type { MapWords } from './wireMap';
import type { ColumnGroup } from './wireTable';

/** The page's own texts, in the user's language. */
export interface Words {
  readonly title: string;
  readonly query: string;
  readonly run: string;
  readonly runHint: string;
  readonly cancel: string;
  readonly cancelHint: string;
  readonly notShown: string;
  readonly previous: string;
  readonly next: string;
  readonly stepNeedsRun: string;
  /** Of Run, where the form is the answer's. */
  readonly runAgain: string;
  readonly runAgainHint: string;
  readonly recent: string;
  readonly recentHint: string;
  readonly noRecent: string;
  readonly clearRecent: string;
  readonly presets: string;
  readonly presetsHint: string;
  readonly noPresets: string;
  readonly savePreset: string;
  readonly managePresets: string;
  readonly undo: string;
  readonly redo: string;
  readonly reset: string;
  readonly resetHint: string;
  readonly revert: string;
  readonly revertHint: string;
  /** With `{fields}` in the place of the fields' names. */
  readonly changedSince: string;
  /** With `{value}` in the place of what the field was. */
  readonly changedFrom: string;
  readonly unchanged: string;
  readonly readingDropped: string;
  readonly dismiss: string;
  readonly hideForm: string;
  readonly showForm: string;
  readonly connection: string;
  readonly noConnection: string;
  readonly sortBy: string;
  readonly sortByNote: string;
  readonly sortOrder: string;
  readonly limit: string;
  readonly offset: string;
  readonly associationEntityType: string;
  readonly identifierType: string;
  readonly identifierValue: string;
  readonly source: string;
  readonly accountId: string;
  readonly include: string;
  readonly includeNoOfChildren: string;
  readonly includeCustomerAssociateDetail: string;
  readonly leftOut: string;
  readonly copyUrl: string;
  readonly copyCurl: string;
  readonly copyRequestId: string;
  readonly answerTabs: string;
  readonly tabJson: string;
  readonly tabTable: string;
  readonly tabMap: string;
  readonly tabRequest: string;
  /** In the place of a tab that could not be loaded. */
  readonly tabNotMade: string;
  readonly statusLabel: string;
  readonly masked: string;
  readonly nothingYet: string;
  readonly nothingYetHint: string;
  /** In the place of these two once a run failed and nothing came that could be shown. */
  readonly noAnswer: string;
  /** In the Table and the Map tab, of an answer that the JSON tab shows. */
  readonly noRows: string;
  readonly noRowsHint: string;
  readonly noRequestYet: string;
  readonly addressHeading: string;
  readonly parametersHeading: string;
  readonly headersHeading: string;
  readonly exchangeHeading: string;
  readonly timingHeading: string;
  readonly phase: string;
  readonly time: string;
  readonly triesHeading: string;
  readonly responseHeadersHeading: string;
  readonly curlHeading: string;
  readonly codeHeading: string;
  readonly chooseCode: string;
  readonly copyCode: string;
  readonly openCode: string;
  readonly departuresHeading: string;
  /** Of the answer before a failure. */
  readonly departuresHeadingBefore: string;
  /** Before what is said of its departures. */
  readonly verdictBefore: string;
  readonly departuresHint: string;
  readonly departuresNone: string;
  readonly openDepartures: string;
  readonly showInJson: string;
  readonly requestId: string;
  readonly olderBelow: string;
  readonly table: TableWords;
  readonly json: JsonWords;
  readonly map: MapWords;
}

/** Texts of the Table tab. The page puts values in the place of `{names}`. */
export interface TableWords {
  readonly grid: string;
  readonly gridHint: string;
  readonly noCustomers: string;
  readonly noCustomersHint: string;
  readonly noMatch: string;
  readonly noMatchHint: string;
  readonly noColumns: string;
  readonly filter: string;
  readonly filterPlaceholder: string;
  readonly clearFilter: string;
  readonly columns: string;
  readonly columnsHint: string;
  readonly resetColumns: string;
  readonly resizeHint: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly emptyColumn: string;
  readonly leftOut: string;
  readonly groups: Readonly<Record<ColumnGroup, string>>;
  readonly copy: string;
  readonly openRow: string;
  readonly showProfiles: string;
  readonly hideProfiles: string;
  readonly profile: string;
  readonly oneRow: string;
  readonly rows: string;
  readonly loading: string;
  readonly matching: string;
  readonly oneSelected: string;
  readonly selected: string;
  readonly sortedUp: string;
  readonly sortedDown: string;
  readonly unsorted: string;
  readonly serverSort: string;
  readonly serverSortNone: string;
  readonly serverSortHint: string;
  /** Said by a screen reader. */
  readonly saidSorted: string;
  readonly saidUnsorted: string;
  readonly saidMatches: string;
  readonly saidSelected: string;
  readonly saidOneSelected: string;
  readonly saidMoved: string;
  readonly saidWidth: string;
  readonly saidShown: string;
  readonly saidHidden: string;
  readonly saidReset: string;
}

/** Texts of the JSON view. The page puts keys behind them, and values in the place of `{names}`. */
export interface JsonWords {
  readonly answer: string;
  readonly tools: string;
  readonly path: string;
  readonly wholeAnswer: string;
  readonly find: string;
  readonly findPlaceholder: string;
  readonly matchCase: string;
  readonly regularExpression: string;
  readonly previousMatch: string;
  readonly nextMatch: string;
  readonly closeFind: string;
  readonly notAnExpression: string;
  readonly searching: string;
  readonly noMatch: string;
  readonly oneMatch: string;
  readonly matches: string;
  readonly matchOf: string;
  readonly foldAll: string;
  readonly unfoldAll: string;
  readonly fold: string;
  readonly unfold: string;
  readonly folded: string;
  readonly oneItem: string;
  readonly items: string;
  readonly oneField: string;
  readonly fields: string;
  readonly unseenCharacter: string;
  readonly copyValue: string;
  readonly copyPath: string;
  readonly copyJson: string;
  readonly openJson: string;
  readonly menu: string;
  readonly menuCopySelection: string;
  readonly menuCopyValue: string;
  readonly menuCopyPath: string;
  readonly menuCopyJsPath: string;
  readonly menuFind: string;
  readonly menuCopyEmail: string;
  readonly menuCopyPhone: string;
  readonly menuExplainTime: string;
  readonly menuFoldLevel: string;
  readonly menuFoldKey: string;
  readonly menuRevealInTree: string;
  readonly menuGoToCustomer: string;
  readonly goToCustomer: string;
  readonly revealInTree: string;
  readonly timeLocal: string;
  readonly timeUtc: string;
  readonly timeWithoutZone: string;
  readonly timeDay: string;
  readonly timeDayAsMidnight: string;
}
