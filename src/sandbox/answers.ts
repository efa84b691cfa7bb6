import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from './delivery';
import { jsonText, type Json, type JsonObject } from './json';

/** A request, read whole. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer as a value: nothing is on the wire until the server writes it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, sent as UTF-8; or the very bytes. */
  readonly body: string | Buffer;
  /** How it gets onto the wire where that is to go wrong; whole, where nothing is said. */
  readonly delivery?: Delivery;
}

/** An entry of `errors[]`, without its constant `status: false`. */
export interface Problem {
  readonly code: number;
  readonly message: string;
}

export function jsonAnswer(status: number, body: Json): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: jsonText(body),
  };
}

/** The body of errors on v2 paths, as published. */
export function problemAnswer(status: number, problem: Problem): Answer {
  return jsonAnswer(status, { warnings: [], errors: [issue(problem)] });
}

/** The body of errors in the shape of v1.1, as published: success "true", and a code that is a string. */
export function olderProblemAnswer(status: number, { code, message }: Problem): Answer {
  return jsonAnswer(status, {
    response: { status: { success: 'true', code: String(code), message } },
  });
}

/** An entry of `errors[]` or `warnings[]`. */
export function issue({ code, message }: Problem): JsonObject {
  return { status: false, code, message };
}

/**
 * Why a request was refused. Codes and meanings are the documentation's; where it publishes no wording
 * (8003, 8011, 8012, 8045, 8065, 8069, 8109, 1703–1708), the message repeats the meaning.
 */
export const problems = {
  invalidInput: (what: string): Problem => ({ code: 400, message: `Invalid input : ${what}.` }),
  missingField: (field: string): Problem => ({
    code: 403,
    message: `Mandatory field is missing. Field ${field} is mandatory`,
  }),
  invalidSource: { code: 8003, message: 'Invalid source' },
  invalidLookupSource: { code: 8012, message: 'Lookup, Invalid source passed' },
  invalidAccount: { code: 8011, message: 'Invalid account id' },
  missingAccount: { code: 8045, message: 'Account id is mandatory for the given source' },
  invalidIdentifier: { code: 8013, message: 'Lookup, Invalid identifier passed' },
  notFound: { code: 8015, message: 'Customer not found for the given identifiers' },
  notInSource: { code: 8065, message: 'Customer not found in the given source' },
  merged: { code: 8069, message: 'Customer is merged into another customer' },
  deleted: { code: 8109, message: 'Customer is deleted after a PII request' },
  outsideHierarchy: (value: string): Problem => ({
    code: 1625,
    message: `Fleet parent customer ${value} not mapped in the hierarchy.`,
  }),
  inactiveHierarchy: { code: 1610, message: 'Fleet hierarchy is not active.' },
  missingCompany: { code: 1703, message: 'Company is missing' },
  unknownCompany: { code: 1704, message: 'Company not found' },
  inactiveCompany: { code: 1705, message: 'Company is inactive' },
  companyIdentifiers: { code: 1708, message: 'Company identifiers should be passed' },
} as const;

/** Carries a problem out of nested checks to the one place that answers with it. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'Refusal';
  }
}
