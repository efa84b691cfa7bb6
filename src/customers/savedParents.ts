import type { Memento } from 'vscode';
import { associationEntityTypes, sortOrders, type CustomersRequest } from '../api/query';

const KEY = 'customers.parents';

/** Whether there is anything to read; costs nothing. */
export function hasSavedParents(memento: Memento): boolean {
  return memento.get<unknown>(KEY) !== undefined;
}

/** The parents that this workspace had in view, the topmost first; what cannot be read is left out. */
export function savedParents(memento: Memento): readonly CustomersRequest[] {
  const saved = memento.get<unknown>(KEY);
  return Array.isArray(saved) ? saved.flatMap((entry: unknown) => readRequest(entry) ?? []) : [];
}

export function saveParents(
  memento: Memento,
  parents: readonly CustomersRequest[],
): Thenable<void> {
  return memento.update(KEY, parents.length === 0 ? undefined : parents);
}

/** By hand: a few fields are not worth a schema library in the bundle that the first row waits for. */
function readRequest(saved: unknown): CustomersRequest | undefined {
  if (!isRecord(saved) || !isRecord(saved.query) || typeof saved.connectionId !== 'string')
    return undefined;
  const { query } = saved;
  const { identifierType, identifierValue } = query;
  const associationEntityType = associationEntityTypes.find(
    (type) => type === query.associationEntityType,
  );
  if (
    associationEntityType === undefined ||
    typeof identifierType !== 'string' ||
    typeof identifierValue !== 'string'
  )
    return undefined;
  const { source, accountId, sortBy } = query;
  const sortOrder = sortOrders.find((order) => order === query.sortOrder);
  return {
    connectionId: saved.connectionId,
    query: {
      associationEntityType,
      identifierType,
      identifierValue,
      ...(typeof source === 'string' && { source }),
      ...(typeof accountId === 'string' && { accountId }),
      limit: typeof query.limit === 'number' ? query.limit : 50,
      offset: 0,
      ...(typeof sortBy === 'string' && { sortBy }),
      ...(sortOrder && { sortOrder }),
      includeNoOfChildren: query.includeNoOfChildren !== false,
      includeCustomerAssociateDetail: query.includeCustomerAssociateDetail !== false,
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
