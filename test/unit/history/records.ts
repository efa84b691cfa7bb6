import type { Connection } from '../../../src/api/connection';
import type { ApiError } from '../../../src/api/errors';
import type { Exchange } from '../../../src/api/exchange';
import type { Answer, AnsweredRequest, Page } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { requestAsSent } from '../../../src/api/request';

const connection: Connection = {
  id: 'c1',
  name: 'Demo',
  origin: 'https://host.example',
  signIn: 'oauth',
};

export const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: 'INSTORE',
  limit: 50,
  offset: 0,
  includeNoOfChildren: false,
  includeCustomerAssociateDetail: false,
};

export const exchange: Exchange = {
  request: requestAsSent(connection, query),
  startedAt: Date.UTC(2024, 0, 2, 14, 3, 22),
  durationMs: 34.2,
  status: 200,
  requestId: 'trace-1',
  contentType: 'application/json',
  sizeBytes: 12_345,
};

export function page(parts: Partial<Page> = {}): Page {
  return {
    kind: 'page',
    query,
    text: '{}',
    body: {},
    customers: [],
    issues: [],
    exchange,
    ...parts,
  };
}

export const notFound: Extract<ApiError, { kind: 'notFound' }> = {
  kind: 'notFound',
  exchange: { ...exchange, status: 400, durationMs: 20 },
  issue: { severity: 'error', code: 8015, message: 'Customer not found' },
  text: '{"errors":[]}',
};

export const refused: ApiError = {
  kind: 'unreachable',
  cause: 'refused',
  code: 'ECONNREFUSED',
  exchange: { request: exchange.request, startedAt: exchange.startedAt, durationMs: 3 },
};

export function record(answer: Answer, parts: Partial<ChildrenQuery> = {}): AnsweredRequest {
  return { connection, query: { ...query, ...parts }, answer };
}
