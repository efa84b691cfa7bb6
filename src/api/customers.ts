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
    identifiers: readEach(json.identifiers, readIdentifier),
    identifiersAll: readEach(json.identifiersAll, readIdentifier),
    channels: readEach(json.commChannels, readChannel),
    fields: objectOr(json.fields),
    conflicts: isJsonArray(json.conflictingProfileList) ? json.conflictingProfileList : [],
    autoUpdateTime: scalarText(json.autoUpdateTime),
    json,
  };
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

/** One pass and one array: this runs for every list of every customer of a page. */
function readEach<Item>(
  list: JsonValue | undefined,
  read: (json: JsonObject) => Item,
): readonly Item[] {
  const items: Item[] = [];
  if (isJsonArray(list)) {
    for (const entry of list) if (isJsonObject(entry)) items.push(read(entry));
  }
  return items;
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
