import type { Customer } from '../api/customer';

/**
 * A JSON Pointer (RFC 6901) as a JavaScript path: `/entity/customers/3/first name` becomes
 * `entity.customers[3]["first name"]`; the whole document is `$`.
 */
export function javascriptPath(pointer: string): string {
  if (pointer === '') return '$';
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce((path, key) => path + step(key, path === ''), '');
}

function step(key: string, isFirst: boolean): string {
  if (/^(?:0|[1-9]\d*)$/.test(key)) return `[${key}]`;
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) return isFirst ? key : `.${key}`;
  return `[${JSON.stringify(key)}]`;
}

const ROW = /^\/entity\/customers\/(\d+)(?:\/|$)/;

/** The customer that a place in an answer belongs to; undefined outside of the list of customers. */
export function customerAt(customers: readonly Customer[], pointer: string): Customer | undefined {
  const index = ROW.exec(pointer)?.[1];
  const listed = `/entity/customers/${index}`;
  return index === undefined ? undefined : customers.find((one) => one.pointer === listed);
}
