import type { PlainField } from './plainField';

/** Date and time as ISO 8601 writes them; without a zone, it is not known which moment is meant. */
const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
/** Names that say of a plain number that it is a time, such as createdOn, updated_at, autoUpdateTime. */
const namedTime =
  /(?:[a-z\d](?:Date|Time|Timestamp|On|At)|_(?:date|time|timestamp|on|at|ts))$|^(?:date|time|timestamp)$/;

export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the zone had to be guessed: UTC. */
  readonly withoutZone: boolean;
}

/** The moment that a field tells: as a date with a time, or counted since 1970 where its name says so. */
export function momentOf({ key, value }: Pick<PlainField, 'key' | 'value'>): Moment | undefined {
  const date = written.exec(value);
  if (date !== null) {
    const zone = date[1] ?? '';
    const at = Date.parse(
      `${value.slice(0, value.length - zone.length).replace(' ', 'T')}${colon(zone)}`,
    );
    return Number.isNaN(at) ? undefined : { at, withoutZone: zone === '' };
  }
  if (key === undefined || !namedTime.test(key)) return undefined;
  if (/^\d{12,13}$/.test(value)) return { at: Number(value), withoutZone: false };
  if (/^\d{9,10}$/.test(value)) return { at: Number(value) * 1000, withoutZone: false };
  return undefined;
}

/** A zone as every browser reads it. */
function colon(zone: string): string {
  if (zone === '') return 'Z';
  return zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number])[] = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** Such as "3 years ago" or "in 5 minutes", in the largest unit that there are two of: "20 months ago". */
export function howLongAgo(at: number, now: number, locale: string): string {
  const distance = at - now;
  const [unit, length] = units.find(([, one]) => Math.abs(distance) >= 2 * one) ?? [
    'second',
    1_000,
  ];
  const count = Math.trunc(distance / length);
  // "now"
  const numeric = count === 0 ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(locale, { numeric }).format(count, unit);
}

/** Such as "Tuesday, January 2, 2024 at 3:03:22 PM GMT+1". */
export function localTime(at: number, locale: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });
}
