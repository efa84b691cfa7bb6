import * as vscode from 'vscode';
import type { CustomersSettings } from './room';

/** What the user's settings say; the default for what is of another type. */
export function customersSettings(): CustomersSettings {
  const configuration = vscode.workspace.getConfiguration('customerHierarchy');
  const pageSize: unknown = configuration.get('pageSize');
  const defaultSource: unknown = configuration.get('defaultSource');
  const preference: unknown = configuration.get('identifierPreference');
  return {
    pageSize: typeof pageSize === 'number' && pageSize >= 1 ? Math.floor(pageSize) : 50,
    defaultSource: typeof defaultSource === 'string' ? defaultSource.trim() : 'INSTORE',
    identifierPreference: Array.isArray(preference)
      ? preference.filter((type) => typeof type === 'string')
      : [],
  };
}
