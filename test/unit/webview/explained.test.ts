import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactKind } from '../../../webview/json/contacts';
import {
  dayInWords,
  dayOfNow,
  howLongAgo,
  howManyDaysAgo,
  timeOf,
} from '../../../webview/json/moments';
import { plainFieldOn } from '../../../webview/json/plainField';

const noon = Date.UTC(2024, 0, 2, 12);

describe('a field on a line', () => {
  it('is told with its key, its value and where that is', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean(), fc.constant(null)),
        fc.boolean(),
        (key, value, isLast) => {
          const written = JSON.stringify(value);
          const line = `    ${JSON.stringify(key)}: ${written}${isLast ? '' : ','}`;
          const field = plainFieldOn(line);
          expect(field).toMatchObject({ key, value: String(value) });
          expect(line.slice(field?.from, field?.to)).toBe(written);
        },
      ),
    );
  });

  it('is none where an object or an array begins or ends', () => {
    for (const line of ['  "a": {', '  "a": [', '  },', ']', '', '  "never closed'])
      expect(plainFieldOn(line)).toBeUndefined();
    expect(plainFieldOn('  "in a list",')).toMatchObject({ key: undefined, value: 'in a list' });
  });
});

describe('a time', () => {
  it.each([
    ['createdDate', '2024-01-02T12:00:00Z', false],
    ['whatever', '2024-01-02T17:30:00+05:30', false],
    ['whatever', '2024-01-02T17:30:00.000+0530', false],
    ['whatever', '2024-01-02 12:00:00', true],
    ['autoUpdateTime', String(noon), false],
    ['updated_at', String(noon / 1000), false],
  ])('is known in %s: %s', (key, value, withoutZone) => {
    expect(timeOf({ key, value })).toEqual({ kind: 'moment', at: noon, withoutZone });
  });

  it.each([
    ['userId', String(noon)],
    ['value', String(noon / 1000)],
    ['format', '1704196800000'],
    ['whatever', '2023-02-30'],
    ['whatever', '02/01/2024'],
    ['whatever', '20240102'],
    ['createdDate', '2024-13-45T99:00:00Z'],
    [undefined, String(noon)],
  ])('is not read into %s: %s', (key, value) => {
    expect(timeOf({ key, value })).toBeUndefined();
  });

  it.each([
    ['since', '2024-01-02', false],
    ['createdDate', '2024-01-02', false],
    ['dob', '2024-01-02T00:00:00Z', true],
    ['dob', '2024-01-02T00:00:00.000Z', true],
  ])('is a day in %s: %s, which no time zone moves', (key, value, asMidnight) => {
    expect(timeOf({ key, value })).toEqual({ kind: 'day', date: '2024-01-02', asMidnight });
    expect(dayInWords('2024-01-02', 'en')).toBe('Tuesday, January 2, 2024');
  });

  it('is no day where midnight is documented as a moment, or is another zone’s', () => {
    expect(timeOf({ key: 'createdDate', value: '2024-01-02T00:00:00Z' })?.kind).toBe('moment');
    expect(timeOf({ key: 'dob', value: '2024-01-02T00:00:00+05:30' })?.kind).toBe('moment');
  });

  it('that is a day is so many days, months or years away, by the calendar', () => {
    const today = dayOfNow(new Date(2024, 4, 8, 23, 59));
    expect(today).toBe('2024-05-08');
    const days = ['2024-05-08', '2024-05-07', '2024-04-01', '2022-06-08', '1980-05-08'];
    expect(
      [...days, '1980-05-09', '2024-05-10'].map((date) => howManyDaysAgo(date, today, 'en')),
    ).toEqual([
      'today',
      'yesterday',
      '37 days ago',
      '23 months ago',
      '44 years ago',
      '43 years ago',
      'in 2 days',
    ]);
  });

  it('is so long ago, or to come', () => {
    const minute = 60_000;
    const distances = [0, -minute, -1440 * minute, -600 * 1440 * minute, 3 * 525_600 * minute];
    expect(distances.map((distance) => howLongAgo(noon + distance, noon, 'en'))).toEqual([
      'now',
      '60 seconds ago',
      '24 hours ago',
      '19 months ago',
      'in 2 years',
    ]);
  });
});

describe('what reaches somebody', () => {
  const kind = (line: string, ...beside: readonly string[]) => {
    const field = plainFieldOn(line);
    return field && contactKind(field, beside);
  };

  it('is an e-mail address, wherever it is', () => {
    expect(kind('"value": "asha@example.com",')).toBe('email');
    expect(kind('"value": "@asha"')).toBeUndefined();
  });

  it('is a number that is said to be of a phone', () => {
    expect(kind('"mobile": "919800000001"')).toBe('phone');
    expect(kind('"value": "919800000001"', '"type": "mobile",')).toBe('phone');
    expect(kind('"value": "919800000001"', '"type": "cardnumber",', '},')).toBeUndefined();
    expect(kind('"userId": 919800000001')).toBeUndefined();
  });
});
