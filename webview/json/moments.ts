import type { PlainField } from './plainField';

const day = /^(\d{4}-\d\d-\d\d)(?:T00:00(?::00(?:\.0+)?)?Z)?$/;
/** Documented as moments: theirs may be midnight without a day being meant. */
const momentNames: ReadonlySet<string> = new Set([
  'createdDate',
  'autoUpdateTime',
  'lastViewedDate',
]);
/** Date and time as ISO 8601 writes them; without a zone, it is not known which moment is meant. */
const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
/** Names that say of a plain number that it is a time, such as createdOn, updated_at, autoUpdateTime. */
const namedTime =
  /(?:[a-z\d](?:Date|Time|Timestamp|On|At)|_(?:date|time|timestamp|on|at|ts))$|^(?:date|time|timestamp)$/;

interface Moment {
  readonly kind: 'moment';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the zone had to be guessed: UTC. */
  readonly withoutZone: boolean;
}

/** A day of the calendar, the same in every time zone. */
interface Day {
  readonly kind: 'day';
  /** Such as `2019-06-17`. */
  readonly date: string;
  /** Whether it came as midnight in UTC, which is how the API writes a birthday. */
  readonly asMidnight: boolean;
}

export type Time = Moment | Day;

/** The day or the moment that a field tells; it is counted since 1970 only where its name says so. */
export function timeOf({ key, value }: Pick<PlainField, 'key' | 'value'>): Time | undefined {
  const [, date] = day.exec(value) ?? [];
  const asMidnight = date !== value;
  return date !== undefined && !(asMidnight && momentNames.has(key ?? ''))
    ? dayOf(date, asMidnight)
    : momentOf({ key, value });
}

function dayOf(date: string, asMidnight: boolean): Day | undefined {
  const at = Date.parse(date);
  // the 30th of February is no day, even where a browser makes one of it
  const isDay = !Number.isNaN(at) && isoDay(at) === date;
  return isDay ? { kind: 'day', date, asMidnight } : undefined;
}

function momentOf({ key, value }: Pick<PlainField, 'key' | 'value'>): Moment | undefined {
  const date = written.exec(value);
  if (date !== null) {
    const zone = date[1] ?? '';
    const at = Date.parse(
      `${value.slice(0, value.length - zone.length).replace(' ', 'T')}${colon(zone)}`,
    );
    return Number.isNaN(at) ? undefined : { kind: 'moment', at, withoutZone: zone === '' };
  }
  if (key === undefined || !namedTime.test(key)) return undefined;
  const counted = (at: number): Moment => ({ kind: 'moment', at, withoutZone: false });
  if (/^\d{12,13}$/.test(value)) return counted(Number(value));
  if (/^\d{9,10}$/.test(value)) return counted(Number(value) * 1000);
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

/**
 * The same between two days, by the calendar: whoever was born 20 years ago today is 20. "yesterday",
 * "23 months ago".
 */
export function howManyDaysAgo(date: string, today: string, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const isPast = date <= today;
  const [from, to] = isPast ? [date, today] : [today, date];
  const months = wholeMonths(from, to);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const [count, unit] =
    months >= 24
      ? ([Math.trunc(months / 12), 'year'] as const)
      : months >= 2
        ? ([months, 'month'] as const)
        : ([days, 'day'] as const);
  return relative.format(isPast ? -count : count, unit);
}

function wholeMonths(from: string, to: string): number {
  const [years = 0, months = 0, days = 0] = from.split('-').map(Number);
  const [toYears = 0, toMonths = 0, toDays = 0] = to.split('-').map(Number);
  return (toYears - years) * 12 + toMonths - months - (toDays < days ? 1 : 0);
}

/** Of the reader's calendar. */
export function dayOfNow(now: Date): string {
  return isoDay(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Such as "Monday, June 17, 2019", wherever it is read. */
export function dayInWords(date: string, locale: string): string {
  return new Date(date).toLocaleDateString(locale, { dateStyle: 'full', timeZone: 'UTC' });
}

/** Such as "Tuesday, January 2, 2024 at 3:03:22 PM GMT+1". */
export function localTime(at: number, locale: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });
}
