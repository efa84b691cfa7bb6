import { draw, pick } from './draw';
import {
  cardNumberOf,
  cultureOf,
  emailOf,
  mobileOf,
  plainIdentifier,
  userIdOf,
  type Identifier,
} from './identifiers';
import type { Json, JsonObject } from './json';
import { accountsOf } from './sources';

/** An entry of `commChannels[]`; fields in the order of the published samples. */
export interface Channel extends JsonObject {
  readonly type: string;
  readonly value: string;
  readonly primary: boolean;
  readonly verified: boolean;
  readonly meta?: JsonObject;
  readonly attributes?: JsonObject;
}

/** An entry of `profiles[]`; fields in the order of the published samples. */
export interface Profile extends JsonObject {
  readonly firstName: string;
  readonly lastName: string;
  readonly fields: JsonObject;
  readonly identifiers: readonly Identifier[];
  readonly commChannels: readonly Channel[];
  readonly source: string;
  readonly userId: bigint;
  readonly accountId: string;
  readonly conflictingProfileList: readonly Json[];
  readonly autoUpdateTime: string;
  readonly identifiersAll: readonly Identifier[];
}

/** What the API knows of one customer, beside their place in the hierarchy. */
export interface Person {
  readonly userId: bigint;
  readonly profiles: readonly Profile[];
  readonly extendedFields: JsonObject;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** Seconds since 1970; the newest `autoUpdateTime` of the profiles. */
  readonly updatedAt: number;
  /** Fields of the row that no documentation names. */
  readonly extra?: JsonObject;
}

/** What is fixed about a person; everything else is drawn. */
export interface Traits {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly userId?: bigint;
  /** Replaces the drawn identifiers; channels for mobile and e-mail follow from them. */
  readonly identifiers?: readonly Identifier[];
  readonly channels?: readonly Channel[];
  readonly fields?: JsonObject;
  readonly extendedFields?: JsonObject;
  readonly source?: string;
  readonly accountId?: string;
  readonly conflictingProfileList?: readonly Json[];
  /** Whether there is a second profile, from another source. */
  readonly secondProfile?: boolean;
  /** Seconds since 1970. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
  /** How `autoUpdateTime` is written: the API's answers use both. */
  readonly zone?: Zone;
  readonly extra?: JsonObject;
  /** Profiles word for word, as published; the traits above then have no say in them. */
  readonly profiles?: readonly Profile[];
}

export type Zone = 'Z' | '+05:30';

/** Purposes of draws in this file. */
const enum Purpose {
  FirstName = 40,
  LastName,
  Has,
  Created,
  Updated,
  Zone,
  Fields,
  Extended,
  Second,
  Channel,
  Birth,
}

const FIRST_CREATED = Date.UTC(2019, 0, 1) / 1000;
const LAST_CREATED = Date.UTC(2024, 5, 30) / 1000;
const LAST_UPDATED = Date.UTC(2026, 5, 30) / 1000;
const DAY = 86_400;

/** When the customer was created; a pure function, so that sorting need not compute whole people. */
export function createdAtOf(seed: number, index: number): number {
  return FIRST_CREATED + (draw(seed, index, Purpose.Created) % (LAST_CREATED - FIRST_CREATED));
}

/** When the customer last changed. One in four fell to a nightly import, so ties occur. */
export function updatedAtOf(seed: number, index: number): number {
  const drawn = draw(seed, index, Purpose.Updated);
  if (drawn % 4 === 0) return Date.UTC(2025, 2, 1 + ((drawn >>> 2) % 5), 1, 30) / 1000;
  const created = createdAtOf(seed, index);
  return created + ((drawn >>> 2) % (LAST_UPDATED - created));
}

/** Date-time as the API writes it, to the second: 2023-07-21T05:54:37Z or 2021-07-30T16:43:25+05:30. */
export function dateTime(seconds: number, zone: Zone): string {
  const shifted = zone === 'Z' ? seconds : seconds + 5.5 * 3600;
  return new Date(shifted * 1000).toISOString().slice(0, 19) + zone;
}

/** Computes a person from nothing but the seed, the index and what is fixed about them. */
export function computePerson(
  seed: number,
  index: number,
  isRoot: boolean,
  traits: Traits = {},
): Person {
  const createdAt = traits.createdAt ?? createdAtOf(seed, index);
  const updatedAt = traits.updatedAt ?? updatedAtOf(seed, index);
  const userId = traits.userId ?? userIdOf(seed, index);
  const profiles = traits.profiles ?? drawProfiles(seed, index, isRoot, traits, userId, updatedAt);
  const extendedFields = traits.extendedFields ?? drawExtendedFields(seed, index);
  return { userId, profiles, extendedFields, createdAt, updatedAt, extra: traits.extra };
}

function drawProfiles(
  seed: number,
  index: number,
  isRoot: boolean,
  traits: Traits,
  userId: bigint,
  updatedAt: number,
): readonly Profile[] {
  const culture = cultureOf(seed, index);
  const firstName =
    traits.firstName ?? pick(culture.firstNames, draw(seed, index, Purpose.FirstName));
  const lastName = traits.lastName ?? pick(culture.lastNames, draw(seed, index, Purpose.LastName));
  const identifiers =
    traits.identifiers ?? drawIdentifiers(seed, index, isRoot, `${firstName}.${lastName}`);
  const zone = traits.zone ?? (draw(seed, index, Purpose.Zone) % 2 === 0 ? 'Z' : '+05:30');
  const source = traits.source ?? 'INSTORE';
  const drawn = draw(seed, index, Purpose.Second);
  const isSecond = traits.secondProfile ?? (traits.identifiers === undefined && drawn % 12 === 0);
  const second = isSecond ? pick(SECOND_PROFILES, drawn >>> 4) : undefined;
  const secondIdentifiers = second?.types.map((type) => plainIdentifier(type, index)) ?? [];
  const identifiersAll = [...identifiers, ...secondIdentifiers];
  const own: Profile = {
    firstName,
    lastName,
    fields: traits.fields ?? drawFields(seed, index),
    identifiers,
    commChannels: traits.channels ?? drawChannels(seed, index, identifiers),
    source,
    userId,
    accountId: traits.accountId ?? '',
    conflictingProfileList: traits.conflictingProfileList ?? [],
    autoUpdateTime: dateTime(updatedAt, zone),
    identifiersAll,
  };
  if (!second) return [own];
  const other: Profile = {
    firstName,
    lastName,
    fields: {},
    identifiers: secondIdentifiers,
    commChannels: secondIdentifiers
      .filter(({ type }) => type === second.types[0] && CHANNEL_TYPES.includes(type))
      .map(({ type, value }) => channel(type, value, false)),
    source: second.source,
    userId,
    accountId: accountsOf(second.source).at(-1) ?? '',
    conflictingProfileList: [],
    autoUpdateTime: dateTime(updatedAt - (drawn % 30) * DAY, zone),
    identifiersAll,
  };
  return [own, other];
}

const SECOND_PROFILES: readonly { readonly source: string; readonly types: readonly string[] }[] = [
  { source: 'WECHAT', types: ['wechat', 'cuid', 'unionId'] },
  { source: 'LINE', types: ['line'] },
  { source: 'FACEBOOK', types: ['fbId'] },
  { source: 'MOBILE_APP', types: ['mobilePush'] },
  { source: 'MARTJACK', types: ['martjackId'] },
];

/** Identifiers of the second profiles that are documented as a channel, too. */
const CHANNEL_TYPES: readonly string[] = ['wechat', 'line', 'mobilePush'];

/** Roots always have a mobile number; of the others, one in fifty has nothing but a card. */
function drawIdentifiers(
  seed: number,
  index: number,
  isRoot: boolean,
  name: string,
): readonly Identifier[] {
  const has = draw(seed, index, Purpose.Has);
  const card = {
    type: has % 3 === 0 ? 'cardNumber' : 'cardnumber',
    value: cardNumberOf(seed, index),
  };
  if (!isRoot && has % 50 === 7) return [card];
  const identifiers: Identifier[] = [];
  if ((has >>> 8) % 5 !== 0)
    identifiers.push({ type: 'email', value: emailOf(mailName(name), index) });
  identifiers.push({ type: 'mobile', value: mobileOf(seed, index) });
  if ((has >>> 12) % 5 < 3) identifiers.push(plainIdentifier('externalId', index));
  if ((has >>> 16) % 3 === 0) identifiers.push(card);
  return identifiers;
}

/** The ASCII of a name, as a mailbox would have it. */
function mailName(name: string): string {
  const letters = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z.]/g, '');
  return letters.length > 3 ? letters : 'customer';
}

function drawChannels(
  seed: number,
  index: number,
  identifiers: readonly Identifier[],
): readonly Channel[] {
  const drawn = draw(seed, index, Purpose.Channel);
  return identifiers
    .filter(({ type }) => type === 'email' || type === 'mobile')
    .map(({ type, value }, order) => channel(type, value, (drawn >>> order) % 3 === 0));
}

/** A channel with the fields that every published sample has. */
export function channel(type: string, value: string, verified: boolean): Channel {
  const meta = { residence: false, office: false };
  return { type, value, primary: true, verified, meta, attributes: {} };
}

function drawFields(seed: number, index: number): JsonObject {
  const drawn = draw(seed, index, Purpose.Fields);
  if (drawn % 2 === 0) return {};
  const fields: Record<string, Json> = { gender: pick(['FEMALE', 'MALE', 'OTHER'], drawn >>> 2) };
  if ((drawn >>> 8) % 3 === 0)
    fields.preferred_store = pick(cultureOf(seed, index).cities, drawn >>> 10);
  if ((drawn >>> 16) % 4 === 0) fields.vehicles = String(1 + ((drawn >>> 18) % 6));
  return fields;
}

function drawExtendedFields(seed: number, index: number): JsonObject {
  const drawn = draw(seed, index, Purpose.Extended);
  const fields: Record<string, Json> = {};
  if (drawn % 4 !== 0) {
    const born = (draw(seed, index, Purpose.Birth) % (45 * 365)) * DAY;
    fields.dob = `${new Date((Date.UTC(1960, 0, 1) / 1000 + born) * 1000).toISOString().slice(0, 10)}T00:00:00Z`;
  }
  if ((drawn >>> 4) % 2 === 0) fields.city = pick(cultureOf(seed, index).cities, drawn >>> 8);
  if ((drawn >>> 12) % 5 === 0) fields.household_size = 1 + ((drawn >>> 14) % 6);
  if ((drawn >>> 18) % 5 === 0) fields.newsletter = (drawn >>> 20) % 2 === 0;
  return fields;
}
