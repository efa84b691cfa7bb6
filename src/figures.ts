/** Sizes, durations, counts and times as the user's language writes them. */
export interface Figures {
  /** `512 bytes`, `12.3 kB`, `1.2 MB`; 1 kB is 1,000 bytes. */
  readonly bytes: (bytes: number) => string;
  /** `34 ms`, `1.2 s`, `2 min`. */
  readonly duration: (milliseconds: number) => string;
  /** The same, with tenths where there are only a few milliseconds: `0.4 ms`. */
  readonly fineDuration: (milliseconds: number) => string;
  readonly count: (count: number) => string;
  /** Time of day, to the second, of milliseconds since 1970. */
  readonly time: (at: number) => string;
  /** Date and time of milliseconds since 1970, with the time zone. */
  readonly dateTime: (at: number) => string;
}

/** Formatters are dear to make and cheap to use: make one of these for each view. */
export function figuresOf(locale: string): Figures {
  const language = knownLocale(locale);
  const unit = (
    name: string,
    unitDisplay: 'short' | 'long' | 'narrow',
    maximumFractionDigits: number,
  ): ((value: number) => string) => {
    const format = new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits,
    });
    // some languages write a unit right behind its number: `1.2s` looks odd beside `34 ms`
    return (value) => format.format(value).replace(/(\d)(?=\p{L})/u, '$1 ');
  };
  const units = {
    byte: unit('byte', 'long', 0),
    kilobyte: unit('kilobyte', 'short', 1),
    megabyte: unit('megabyte', 'short', 1),
    millisecond: unit('millisecond', 'short', 0),
    tenths: unit('millisecond', 'short', 1),
    second: unit('second', 'narrow', 1),
    minute: unit('minute', 'short', 1),
  };
  const count = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
  const duration = (milliseconds: number): string => {
    if (milliseconds < 999.5) return units.millisecond(milliseconds);
    return milliseconds < 59_950
      ? units.second(milliseconds / 1e3)
      : units.minute(milliseconds / 6e4);
  };
  return {
    // the limits are where the smaller unit would be rounded up to a thousand
    bytes: (bytes) => {
      if (bytes < 1000) return units.byte(bytes);
      return bytes < 999_950 ? units.kilobyte(bytes / 1e3) : units.megabyte(bytes / 1e6);
    },
    duration,
    fineDuration: (milliseconds) =>
      milliseconds < 9.95 ? units.tenths(milliseconds) : duration(milliseconds),
    count: (value) => count.format(value),
    time: (at) => time.format(at),
    dateTime: (at) => dateTime.format(at),
  };
}

/** The locale, or the system's where nobody knows it: a pseudo-locale, an ill-formed tag. */
function knownLocale(locale: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0];
  } catch {
    return undefined;
  }
}
