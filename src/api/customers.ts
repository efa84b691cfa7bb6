import type {
  CommunicationChannel,
  Customer,
  Identifier,
  JsonObject,
  JsonValue,
  Profile,
} from './customer';
import { isJsonArray, isJsonObject, scalarText } from './exactJson';

/**
 * Reads a row of `entity.customers`. Never throws: a field of another type than documented is read
 * as far as it can be, else left out; all of it stays in `json`.
 */
export function readCustomer(row: JsonValue, pointer: string): Customer {
  const json = isJsonObject(row) ? row : {};
  const profiles = readEach(json.profiles, readProfile);
  return {
    userId: profiles[0]?.userId,
    name: nameOf(profiles),
    profiles,
    extendedFields: objectOr(json.extendedFields),
    roleCode: scalarText(json.roleCode),
    createdDate: scalarText(json.createdDate),
    defaultChild: booleanOf(json.defaultChild),
    noOfChildren: countOf(json.noOfChildren),
    parentCustomer: isJsonObject(json.parentCustomer) ? json.parentCustomer : undefined,
    json,
    pointer,
  };
}

function readProfile(json: JsonObject): Profile {
  return {
    firstName: scalarText(json.firstName) ?? '',
    lastName: scalarText(json.lastName) ?? '',
    source: scalarText(json.source) ?? '',
    accountId: scalarText(json.accountId) ?? '',
    userId: scalarText(json.userId),
    identifiers: readIdentifiers(json.identifiers),
    identifiersAll: readIdentifiers(json.identifiersAll),
    channels: readEach(json.commChannels, readChannel),
    fields: objectOr(json.fields),
    conflicts: isJsonArray(json.conflictingProfileList) ? json.conflictingProfileList : [],
    autoUpdateTime: scalarText(json.autoUpdateTime),
    json,
  };
}

/** Those that are as documented are taken as they are: there are more of them than of all else. */
function readIdentifiers(list: JsonValue | undefined): readonly Identifier[] {
  const isAsDocumented = isJsonArray(list) && list.every(isIdentifier);
  return isAsDocumented ? list : readEach(list, readIdentifier);
}

function isIdentifier(entry: JsonValue): entry is JsonObject & Identifier {
  return isJsonObject(entry) && typeof entry.type === 'string' && typeof entry.value === 'string';
}

function readIdentifier(json: JsonObject): Identifier {
  return { type: scalarText(json.type) ?? '', value: scalarText(json.value) ?? '' };
}

function readChannel(json: JsonObject): CommunicationChannel {
  return {
    type: scalarText(json.type) ?? '',
    value: scalarText(json.value) ?? '',
    primary: booleanOf(json.primary),
    verified: booleanOf(json.verified),
    json,
  };
}

function nameOf(profiles: readonly Profile[]): string {
  for (const { firstName, lastName } of profiles) {
    const name = `${firstName} ${lastName}`.trim();
    if (name) return name;
  }
  return '';
}

const nothing: readonly never[] = [];

/**
 * This runs for every list of every customer of a page, and most lists have an entry or two: what it
 * gives has no room for more, as an array has that grew.
 */
function readEach<Item>(
  list: JsonValue | undefined,
  read: (json: JsonObject) => Item,
): readonly Item[] {
  if (!isJsonArray(list) || list.length === 0) return nothing;
  const objects = list.every(isJsonObject) ? list : list.filter(isJsonObject);
  return objects.map((entry) => read(entry));
}

function objectOr(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Sibling endpoints write booleans as strings. */
export function booleanOf(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

/** A whole number from 0, also when it is written as a string. */
export function countOf(value: JsonValue | undefined): number | undefined {
  const text = scalarText(value);
  if (text === undefined || text.trim() === '') return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
