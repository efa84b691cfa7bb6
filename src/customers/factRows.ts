import { rowId, type ErrorRow, type FactRow } from './rows';

/**
 * What the API itself said of an error, and the request id, a row each: beside the sentence they are out
 * of sight in a narrow side bar, and support asks for just them.
 */
export function factRows(parent: ErrorRow): readonly FactRow[] {
  const { error } = parent;
  const row = (fact: FactRow['fact'], value: string | undefined, more: object = {}): FactRow => ({
    kind: 'fact',
    id: rowId(parent, 'fact', fact),
    parent,
    fact,
    ...more,
    ...(value !== undefined && value !== '' && { value }),
  });
  const { code, message } = ('issue' in error ? error.issue : undefined) ?? {};
  const requestId = 'exchange' in error ? error.exchange?.requestId : undefined;
  return [
    ...(code === undefined && !message
      ? []
      : [row('said', message, code === undefined ? {} : { code })]),
    ...(requestId ? [row('requestId', requestId)] : []),
  ];
}
