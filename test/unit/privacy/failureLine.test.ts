import { describe, expect, it } from 'vitest';
import { failureLine } from '../../../src/privacy/failureLine';
import { redact } from '../../../src/privacy/redact';
import { notFound, page, record, refused } from '../history/records';

describe('the log line of a failed request', () => {
  it('says why it failed and what was asked, without saying about whom', () => {
    expect(
      failureLine(record(notFound, { identifierType: 'email', identifierValue: 'a@b.co' })),
    ).toBe('notFound 8015 for parentCustomer by email, limit 50, offset 0, request id trace-1');
    expect(failureLine(record(refused))).toBe(
      'unreachable ECONNREFUSED for parentCustomer by mobile, limit 50, offset 0',
    );
  });

  it('comes through redaction whole', () => {
    const line = failureLine(record(notFound)) ?? '';
    expect(redact(line)).toBe(line);
  });

  it('is not written for an answer, for what the user cancelled, nor for a test that passed', () => {
    const passed = { kind: 'works', found: ['It works.'] } as const;
    expect(failureLine({ ...record(notFound), test: passed })).toBeUndefined();
    expect(failureLine({ ...record(refused), test: refused })).toContain('ECONNREFUSED');
    expect(failureLine(record(page()))).toBeUndefined();
    expect(failureLine(record({ kind: 'cancelled' }))).toBeUndefined();
  });
});
