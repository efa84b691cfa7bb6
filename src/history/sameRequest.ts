import type { ChildrenQuery, CustomersRequest } from '../api/query';

/** Whether both ask the same of the same host; a field that is left out is one that is undefined. */
export function isSameRequest(one: CustomersRequest, other: CustomersRequest): boolean {
  return one.connectionId === other.connectionId && written(one.query) === written(other.query);
}

function written(query: ChildrenQuery): string {
  const fields = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(fields.sort(([name], [other]) => (name < other ? -1 : 1)));
}
