import type { Customer, Identifier } from './customer';
import { isJsonArray, isJsonObject, scalarText } from './exactJson';
import type { Page } from './page';
import type { ChildrenQuery } from './query';

/*
 * Who is who: the same customer may be listed in several places of a hierarchy, and the platform's
 * promise that it is a tree is not always kept.
 */

export function userIdsOf(customer: Customer): readonly string[] {
  return customer.profiles.flatMap(({ userId }) => userId ?? []);
}

/** Of the customer that the page's `parentCustomer` tells about, which few answers have. */
export function userIdsOfParent(page: Pick<Page, 'parentCustomer'>): readonly string[] {
  const profiles = page.parentCustomer?.profiles;
  if (!isJsonArray(profiles)) return [];
  return profiles.flatMap((profile) =>
    isJsonObject(profile) ? (scalarText(profile.userId) ?? []) : [],
  );
}

/**
 * `parentChildCustomer` lists the customer that was asked about, first where nothing else is asked
 * for; a row with the identifier of the query is it, wherever it is.
 */
export function queriedAmong(
  query: ChildrenQuery,
  customers: readonly Customer[],
): Customer | undefined {
  if (query.associationEntityType !== 'parentChildCustomer') return undefined;
  const asked = { type: query.identifierType, value: query.identifierValue };
  // find takes the first: the same e-mail may be on several people
  return customers.find((customer) => hasIdentifier(customer, asked)) ?? customers[0];
}

/** What the query asks by, where it tells one customer from all others. */
export function provingIdentifier(query: ChildrenQuery): Identifier | undefined {
  // a company's external id says nothing about customers, and several people may share an e-mail
  const isProof =
    query.associationEntityType !== 'company' && query.identifierType.toLowerCase() !== 'email';
  return isProof ? { type: query.identifierType, value: query.identifierValue } : undefined;
}

export function hasIdentifier(customer: Customer, identifier: Identifier): boolean {
  return havingIdentifier(identifier)(customer);
}

/** The same of many customers. */
export function havingIdentifier(identifier: Identifier): (customer: Customer) => boolean {
  const kind = identifier.type.toLowerCase();
  const plain = plainValue(kind, identifier.value);
  // nearly all are of another type, or as different as they look
  const isIt = ({ type, value }: Identifier) =>
    (type === kind || type.toLowerCase() === kind) &&
    (value === plain || plainValue(kind, value) === plain);
  return ({ profiles }) =>
    profiles.some(
      ({ userId, identifiers, identifiersAll }) =>
        userId === identifier.value || identifiers.some(isIt) || identifiersAll.some(isIt),
    );
}

/** The same for two ways to write the same identifier. */
export function identifierKey({ type, value }: Identifier): string {
  const kind = type.toLowerCase();
  return `${kind} ${plainValue(kind, value)}`;
}

const DIGITS = /^\d*$/;

function plainValue(kind: string, value: string): string {
  if (DIGITS.test(value)) return value;
  const plain = value.trim().toLowerCase();
  return kind === 'mobile' ? plain.replace(/\D+/g, '') : plain;
}
