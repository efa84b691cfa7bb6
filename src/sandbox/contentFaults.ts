import { sentence } from '../sentence';
import { problems } from './answers';
import type { Fault } from './fault';
import { codeParameter, emptyEntries, json, refusingWith } from './faultAnswers';
import {
  bigNumbers,
  circle,
  ignoringOffset,
  movingRows,
  repeatingRows,
  shortPages,
  thirtyThousand,
} from './rowFaults';

/* Faults in what is answered, where it comes as it should. */

const noIssues = { errors: [], warnings: [] };

export const envelopes: readonly Fault[] = [
  {
    id: 'not-the-envelope',
    group: 'envelope',
    title: sentence('Other JSON'),
    note: sentence('JSON comes that is not the documented envelope.'),
    making: json({ bulk: { state: 'UP', version: '7.3' }, token: { state: 'UP', version: '7.3' } }),
  },
  {
    id: 'entity-missing',
    group: 'envelope',
    title: sentence('Entity missing'),
    note: sentence('The envelope has no entity (a token no data).'),
    making: json({ bulk: { ...noIssues, success: true }, token: { errors: null } }),
  },
  {
    id: 'entity-null',
    group: 'envelope',
    title: sentence('Entity null'),
    note: sentence('The entity (the data of a token) is null.'),
    making: json({
      bulk: { entity: null, ...noIssues, success: true },
      token: { data: null, errors: null },
    }),
  },
  {
    id: 'customers-null',
    group: 'envelope',
    title: sentence('Customers null'),
    note: sentence('The customers (the access token) are null, though ten are counted.'),
    making: json({
      bulk: { entity: { customers: null, count: 10, ...noIssues }, ...noIssues, success: true },
      token: { data: { accessToken: null, ttlSeconds: 300 }, errors: null },
    }),
  },
  {
    id: 'empty-errors',
    group: 'envelope',
    title: sentence('Errors without content'),
    note: sentence('The lists of errors hold an empty object, though all is well.'),
    making: emptyEntries,
  },
  {
    id: 'success-false',
    group: 'envelope',
    title: sentence('200 with success false'),
    note: sentence('Status 200, and a body that says that the request failed.'),
    making: json({
      bulk: {
        entity: { customers: [], count: 0, ...noIssues },
        warnings: [],
        errors: [{ status: false, code: 500, message: 'Request failed' }],
        success: false,
      },
      token: { data: null, errors: [{ code: 500, message: 'Request failed' }], success: false },
    }),
  },
];

/** The codes of the API's own, by family: HTTP 400, and `code` chooses within the family. */
export const codes: readonly Fault[] = [
  ofCodes('mandatory-field', sentence('Mandatory field missing'), {
    403: problems.missingField('source').message,
  }),
  ofCodes('invalid-source', sentence('Invalid source'), {
    8003: problems.invalidSource.message,
    8012: problems.invalidLookupSource.message,
  }),
  ofCodes('invalid-account', sentence('Invalid account'), {
    8011: problems.invalidAccount.message,
    8045: problems.missingAccount.message,
  }),
  ofCodes('invalid-identifier', sentence('Invalid identifier'), {
    8013: problems.invalidIdentifier.message,
  }),
  ofCodes('not-found', sentence('Customer not found'), {
    8015: problems.notFound.message,
    8065: problems.notInSource.message,
  }),
  ofCodes('merged-or-deleted', sentence('Customer merged or deleted'), {
    8069: problems.merged.message,
    8109: problems.deleted.message,
  }),
  ofCodes('outside-hierarchy', sentence('Parent outside any hierarchy'), {
    1625: problems.outsideHierarchy('of this request').message,
  }),
  ofCodes('invalid-hierarchy', sentence('Invalid hierarchy or role'), {
    1609: 'Fleet hierarchy is invalid.',
    1610: problems.inactiveHierarchy.message,
    1615: 'Role code is invalid.',
    1616: 'Role code is not in the hierarchy.',
  }),
  ofCodes('invalid-company', sentence('Invalid company'), {
    1703: problems.missingCompany.message,
    1704: problems.unknownCompany.message,
    1705: problems.inactiveCompany.message,
    1708: problems.companyIdentifiers.message,
  }),
  ofCodes('batch-limit', sentence('Batch limit'), { 1060: 'Batch limit exceeded' }),
  ofCodes('busy', sentence('Search busy or failed'), {
    461: 'Search is busy',
    500: 'Search failed',
    521: 'Concurrent action in progress',
  }),
];

function ofCodes(id: string, title: string, messages: Readonly<Record<number, string>>): Fault {
  const parameters = codeParameter(messages);
  return {
    id,
    group: 'code',
    title,
    note: sentence("Status 400 with an error of the API's own."),
    making: refusingWith(messages),
    parameters,
  };
}

/** All of them in lists of customers. */
export const rows: readonly Omit<Fault, 'group' | 'operation'>[] = [
  {
    id: 'thirty-thousand',
    title: sentence('30,000 children'),
    note: sentence('Whoever is asked for has 30,000 children.'),
    making: thirtyThousand,
  },
  {
    id: 'ignores-offset',
    title: sentence('Offset ignored'),
    note: sentence('Every page is the first one.'),
    making: ignoringOffset,
  },
  {
    id: 'short-pages',
    title: sentence('Short pages'),
    note: sentence('Every page has half of the rows asked for.'),
    making: shortPages,
    parameters: { divisor: { default: 2, least: 2, most: 1000 } },
  },
  {
    id: 'duplicate-rows',
    title: sentence('Rows twice'),
    note: sentence('Every later page begins with the last rows of the page before.'),
    making: repeatingRows,
    parameters: { rows: { default: 2, least: 1, most: 1000 } },
  },
  {
    id: 'moving-rows',
    title: sentence('Rows move between pages'),
    note: sentence('Rows leave the list between two pages, so that others are never seen.'),
    making: movingRows,
    parameters: { rows: { default: 1, least: 1, most: 1000 } },
  },
  {
    id: 'circle',
    title: sentence('Hierarchy in a circle'),
    note: sentence(
      'Whoever is asked for leads into three customers who are above each other in turn.',
    ),
    making: circle,
  },
  {
    id: 'big-numbers',
    title: sentence('Numbers past 2^53'),
    note: sentence('User ids are past 2^53, and custom fields have numbers with trailing zeros.'),
    making: bigNumbers,
  },
];
