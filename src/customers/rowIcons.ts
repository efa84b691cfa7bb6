import * as vscode from 'vscode';
import { isJsonArray, isJsonObject } from '../api/exactJson';
import type { GroupName, Row } from './rows';
import { hasConflicts } from './rowWords';

/** Icon of a row, out of those that VS Code brings along, so that every theme has it. */
export function rowIcon(row: Row): vscode.ThemeIcon {
  switch (row.kind) {
    case 'root':
      return new vscode.ThemeIcon(
        row.asked.query.associationEntityType === 'company' ? 'organization' : 'account',
      );
    case 'customer':
      return customerIcon(row);
    case 'children':
      return new vscode.ThemeIcon('type-hierarchy-sub');
    case 'profile':
      return new vscode.ThemeIcon('book');
    case 'group':
      return new vscode.ThemeIcon(groupIcon(row.group));
    case 'blank':
      return new vscode.ThemeIcon('dash');
    case 'identifier':
      return new vscode.ThemeIcon('key');
    case 'channel':
      return new vscode.ThemeIcon(row.channel.verified === true ? 'verified' : 'unverified');
    case 'field':
      return new vscode.ThemeIcon(fieldIcon(row));
    case 'issue':
    case 'note':
      return warning('warning');
    case 'loading':
      return new vscode.ThemeIcon(row.waiting === undefined ? 'loading~spin' : 'watch');
    case 'empty':
      return new vscode.ThemeIcon('circle-slash');
    case 'more':
      if (row.more === 'stuck') return warning('warning');
      // a chevron would look like the twistie of an open row
      return new vscode.ThemeIcon('arrow-down');
    case 'fact':
      return new vscode.ThemeIcon(row.fact === 'requestId' ? 'symbol-key' : 'quote');
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
}

function customerIcon(row: Extract<Row, { kind: 'customer' }>): vscode.ThemeIcon {
  if (row.standing === 'alreadyAbove') return warning('sync-ignored');
  if (hasConflicts(row)) return warning('warning');
  if (row.standing === 'queried') return new vscode.ThemeIcon('target');
  return new vscode.ThemeIcon(row.customer.defaultChild === true ? 'star-full' : 'person');
}

function warning(icon: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor('list.warningForeground'));
}

function groupIcon(group: GroupName): string {
  switch (group) {
    case 'identifiers':
    case 'identifiersAll':
      return 'key';
    case 'commChannels':
      return 'mail';
    case 'fields':
    case 'extendedFields':
      return 'list-unordered';
    case 'conflictingProfileList':
      return 'warning';
    case 'parentCustomer':
      return 'arrow-up';
  }
}

function fieldIcon({ content }: Extract<Row, { kind: 'field' }>): string {
  if (isJsonArray(content)) return 'symbol-array';
  if (isJsonObject(content)) return 'symbol-object';
  switch (typeof content) {
    case 'string':
      return 'symbol-string';
    case 'boolean':
      return 'symbol-boolean';
    default:
      return content === null ? 'symbol-null' : 'symbol-number';
  }
}
