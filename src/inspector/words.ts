import * as vscode from 'vscode';
import { documentedIdentifierTypes } from '../api/identifiers';
import { documentedSortFields, documentedSources, sortOrders } from '../api/query';
import type { Choices, Words } from './wire';

/** Replaced by the page, which knows the keyboard: the host may run on another system. */
const key = '{key}';

/** The page's own texts: it has no way to the translations, so the host hands them over. */
export function pageWords(): Words {
  return {
    run: vscode.l10n.t('Run'),
    runHint: vscode.l10n.t('Run the query ({key})', { key }),
    cancel: vscode.l10n.t('Cancel'),
    previous: vscode.l10n.t('Previous page'),
    next: vscode.l10n.t('Next page'),
    stepNeedsRun: vscode.l10n.t('The query was changed: run it before you turn pages.'),
    query: vscode.l10n.t('Query'),
    hideForm: vscode.l10n.t('Hide the form'),
    showForm: vscode.l10n.t('Show the form'),
    connection: vscode.l10n.t('Connection'),
    noConnection: vscode.l10n.t('No connection'),
    sortBy: vscode.l10n.t('Sort by'),
    sortByNote: vscode.l10n.t('Only in older documentation.'),
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
    leftOut: vscode.l10n.t('not sent'),
    suggestions: vscode.l10n.t('Show suggestions'),
    copyUrl: vscode.l10n.t('Copy URL'),
    copyCurl: vscode.l10n.t('Copy as curl'),
    copyRequestId: vscode.l10n.t('Copy request id'),
    copyJson: vscode.l10n.t('Copy JSON'),
    copyJsPath: vscode.l10n.t('Copy path of the selected value (JavaScript)'),
    openJson: vscode.l10n.t('Open as a read-only document'),
    tabJson: vscode.l10n.t('JSON'),
    tabRequest: vscode.l10n.t('Request'),
    answerLabel: vscode.l10n.t('Answer as JSON'),
    statusLabel: vscode.l10n.t('HTTP status'),
    nothingYet: vscode.l10n.t('No answer yet'),
    nothingYetHint: vscode.l10n.t(
      'Say whose customers to list, then press {key} to run the query.',
      { key },
    ),
    noRequestYet: vscode.l10n.t('Nothing was sent yet. Run the query to see its request here.'),
    addressHeading: vscode.l10n.t('Address'),
    parametersHeading: vscode.l10n.t('Parameters'),
    headersHeading: vscode.l10n.t('Headers'),
    timingHeading: vscode.l10n.t('Exchange'),
    curlHeading: vscode.l10n.t('curl'),
    requestId: vscode.l10n.t('Request id'),
    olderBelow: vscode.l10n.t('Below is still the answer before.'),
  };
}

/** The documented values of each field, with what they mean. */
export function fieldChoices(): Choices {
  return {
    sortBy: documentedSortFields.map((value) => ({ value, label: value })),
    sortOrder: [
      { value: '', label: vscode.l10n.t('not sent') },
      ...sortOrders.map((value) => ({ value, label: value })),
    ],
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
      note: hint,
    })),
    source: documentedSources.map((value) => ({ value, label: value })),
  };
}
