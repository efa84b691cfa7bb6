import { expansionIdentifiers } from '../api/identifiers';
import type { Customer } from '../api/customer';
import { visibleText } from '../privacy/displayText';

/** Somebody's name may be a page long. */
const LONGEST_TEXT = 200;
/** More than that are hardly anybody's. */
const MOST_IDENTIFIERS = 12;

/**
 * What a language model is told of a customer of a list, as JSON on one line. What cannot be seen is
 * made visible: it would be the place to hide words for the model in.
 */
export function customerLine(row: number, customer: Customer): string {
  const shown = (text: string) => visibleText(text, LONGEST_TEXT);
  const { userId, name, roleCode, createdDate, defaultChild, noOfChildren } = customer;
  const identifiers = expansionIdentifiers(customer);
  const unlisted = identifiers.length - MOST_IDENTIFIERS;
  return JSON.stringify({
    row,
    ...(name !== '' && { name: shown(name) }),
    ...(userId !== undefined && { userId: shown(userId) }),
    ...(roleCode !== undefined && { roleCode: shown(roleCode) }),
    ...(defaultChild !== undefined && { defaultChild }),
    ...(noOfChildren !== undefined && { noOfChildren }),
    ...(createdDate !== undefined && { createdDate: shown(createdDate) }),
    profiles: customer.profiles.length,
    identifiers: identifiers
      .slice(0, MOST_IDENTIFIERS)
      .map(({ type, value }) => `${shown(type)} ${shown(value)}`),
    ...(unlisted > 0 && { identifiersNotListed: unlisted }),
  });
}
