import { sentence, type Sentence } from '../sentence';
import { certificateCheck } from './certificates';
import type { Connection } from './connection';
import type { ApiIssue } from './errors';
import type { Answer, ConnectionTest } from './page';
import type { ChildrenQuery } from './query';

const CERTIFICATE_NOT_CHECKED = sentence(
  'The certificate was not checked: anyone on the way could have answered in the place of the host.',
);

/**
 * The question that tests a connection: it is about a customer that cannot exist, so that when the
 * API says so, the host, signing in and the permission to read all work.
 */
export function testQuery(connection: Connection): ChildrenQuery {
  return {
    associationEntityType: 'parentCustomer',
    identifierType: 'externalId',
    identifierValue: 'customer-hierarchy-inspector-connection-test',
    source: connection.defaultSource,
    accountId: connection.defaultAccountId,
    limit: 1,
    offset: 0,
    includeNoOfChildren: false,
    includeCustomerAssociateDetail: false,
  };
}

/** What the answer to that question says of the connection. */
export function testResult(connection: Connection, answer: Answer): ConnectionTest {
  switch (answer.kind) {
    case 'page':
      return works(connection, sentence('The host answered, and signing in works.'));
    case 'notFound':
    case 'rejected':
      return answer.issue && answer.exchange.signingIn === undefined && isOfTheApi(answer.issue)
        ? works(connection, testSentence(answer.kind, answer.issue))
        : answer;
    default:
      return answer;
  }
}

/** A test that passed; without the check of the certificate it says less than it seems. */
function works(connection: Connection, found: Sentence): ConnectionTest {
  const unchecked = certificateCheck(connection)?.verifyCertificate === false;
  // first: what shows it may be narrow
  return { kind: 'works', found: unchecked ? [CERTIFICATE_NOT_CHECKED, found] : [found] };
}

/** A gateway's 404 or 405 repeats the HTTP status; the API's own codes are others. */
function isOfTheApi({ code }: ApiIssue): boolean {
  return code !== undefined && code !== 404 && code !== 405;
}

/** @param issue what the API said to the test's question, which names a customer that cannot exist */
function testSentence(kind: 'notFound' | 'rejected', { code: given, message }: ApiIssue): Sentence {
  const code = String(given);
  if (kind === 'notFound')
    return message === undefined
      ? sentence(
          'The host answered, and signing in works. Asked for a made-up customer, it said as it should that there is none (code {code}).',
          { code },
        )
      : sentence(
          'The host answered, and signing in works. Asked for a made-up customer, it said as it should that there is none (code {code}: {message}).',
          { code, message },
        );
  return message === undefined
    ? sentence(
        'The host answered, and signing in works. It did not take the question of this test (code {code}): check the source and the account ID of the connection.',
        { code },
      )
    : sentence(
        'The host answered, and signing in works. It did not take the question of this test (code {code}: {message}): check the source and the account ID of the connection.',
        { code, message },
      );
}
