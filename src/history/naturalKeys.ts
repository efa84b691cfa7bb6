import type { JsonObject, JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';

/**
 * What tells an entry of a list from the others, strongest first: two entries of two answers are the
 * same one where they share a key. No key depends on the order of a list.
 */
export type KeysOf = (entry: JsonValue) => readonly string[];

/** A list's entries by the name of the field that has it; undefined for lists that nothing is known of. */
export function keysIn(field: string): KeysOf | undefined {
  switch (field) {
    case 'profiles':
      return ofObject((profile) => {
        const place = key(profile, 'source', 'accountId');
        return [`${place} ${key(profile, 'userId')}`, place];
      });
    case 'identifiers':
    case 'identifiersAll':
    case 'commChannels':
      return ofObject((entry) => [key(entry, 'type', 'value'), key(entry, 'type')]);
    default:
      return undefined;
  }
}

/** Of a customer: its profiles' userIds, all of them, then one that both have; else its identifiers. */
export const keysOfCustomer: KeysOf = ofObject((customer) => {
  const profiles = objectsIn(customer.profiles);
  const ids = profiles.flatMap((profile) => scalarText(profile.userId) ?? []).sort();
  if (ids.length > 0)
    return [`all ${JSON.stringify(ids)}`, `id ${ids[0] ?? ''}`, `id ${ids.at(-1) ?? ''}`];
  const identifiers = profiles
    .flatMap(({ identifiers, identifiersAll }) => [
      ...objectsIn(identifiers),
      ...objectsIn(identifiersAll),
    ])
    .map((identifier) => key(identifier, 'type', 'value'))
    .sort();
  return identifiers.length > 0 ? [`by ${JSON.stringify([...new Set(identifiers)])}`] : [];
});

/** What a reader calls an entry of such a list: the source of a profile, the type of an identifier. */
export function nameIn(field: string, entry: JsonValue | undefined): string | undefined {
  if (keysIn(field) === undefined || !isJsonObject(entry)) return undefined;
  return field === 'profiles'
    ? [scalarText(entry.source), scalarText(entry.accountId)].filter(Boolean).join(' ')
    : scalarText(entry.type);
}

function ofObject(keysOf: (entry: JsonObject) => readonly string[]): KeysOf {
  return (entry) => (isJsonObject(entry) ? keysOf(entry) : []);
}

function objectsIn(list: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}

function key(entry: JsonObject, ...fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => scalarText(entry[field]) ?? ''));
}
