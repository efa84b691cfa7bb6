import type { JsonObject, JsonValue } from './customer';
import type { ApiIssue } from './errors';
import { booleanOf } from './customers';
import { isJsonArray, isJsonObject, scalarText } from './exactJson';

/**
 * Errors and warnings of a body, of every family that the platform answers with: v2 (`errors` and
 * `warnings`, beside and inside `entity`), v1.1 (`response.status`), the token endpoint
 * (`errors` beside `data: null`), and a bare `{code, message}` or `{status, error}` of a gateway.
 * Errors come first.
 */
export function readIssues(body: JsonObject): readonly ApiIssue[] {
  const entity = isJsonObject(body.entity) ? body.entity : {};
  const listed = [
    ...issuesOf(body.errors, 'error'),
    ...issuesOf(entity.errors, 'error'),
    ...olderIssues(body),
    ...issuesOf(body.warnings, 'warning'),
    ...issuesOf(entity.warnings, 'warning'),
  ];
  return listed.length > 0 ? listed : gatewayIssues(body);
}

/** The first error that says anything: entries may be `{}`. */
export function firstError(issues: readonly ApiIssue[]): ApiIssue | undefined {
  return issues.find(
    ({ severity, code, message }) =>
      severity === 'error' && (code !== undefined || message !== undefined),
  );
}

function issuesOf(list: JsonValue | undefined, severity: ApiIssue['severity']): ApiIssue[] {
  const entries = isJsonArray(list) ? list : [list];
  return entries.flatMap((entry) => {
    if (isJsonObject(entry)) return [issueOf(entry.code, entry.message, severity)];
    const message = scalarText(entry);
    return message ? [issueOf(undefined, message, severity)] : [];
  });
}

function olderIssues(body: JsonObject): ApiIssue[] {
  const status = isJsonObject(body.response) ? body.response.status : undefined;
  if (!isJsonObject(status)) return [];
  const issue = issueOf(status.code, status.message, 'error');
  // its `success` says "true" on failures, too: the code decides where there is one
  const isFine = issue.code === undefined ? booleanOf(status.success) : issue.code === 200;
  return isFine === true ? [] : [issue];
}

function gatewayIssues(body: JsonObject): ApiIssue[] {
  const message = scalarText(body.message) ?? scalarText(body.error);
  const code = scalarText(body.code) ?? scalarText(body.status);
  if (message === undefined || 'entity' in body || 'data' in body) return [];
  return [issueOf(code, message, 'error')];
}

/** Codes come as numbers and as strings; one that is no number goes before the message. */
function issueOf(
  code: JsonValue | undefined,
  message: JsonValue | undefined,
  severity: ApiIssue['severity'],
): ApiIssue {
  const codeText = scalarText(code)?.trim();
  const messageText = scalarText(message);
  if (codeText === undefined || codeText === '') return issue(severity, undefined, messageText);
  const number = Number(codeText);
  if (Number.isSafeInteger(number)) return issue(severity, number, messageText);
  return issue(severity, undefined, messageText ? `${codeText}: ${messageText}` : codeText);
}

function issue(
  severity: ApiIssue['severity'],
  code: number | undefined,
  message: string | undefined,
): ApiIssue {
  return {
    severity,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
  };
}
