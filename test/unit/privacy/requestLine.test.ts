import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/privacy/redact';
import { requestLine } from '../../../src/privacy/requestLine';
import { notFound, page, record, refused } from '../history/records';

describe('the log line of a request', () => {
  it('says what was asked and how it ended, without saying about whom', () => {
    const line = requestLine(
      record(page(), { identifierType: 'email', identifierValue: 'a@b.co' }),
    );
    expect(line).toBe(
      'GET host.example/v2/customers/bulk parentCustomer by email, limit 50, offset 0: 200 page, 34 ms, 12345 bytes, 0 rows, request id trace-1',
    );
  });

  it('has the code of a failure', () => {
    expect(requestLine(record(notFound))).toMatch(
      /: 400 notFound 8015, 20 ms, .*request id trace-1$/,
    );
    expect(requestLine(record(refused))).toMatch(/: unreachable ECONNREFUSED, 3 ms$/);
    expect(requestLine(record({ kind: 'cancelled' }))).toMatch(/: cancelled$/);
  });

  it('comes through redaction whole', () => {
    for (const answer of [page(), notFound, refused]) {
      const line = requestLine(record(answer));
      expect(redact(line)).toBe(line);
    }
  });
});
