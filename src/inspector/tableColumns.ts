import type { Customer, JsonObject, JsonValue, Profile } from '../api/customer';
import { jsonTextOf, scalarText } from '../api/exactJson';
import type { Localisation } from '../connections/errorSentences';
import { visibleText } from '../privacy/displayText';
import { LONGEST_COLUMN_ID, MOST_COLUMNS, type ColumnGroup, type TableColumn } from './wireTable';

/** A column and how its values are read; undefined where a customer has none. */
export interface ReadColumn extends Omit<TableColumn, 'isEmpty'> {
  /** Of the identifiers or channels that it has: a value of the answer, where others have a name. */
  readonly type?: string;
  /** Of the whole customer; of several profiles, each different value once. */
  ofCustomer(customer: Customer): string | undefined;
  /** Of one of its profiles, for which what is the customer's own is undefined. */
  ofProfile(profile: Profile): string | undefined;
}

/** The columns of an answer: the documented ones, then those that it brings, as they were met. */
export interface FoundColumns {
  readonly columns: readonly ReadColumn[];
  /** Those of them in which no customer has a value. */
  readonly empty: ReadonlySet<ReadColumn>;
  /** Names that found no column, because there were too many. */
  readonly leftOut: number;
}

/** Finds columns customer by customer, so that a large answer can be looked through in turns. */
export class ColumnFinder {
  readonly #found = new Map<string, ReadColumn>();
  readonly #leftOut = new Set<string>();
  /** Those in which no customer had a value yet. */
  readonly #empty = new Set<ReadColumn>();

  constructor(l10n: Localisation) {
    for (const column of documentedColumns(l10n)) this.#keep(column);
  }

  look(customer: Customer): void {
    const { profiles, extendedFields, json } = customer;
    for (const profile of profiles) {
      for (const { type } of profile.identifiers) this.#typed('identifier', type, identifierColumn);
      for (const { type } of profile.identifiersAll)
        this.#typed('identifier', type, identifierColumn);
      for (const { type } of profile.channels) this.#typed('channel', type, channelColumn);
      this.#named('field', profile.fields, fieldColumn);
      this.#named('profile', profile.json, otherOfProfile, knownOfProfile);
    }
    this.#named('extended', extendedFields, extendedColumn);
    this.#named('customer', json, otherOfCustomer, knownOfCustomer);
    for (const column of this.#empty) if (column.ofCustomer(customer)) this.#empty.delete(column);
  }

  found(): FoundColumns {
    const columns = [...this.#found.values()];
    return { columns, empty: this.#empty, leftOut: this.#leftOut.size };
  }

  /** Types come in any casing (`cardNumber`, `cardnumber`), and mean the same. */
  #typed(prefix: string, type: string, make: (id: string, type: string) => ReadColumn): void {
    this.#add(`${prefix}:${type.toLowerCase()}`, type, make);
  }

  #named(
    prefix: string,
    fields: JsonObject,
    make: (id: string, name: string) => ReadColumn,
    known?: ReadonlySet<string>,
  ): void {
    for (const name in fields)
      if (known?.has(name) !== true) this.#add(`${prefix}:${name}`, name, make);
  }

  #add(id: string, name: string, make: (id: string, name: string) => ReadColumn): void {
    if (this.#found.has(id) || this.#leftOut.has(id)) return;
    if (this.#found.size < MOST_COLUMNS && id.length <= LONGEST_COLUMN_ID)
      this.#keep(make(id, name));
    else if (this.#leftOut.size < MOST_LEFT_OUT) this.#leftOut.add(id);
  }

  #keep(column: ReadColumn): void {
    this.#found.set(column.id, column);
    this.#empty.add(column);
  }
}

/** Beyond that, nobody counts. */
const MOST_LEFT_OUT = 10_000;
const LONGEST_LABEL = 80;

const knownOfProfile: ReadonlySet<string> = new Set([
  'firstName',
  'lastName',
  'fields',
  'identifiers',
  'identifiersAll',
  'commChannels',
  'source',
  'userId',
  'accountId',
  'conflictingProfileList',
  'autoUpdateTime',
]);
const knownOfCustomer: ReadonlySet<string> = new Set([
  'profiles',
  'extendedFields',
  'roleCode',
  'createdDate',
  'defaultChild',
  'noOfChildren',
]);

function documentedColumns(l10n: Localisation): readonly ReadColumn[] {
  return [
    {
      ...about('name', l10n.t('Name')),
      ofCustomer: ({ name }) => name,
      ofProfile: ({ firstName, lastName }) => `${firstName} ${lastName}`.trim(),
    },
    ...['mobile', 'email', 'externalId', 'cardnumber'].map((type) => ({
      ...identifierColumn(`identifier:${type.toLowerCase()}`, type),
      byDefault: true,
    })),
    ofProfiles(about('userId', 'userId'), ({ userId }) => userId),
    ofCustomers(about('roleCode', l10n.t('Role')), ({ roleCode }) => roleCode),
    ofCustomers(about('noOfChildren', l10n.t('Children')), ({ json }) =>
      scalarText(json.noOfChildren),
    ),
    ofCustomers(about('defaultChild', l10n.t('Default child')), ({ json }) =>
      scalarText(json.defaultChild),
    ),
    ofProfiles(about('source', l10n.t('Source')), ({ source }) => source),
    ofProfiles(about('accountId', l10n.t('Account id')), ({ accountId }) => accountId),
    ofCustomers(about('createdDate', l10n.t('Created')), ({ createdDate }) => createdDate),
    {
      ...about('autoUpdateTime', l10n.t('Updated')),
      ofCustomer: ({ profiles }) => latest(profiles),
      ofProfile: ({ autoUpdateTime }) => autoUpdateTime,
    },
    ofCustomers(about('profiles', l10n.t('Profiles'), false), ({ profiles }) =>
      String(profiles.length),
    ),
    {
      ...about('conflicts', l10n.t('Conflicting profiles'), false),
      ofCustomer: ({ profiles }) =>
        countText(profiles.reduce((sum, { conflicts }) => sum + conflicts.length, 0)),
      ofProfile: ({ conflicts }) => countText(conflicts.length),
    },
  ];
}

type About = Pick<ReadColumn, 'id' | 'label' | 'group' | 'byDefault' | 'type'>;

function about(id: string, label: string, byDefault = true): About {
  return { id, label, group: 'customer', byDefault };
}

/** A name that the answer brought. */
function brought(id: string, name: string, group: ColumnGroup): About {
  return { id, label: visibleText(name, LONGEST_LABEL) || '""', group, byDefault: false };
}

function ofCustomers(column: About, read: (customer: Customer) => string | undefined): ReadColumn {
  return { ...column, ofCustomer: read, ofProfile: () => undefined };
}

function ofProfiles(column: About, read: (profile: Profile) => string | undefined): ReadColumn {
  return { ...column, ofCustomer: ({ profiles }) => eachOnce(profiles, read), ofProfile: read };
}

function identifierColumn(id: string, type: string): ReadColumn {
  const wanted = type.toLowerCase();
  const column = { ...brought(id, type, 'identifiers'), type };
  return ofProfiles(column, ({ identifiers, identifiersAll }) =>
    valuesOf(identifiers, wanted, valuesOf(identifiersAll, wanted)),
  );
}

function channelColumn(id: string, type: string): ReadColumn {
  const wanted = type.toLowerCase();
  const column = { ...brought(id, type, 'channels'), type };
  return ofProfiles(column, ({ channels }) => valuesOf(channels, wanted));
}

function fieldColumn(id: string, name: string): ReadColumn {
  return ofProfiles(brought(id, name, 'fields'), ({ fields }) => fieldText(fields, name));
}

function extendedColumn(id: string, name: string): ReadColumn {
  return ofCustomers(brought(id, name, 'extendedFields'), ({ extendedFields }) =>
    fieldText(extendedFields, name),
  );
}

function otherOfProfile(id: string, name: string): ReadColumn {
  return ofProfiles(brought(id, name, 'other'), ({ json }) => fieldText(json, name));
}

function otherOfCustomer(id: string, name: string): ReadColumn {
  return ofCustomers(brought(id, name, 'other'), ({ json }) => fieldText(json, name));
}

/** Those of one type, each once, behind what `others` has that is not among them. */
function valuesOf(
  list: readonly { readonly type: string; readonly value: string }[],
  wanted: string,
  others?: string,
): string | undefined {
  let values: string[] | undefined;
  for (const { type, value } of list) {
    if (type !== wanted && type.toLowerCase() !== wanted) continue;
    if (values === undefined) values = [value];
    else if (!values.includes(value)) values.push(value);
  }
  return values?.join(', ') ?? others;
}

function eachOnce(
  profiles: readonly Profile[],
  read: (profile: Profile) => string | undefined,
): string | undefined {
  const [first] = profiles;
  if (first === undefined) return undefined;
  if (profiles.length === 1) return read(first);
  const values = new Set(profiles.flatMap((profile) => read(profile) ?? []));
  // blank beside others says nothing
  if (values.size > 1) values.delete('');
  return values.size === 0 ? undefined : [...values].join(', ');
}

function latest(profiles: readonly Profile[]): string | undefined {
  const times = profiles.flatMap(({ autoUpdateTime }) => autoUpdateTime ?? []);
  return times.reduce<string | undefined>(
    (newest, time) =>
      newest === undefined || Date.parse(time) > Date.parse(newest) ? time : newest,
    undefined,
  );
}

function fieldText(fields: JsonObject, name: string): string | undefined {
  // a field called `constructor` may or may not be the answer's own
  const value: JsonValue | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined || value === null) return undefined;
  return scalarText(value) ?? jsonTextOf(value);
}

function countText(count: number): string | undefined {
  return count === 0 ? undefined : String(count);
}
