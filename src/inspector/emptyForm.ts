import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { fieldsOf } from './fields';
import type { FormFields } from './wire';

/** A form with nothing but what settings and a connection say. */
export function emptyForm(connection: Connection | undefined): FormFields {
  const source = defaultSource(connection);
  const accountId = connection?.defaultAccountId;
  return fieldsOf({
    connectionId: connection?.id ?? '',
    query: {
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      identifierValue: '',
      ...(source !== undefined && { source }),
      ...(accountId !== undefined && { accountId }),
      limit: pageSize(),
      offset: 0,
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    },
  });
}

function defaultSource(connection: Connection | undefined): string | undefined {
  const setting: unknown = vscode.workspace
    .getConfiguration('customerHierarchy')
    .get('defaultSource');
  return connection?.defaultSource ?? (typeof setting === 'string' ? setting : undefined);
}

function pageSize(): number {
  const size: unknown = vscode.workspace.getConfiguration('customerHierarchy').get('pageSize');
  return typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : 50;
}
