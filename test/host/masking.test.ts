import { doesNotMatch, match } from 'node:assert/strict';
import { formAt, pageOf, query } from '../unit/inspector/startSession';
import type { ContractReport } from '../../src/api/departures';
import type { ApiError } from '../../src/api/errors';
import { verdictOf } from '../../src/inspector/verdict';
import { departureWording, sessionWords } from '../../src/inspector/views';
import { departuresText } from '../../src/inspector/departureWords';
import { maskingWhile } from '../../src/privacy/masking';

const MOBILE = '919800000008';
const shape = /91•••••••008/u;
const connection = { id: 'c', name: 'C', origin: 'https://h.example', signIn: 'token' } as const;
const masked = maskingWhile(() => true);
const shown = maskingWhile(() => false);

describe('while personal data is masked, words of the inspector hold nothing of anybody', () => {
  /** What is said, masked and not: only where the one has the person, the other proves something. */
  function expectMasked(saidWhile: (masking: typeof masked) => unknown): void {
    match(JSON.stringify(saidWhile(shown)), new RegExp(MOBILE, 'u'));
    const said = JSON.stringify(saidWhile(masked));
    doesNotMatch(said, new RegExp(MOBILE, 'u'));
    match(said, shape);
  }

  it('what is said of a form', () => {
    // a zero-width space at its end: what the form warns of, it repeats
    const fields = formAt(0, `${MOBILE}\u200b`);
    const verdict = (masking: typeof masked) =>
      verdictOf(1, fields, connection, connection, masking);
    match(JSON.stringify(verdict(shown).problems), new RegExp(MOBILE, 'u'));
    doesNotMatch(JSON.stringify(verdict(masked)), new RegExp(MOBILE, 'u'));
    const plain = formAt(0, MOBILE);
    expectMasked((masking) => verdictOf(1, plain, connection, connection, masking).url);
  });

  it('where an answer departs from its documentation, on the page and in a document', () => {
    const report: ContractReport = {
      departures: [
        {
          kind: 'unknownValue',
          path: '/entity/customers/*/profiles/*/source',
          value: MOBILE,
          listed: { of: 'source', values: ['INSTORE'], isOpen: false },
          places: [{ pointer: '/entity/customers/0/profiles/0/source' }],
          count: 1,
        },
      ],
      unlisted: 0,
    };
    expectMasked((masking) => sessionWords(masking).departures(report));
    expectMasked((masking) => departuresText(departureWording(masking), report));
  });

  it('what is said of a failure and of a warning', () => {
    const page = pageOf({ connectionId: 'c', query });
    const message = `Fleet parent customer ${MOBILE} not mapped`;
    const error: ApiError = {
      kind: 'notFound',
      exchange: page.exchange,
      issue: { severity: 'error', code: 1625, message },
      text: JSON.stringify({ errors: [{ code: 1625, message }] }),
    };
    expectMasked((masking) => sessionWords(masking).failure(error));
    expectMasked((masking) => sessionWords(masking).body(error));
    const issues = [{ severity: 'warning', code: 1625, message }] as const;
    expectMasked((masking) => sessionWords(masking).strip({ ...page, issues }));
  });
});
