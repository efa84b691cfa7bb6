import { describe, expect, it } from 'vitest';
import { contractReport } from '../../../src/api/contract';
import { Findings } from '../../../src/api/departures';
import { figuresOf } from '../../../src/figures';
import { departuresText, departuresView } from '../../../src/inspector/departureWords';
import { readPage } from '../api/readPage';
import { l10n } from '../connections/l10n';

const wording = { l10n, figures: figuresOf('en'), value: (text: string) => text };

/** Departs in every way that there is. */
const text = JSON.stringify({
  entity: {
    customers: [
      {
        profiles: [
          {
            firstName: 'A',
            lastName: 7,
            fields: {},
            identifiers: [{ type: 'telepathy', value: '1' }],
            commChannels: [],
            source: 'MARS\u202e',
            userId: 1,
            accountId: '',
            conflictingProfileList: [],
            autoUpdateTime: '2023-07-21T05:54:37Z',
            identifiersAll: [],
          },
        ],
        extendedFields: {},
        'new/field\n': 1,
        roleCode: 'R',
        createdDate: '2023-04-14T03:29:31Z',
        defaultChild: true,
      },
      { profiles: [{ userId: 1 }], defaultChild: true },
      { profiles: [{ userId: 2 }], defaultChild: true },
    ],
    count: 30_000,
    errors: [],
    warnings: [],
  },
  errors: [],
  success: false,
});
const report = contractReport(readPage(text, { limit: 2 }));

describe('departures in words', () => {
  it('say what the answer has and what the documentation says instead, with paths', () => {
    const said = departuresText(wording, report);
    for (const part of [
      'success is false, although there are rows.',
      'count is 30,000, and the number of rows is 3. The documentation says that count is the number of rows in this answer.\n    /entity/count\n',
      'The number of rows is 3. The query asked for 2 at the most (limit).\n    /entity/customers\n',
      '    /entity/customers/1  (first at /entity/customers/0)\n',
      'at most one default child for each parent.\n    /entity/customers/2/defaultChild  (first at /entity/customers/0/defaultChild)\n',
      'warnings is missing. The documentation has it in every answer.\n    /warnings\n',
      'noOfChildren is missing, although the query asked for it with includeNoOfChildren.\n    /entity/customers/0/noOfChildren\n    /entity/customers/1/noOfChildren\n',
      'lastName: here a number, in the documentation text.\n    /entity/customers/0/profiles/0/lastName\n',
      'new/field␊ is not among the fields that the documentation names.\n    /entity/customers/0/new~1field␊\n',
      'source is “MARS‹U+202E›”. The documentation names INSTORE, ',
      'type is “telepathy”. The documentation names mobile, ',
      'and says that there are others.',
    ])
      expect(said).toContain(part);
  });

  it('are grouped by kind, each group once', () => {
    const titles = departuresView(wording, report).groups.map(({ title }) => title);
    expect(titles).toEqual([
      'The answer as a whole',
      'Rows seen before',
      'More than one default child',
      'Missing fields',
      'Other types',
      'Fields that are not documented',
      'Values that are not documented',
    ]);
  });

  it('are counted in the strip, and nothing is said against an answer without any', () => {
    const label = (...kinds: ('unknownField' | 'seenBefore')[]): string => {
      const findings = new Findings();
      for (const kind of kinds) findings.add({ kind }, '/a');
      return departuresView(wording, findings.report()).label;
    };
    expect(label()).toBe('As documented');
    expect(label('unknownField', 'unknownField')).toBe('1 departure');
    expect(label('unknownField', 'seenBefore')).toBe('2 departures');
  });

  it('leave a page what it can show, and a document all that is kept', () => {
    const findings = new Findings();
    for (let at = 0; at < 300; at++) {
      findings.add({ kind: 'unknownField' }, `/key${at}`);
      findings.add({ kind: 'seenBefore' }, `/entity/customers/${at}`);
    }
    const many = findings.report();
    const view = departuresView(wording, many);
    expect(view.label).toBe('301 departures');
    expect(view.groups[0]?.departures[0]?.places).toHaveLength(20);
    expect(view.groups[0]?.departures[0]?.more).toBe('Places that are not listed here: 280');
    expect(view.more).toBe('Departures that are not listed here: 201');
    const document = departuresText(wording, many);
    expect(document).toContain('    /entity/customers/299\n');
    expect(document).toContain('    /key299\n');
    expect(document).not.toContain('not listed here');
  });
});
