import type { Customer } from '../api/customer';
import { itemTexts } from '../api/json';

/**
 * Texts of an answer's customers exactly as received, in their order.
 *
 * @param customers as they were read from that text; without them it takes longer
 */
export function rowTexts(
  text: string,
  customers: readonly Pick<Customer, 'json'>[],
): readonly string[] {
  // printing is several times as fast as scanning, and nearly always gives what the server wrote
  const printed = printedRows(customers);
  return printed !== undefined &&
    printed.length > 0 &&
    text.includes(`"customers":[${printed.join(',')}]`)
    ? printed
    : itemTexts(text, ['entity', 'customers']);
}

function printedRows(customers: readonly Pick<Customer, 'json'>[]): readonly string[] | undefined {
  try {
    return customers.map(({ json }) => JSON.stringify(json));
  } catch {
    // nested too deep for it
    return undefined;
  }
}
