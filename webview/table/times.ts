/** A point in time, or a day of no time zone, as an answer writes it. */
export interface Time {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Midnight in UTC is how the API writes a birthday: no time zone may move that. */
  readonly isDay: boolean;
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Undefined for text that is no time. */
export function readTime(text: string): Time | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const [, clock, zone] = match;
  return { at, isDay: clock === undefined || (zone === 'Z' && /^[0:.]+$/.test(clock)) };
}

/** Times as the reader's language and time zone write them. */
export interface TimeWords {
  /** Short enough for a cell. */
  short(time: Time): string;
}

export function timeWordsOf(locale: string | undefined, timeZone?: string): TimeWords {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone !== undefined && { timeZone }),
  });
  return { short: ({ at, isDay }) => (isDay ? day : moment).format(at) };
}
