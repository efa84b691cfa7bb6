import * as vscode from 'vscode';
import { documentedIdentifierTypes } from '../api/identifiers';
import { documentedSortFields, documentedSources, sortOrders } from '../api/query';
import { visibleText } from '../privacy/displayText';
import { listed, translated } from '../sentence';
import { tableWords } from './tableWords';
import { mapWords } from './mapWords';
import type { Choices, FieldName } from './wire';
import type { JsonWords, Words } from './wireWords';

/** Replaced by the page, which knows the keyboard: the host may run on another system. */
const key = '{key}';

const LONGEST_TITLE = 40;

/** Of a panel's tab: two of them are told apart by whom they ask about. */
export function inspectorTitle(identifierValue = ''): string {
  return identifierValue === ''
    ? vscode.l10n.t('Hierarchy Inspector')
    : vscode.l10n.t('Inspector: {identifier}', {
        identifier: visibleText(identifierValue, LONGEST_TITLE),
      });
}

export function fieldLabel(field: FieldName): string {
  return fieldLabels()[field];
}

function fieldLabels(): Readonly<Record<FieldName, string>> {
  return {
    connectionId: vscode.l10n.t('Connection'),
    sortBy: vscode.l10n.t('Sort by'),
    sortOrder: vscode.l10n.t('Sort order'),
    limit: vscode.l10n.t('Limit'),
    offset: vscode.l10n.t('Offset'),
    associationEntityType: vscode.l10n.t('Association type'),
    identifierType: vscode.l10n.t('Identifier type'),
    identifierValue: vscode.l10n.t('Identifier value'),
    source: vscode.l10n.t('Source'),
    accountId: vscode.l10n.t('Account id'),
    includeNoOfChildren: vscode.l10n.t('Number of children'),
    includeCustomerAssociateDetail: vscode.l10n.t('Association details'),
  };
}

/** Of a button that puts this connection in the place of one that is gone. */
export function useConnectionTitle(name: string): string {
  return vscode.l10n.t('Use {connection}', { connection: visibleText(name, LONGEST_TITLE) });
}

export function droppedStateSentence(): string {
  return vscode.l10n.t(
    'What this inspector showed before could not be read, and was dropped: it begins anew.',
  );
}

/** @param fields names of fields that are different now */
export function undoneSentence(what: 'undo' | 'redo', fields: readonly string[]): string {
  const list = listed(vscode.l10n, fields);
  if (what === 'undo')
    return fields.length === 0
      ? vscode.l10n.t('There is nothing to undo.')
      : vscode.l10n.t('Undone: {fields}', { fields: list });
  return fields.length === 0
    ? vscode.l10n.t('There is nothing to redo.')
    : vscode.l10n.t('Done again: {fields}', { fields: list });
}

export function brokenShapeSentence(): string {
  return vscode.l10n.t(
    'Personal data is masked, and this is a part of a masked value. Enter the whole value.',
  );
}

/** The page's own texts: it has no way to the translations, so the host hands them over. */
export function pageWords(): Words {
  return {
    title: inspectorTitle(),
    query: vscode.l10n.t('Query'),
    run: vscode.l10n.t('Run'),
    runHint: vscode.l10n.t('Run the query ({key})', { key }),
    cancel: vscode.l10n.t('Cancel'),
    notShown: vscode.l10n.t('Not shown'),
    cancelHint: vscode.l10n.t('Cancel the request ({key})', { key: 'Escape' }),
    previous: vscode.l10n.t('Previous page'),
    next: vscode.l10n.t('Next page'),
    stepNeedsRun: vscode.l10n.t('The query was changed: run it before you turn pages.'),
    runAgain: vscode.l10n.t('Run Again'),
    runAgainHint: vscode.l10n.t('Nothing changed since the answer: ask the same again ({key})', {
      key,
    }),
    recent: vscode.l10n.t('Recent'),
    recentHint: vscode.l10n.t('Fill in a query that was run lately'),
    noRecent: vscode.l10n.t('No query was run yet.'),
    clearRecent: vscode.l10n.t('Clear Recent Queries'),
    presets: vscode.l10n.t('Presets'),
    presetsHint: vscode.l10n.t('Fill in a query that has a name, or give this one a name'),
    noPresets: vscode.l10n.t('No preset was saved yet.'),
    savePreset: vscode.l10n.t('Save Form as Preset…'),
    managePresets: vscode.l10n.t('Rename or Delete…'),
    undo: vscode.l10n.t('Undo'),
    redo: vscode.l10n.t('Redo'),
    reset: vscode.l10n.t('Reset'),
    resetHint: vscode.l10n.t('Empty the form, but for what settings and connection say'),
    revert: vscode.l10n.t('Back to the Answer'),
    revertHint: vscode.l10n.t('Fill in the query that the answer below is for'),
    changedSince: vscode.l10n.t('Changed since the answer: {fields}', { fields: '{fields}' }),
    changedFrom: vscode.l10n.t('Changed since the answer. There it was: {value}', {
      value: '{value}',
    }),
    unchanged: vscode.l10n.t('As in the answer below'),
    readingDropped: vscode.l10n.t(
      'Where you were in the answer could not be read, and was dropped.',
    ),
    dismiss: vscode.l10n.t('Dismiss'),
    hideForm: vscode.l10n.t('Hide the form'),
    showForm: vscode.l10n.t('Show the form'),
    connection: vscode.l10n.t('Connection'),
    noConnection: vscode.l10n.t('No connection'),
    sortBy: vscode.l10n.t('Sort by'),
    sortByNote: vscode.l10n.t('Only older documentation lists this parameter.'),
    sortOrder: vscode.l10n.t('Sort order'),
    limit: vscode.l10n.t('Limit'),
    offset: vscode.l10n.t('Offset'),
    associationEntityType: vscode.l10n.t('Association type'),
    identifierType: vscode.l10n.t('Identifier type'),
    identifierValue: vscode.l10n.t('Identifier value'),
    source: vscode.l10n.t('Source'),
    accountId: vscode.l10n.t('Account id'),
    include: vscode.l10n.t('Include'),
    includeNoOfChildren: vscode.l10n.t('Number of children'),
    includeCustomerAssociateDetail: vscode.l10n.t('Association details'),
    leftOut: vscode.l10n.t('not sent'),
    copyUrl: vscode.l10n.t('Copy URL'),
    copyCurl: vscode.l10n.t('Copy as curl'),
    copyRequestId: vscode.l10n.t('Copy request id'),
    answerTabs: vscode.l10n.t('Answer'),
    tabJson: vscode.l10n.t('JSON'),
    tabMap: vscode.l10n.t('Map'),
    tabTable: vscode.l10n.t('Table'),
    tabRequest: vscode.l10n.t('Request'),
    tabNotMade: vscode.l10n.t('This could not be loaded. Close the inspector, and open it again.'),
    statusLabel: vscode.l10n.t('HTTP status'),
    masked: vscode.l10n.t('Personal data is masked'),
    nothingYet: vscode.l10n.t('No answer yet'),
    nothingYetHint: vscode.l10n.t(
      'Say whose customers to list, then press {key} to run the query.',
      { key },
    ),
    noAnswer: vscode.l10n.t('No answer'),
    noRows: vscode.l10n.t('This answer has no rows to show'),
    noRowsHint: vscode.l10n.t('The JSON tab has what came, and Show Details says more of it.'),
    noRequestYet: vscode.l10n.t('Nothing was sent yet. Run the query to see its request here.'),
    addressHeading: vscode.l10n.t('Address'),
    parametersHeading: vscode.l10n.t('Parameters'),
    headersHeading: vscode.l10n.t('Request headers'),
    exchangeHeading: vscode.l10n.t('Exchange'),
    timingHeading: vscode.l10n.t('Where the time went'),
    phase: vscode.l10n.t('Phase'),
    time: vscode.l10n.t('Time'),
    triesHeading: vscode.l10n.t('Tries'),
    responseHeadersHeading: vscode.l10n.t('Response headers'),
    curlHeading: vscode.l10n.t('curl'),
    codeHeading: vscode.l10n.t('Code'),
    chooseCode: vscode.l10n.t('Choose language and library'),
    copyCode: vscode.l10n.t('Copy'),
    openCode: vscode.l10n.t('Open as File'),
    departuresHeading: vscode.l10n.t('Where the answer departs from the documentation'),
    departuresHeadingBefore: vscode.l10n.t(
      'Where the answer before departs from the documentation',
    ),
    verdictBefore: vscode.l10n.t('The answer before:'),
    departuresHint: vscode.l10n.t('Show where the answer departs from the documentation'),
    departuresNone: vscode.l10n.t('The answer has the fields and types that are documented.'),
    openDepartures: vscode.l10n.t('Open as Document'),
    showInJson: vscode.l10n.t('Show this place in the JSON'),
    requestId: vscode.l10n.t('Request id'),
    olderBelow: vscode.l10n.t('Below is still the answer before.'),
    table: tableWords(),
    map: mapWords(),
    json: jsonWords(),
  };
}

function jsonWords(): JsonWords {
  // replaced by the page
  const count = '{count}';
  const number = '{number}';
  const summary = '{summary}';
  const code = '{code}';
  return {
    answer: vscode.l10n.t('Answer as JSON, read-only'),
    tools: vscode.l10n.t('What to do with the JSON'),
    path: vscode.l10n.t('Path of the value at the cursor'),
    wholeAnswer: vscode.l10n.t('The whole answer'),
    find: vscode.l10n.t('Find in the answer'),
    findPlaceholder: vscode.l10n.t('Find'),
    matchCase: vscode.l10n.t('Match case'),
    regularExpression: vscode.l10n.t('Use regular expression'),
    previousMatch: vscode.l10n.t('Previous match'),
    nextMatch: vscode.l10n.t('Next match'),
    closeFind: vscode.l10n.t('Close'),
    notAnExpression: vscode.l10n.t('Not a valid expression'),
    searching: vscode.l10n.t('Searching…'),
    noMatch: vscode.l10n.t('No results'),
    oneMatch: vscode.l10n.t('1 match'),
    matches: vscode.l10n.t('{count} matches', { count }),
    matchOf: vscode.l10n.t('{number} of {count}', { number, count }),
    foldAll: vscode.l10n.t('Fold all'),
    unfoldAll: vscode.l10n.t('Unfold all'),
    fold: vscode.l10n.t('Fold'),
    unfold: vscode.l10n.t('Unfold'),
    folded: vscode.l10n.t('Folded: {summary}', { summary }),
    oneItem: vscode.l10n.t('1 item'),
    items: vscode.l10n.t('{count} items', { count }),
    oneField: vscode.l10n.t('1 field'),
    fields: vscode.l10n.t('{count} fields', { count }),
    unseenCharacter: vscode.l10n.t('Character that cannot be seen: {code}', { code }),
    copyValue: vscode.l10n.t('Copy the value at the cursor'),
    copyPath: vscode.l10n.t('Copy the path of the value at the cursor, as a JSON Pointer'),
    copyJson: vscode.l10n.t('Copy the whole answer as JSON'),
    openJson: vscode.l10n.t('Open the whole answer as a read-only document'),
    menu: vscode.l10n.t('Value at the cursor'),
    menuCopySelection: vscode.l10n.t('Copy Selection'),
    menuCopyValue: vscode.l10n.t('Copy Value'),
    menuCopyPath: vscode.l10n.t('Copy Path'),
    menuCopyJsPath: vscode.l10n.t('Copy as JavaScript Path'),
    menuFind: vscode.l10n.t('Find…'),
    menuCopyEmail: vscode.l10n.t('Copy E-Mail Address'),
    menuCopyPhone: vscode.l10n.t('Copy Phone Number'),
    menuExplainTime: vscode.l10n.t('Explain Time'),
    menuFoldLevel: vscode.l10n.t('Fold Level {level}', { level: '{level}' }),
    menuFoldKey: vscode.l10n.t('Fold Every {key}', { key: '{key}' }),
    menuRevealInTree: vscode.l10n.t('Reveal in Tree'),
    menuGoToCustomer: vscode.l10n.t('Go to Customer…'),
    goToCustomer: vscode.l10n.t('Go to a customer of this answer'),
    revealInTree: vscode.l10n.t('Reveal the customer at the cursor in the tree'),
    timeLocal: vscode.l10n.t('Local: {time}', { time: '{time}' }),
    timeUtc: vscode.l10n.t('UTC: {time}', { time: '{time}' }),
    timeWithoutZone: vscode.l10n.t('The answer names no time zone: read as UTC.'),
    timeDay: vscode.l10n.t('A day, without a time and a time zone.'),
    timeDayAsMidnight: vscode.l10n.t(
      'A day: the API writes one as midnight in UTC, and no time zone moves it.',
    ),
  };
}

/** @param shown a field's text with its unseen characters made visible */
export function unseenSentence(shown: string): string {
  return vscode.l10n.t('Some characters here cannot be seen: {shown}', { shown });
}

/** The documented values of each field, with what they mean. */
export function fieldChoices(): Choices {
  const leftOut = { value: '', label: vscode.l10n.t('not sent') };
  return {
    sortBy: [leftOut, ...documentedSortFields.map((value) => ({ value, label: value }))],
    sortOrder: [leftOut, ...sortOrders.map((value) => ({ value, label: value }))],
    associationEntityType: [
      {
        value: 'parentCustomer',
        label: 'parentCustomer',
        note: vscode.l10n.t('children of a customer'),
      },
      { value: 'company', label: 'company', note: vscode.l10n.t('customers of a company') },
      {
        value: 'parentChildCustomer',
        label: 'parentChildCustomer',
        note: vscode.l10n.t('a customer and its children'),
      },
    ],
    identifierType: documentedIdentifierTypes.map(({ type, hint }) => ({
      value: type,
      label: type,
      note: translated(vscode.l10n, hint),
    })),
    source: [leftOut, ...documentedSources.map((value) => ({ value, label: value }))],
  };
}
