import { problems, Refusal } from './answers';
import { isKnownIdentifierType } from './identifiers';
import { accountsOf, isSource } from './sources';

export type AssociationEntityType = 'parentCustomer' | 'company' | 'parentChildCustomer';
export type SortBy = 'createdon' | 'lastUpdatedOn';

/** Where to look for a customer: any source when none is given. */
export interface SourceFilter {
  readonly source: string | undefined;
  readonly accountId: string | undefined;
}

/** Parameters of `GET /v2/customers/bulk`, checked and with their defaults. */
export interface BulkParameters extends SourceFilter {
  readonly entityType: AssociationEntityType;
  readonly identifierType: string;
  readonly identifierValue: string;
  readonly limit: number;
  readonly offset: number;
  readonly sortBy: SortBy;
  readonly sortOrder: 'ASC' | 'DESC';
  readonly includeNoOfChildren: boolean;
  readonly includeCustomerAssociateDetail: boolean;
}

/** Rows of a page when no limit is asked for: what every published sample asks for. */
const DEFAULT_LIMIT = 10;

/**
 * Reads the query string of `GET /v2/customers/bulk`.
 * A limit above the maximum is lowered to it, so that a page may have fewer rows than asked for.
 * @throws Refusal for a missing or invalid parameter
 */
export function bulkParameters(query: URLSearchParams, maximumLimit: number): BulkParameters {
  const entityType = mandatory(query, 'associationEntityType');
  if (!isEntityType(entityType)) throw invalid('associationEntityType');
  const identifierType = mandatory(query, 'associationEntityIdentifierType');
  const identifierValue = mandatory(query, 'associationEntityIdentifierValue');
  const { source, accountId } = sourceFilter(query, problems.invalidSource);
  const sortBy = query.get('sortBy') ?? 'lastUpdatedOn';
  if (sortBy !== 'createdon' && sortBy !== 'lastUpdatedOn') throw invalid('sortBy');
  const sortOrder = query.get('sortOrder') ?? 'DESC';
  if (sortOrder !== 'ASC' && sortOrder !== 'DESC') throw invalid('sortOrder');
  return {
    entityType,
    identifierType,
    identifierValue,
    source,
    accountId,
    limit: Math.min(wholeNumber(query, 'limit', 1, DEFAULT_LIMIT), maximumLimit),
    offset: wholeNumber(query, 'offset', 0, 0),
    sortBy,
    sortOrder,
    includeNoOfChildren: flag(query, 'includeNoOfChildren'),
    includeCustomerAssociateDetail: flag(query, 'includeCustomerAssociateDetail'),
  };
}

/** Parameters of `/v2/customers/lookup` and `/v2/customers/lookup/customerDetails`. */
export interface LookupParameters extends SourceFilter {
  readonly identifierName: string;
  readonly identifierValue: string;
}

/** @throws Refusal for a missing or invalid parameter */
export function lookupParameters(query: URLSearchParams): LookupParameters {
  mandatory(query, 'source');
  const identifierName = mandatory(query, 'identifierName');
  const identifierValue = mandatory(query, 'identifierValue');
  const filter = sourceFilter(query, problems.invalidLookupSource);
  return { ...filter, identifierName, identifierValue };
}

/**
 * Reads `source`, in any case, and `accountId`, which sources with several accounts need.
 * @throws Refusal
 */
export function sourceFilter(
  query: URLSearchParams,
  unknownSource: typeof problems.invalidSource | typeof problems.invalidLookupSource,
): SourceFilter {
  const source = query.get('source')?.toUpperCase() ?? '';
  const accountId = query.get('accountId') ?? '';
  if (source !== '' && !isSource(source)) throw new Refusal(unknownSource);
  if (source === '' || source === 'ALL') return { source: undefined, accountId: undefined };
  const accounts = accountsOf(source);
  if (accounts.length > 0 && accountId === '') throw new Refusal(problems.missingAccount);
  if (accountId !== '' && !accounts.includes(accountId)) throw new Refusal(problems.invalidAccount);
  return { source, accountId: accountId === '' ? undefined : accountId };
}

/** @throws Refusal for a type that nobody documents, or a value that its type cannot have */
export function checkIdentifier(type: string, value: string): void {
  const kind = type.toLowerCase();
  const isImpossible =
    (kind === 'mobile' && !/^\d+$/.test(value)) || (kind === 'email' && !value.includes('@'));
  if (!isKnownIdentifierType(type) || isImpossible) throw new Refusal(problems.invalidIdentifier);
}

/** @throws Refusal when the parameter is absent or blank */
export function mandatory(query: URLSearchParams, field: string): string {
  const value = query.get(field) ?? '';
  if (value.trim() === '') throw new Refusal(problems.missingField(field));
  return value;
}

function isEntityType(value: string): value is AssociationEntityType {
  return value === 'parentCustomer' || value === 'company' || value === 'parentChildCustomer';
}

/** @throws Refusal when it is there and no whole number of at least `least` */
export function wholeNumber(
  query: URLSearchParams,
  field: string,
  least: number,
  fallback: number,
): number {
  const text = query.get(field);
  if (text === null) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) throw invalid(field);
  return value;
}

function flag(query: URLSearchParams, field: string): boolean {
  const text = (query.get(field) ?? 'false').toLowerCase();
  if (text !== 'true' && text !== 'false') throw invalid(field);
  return text === 'true';
}

function invalid(field: string): Refusal {
  return new Refusal(problems.invalidInput(field));
}
