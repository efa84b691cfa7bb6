import { randomUUID } from 'node:crypto';
import type { ActiveFaults } from './activeFaults';
import { jsonAnswer, problemAnswer, Refusal, type Answer, type ApiRequest } from './answers';
import { BulkRoute, type BulkOptions } from './bulk';
import type { Certificates } from './certificates';
import { faultsAnswer } from './faultRoute';
import type { Json } from './json';
import { companyAnswer, customerAnswer, lookupAnswer, lookupDetailsAnswer } from './lookup';
import type { Population } from './population';
import { searchAnswer } from './search';
import type { SignIn } from './signIn';

export interface RouteOptions extends BulkOptions {
  /** HTTP status of refusals with a code of the API's own, which the documentation does not state. */
  readonly apiErrorStatus: 400 | 200;
}

const TOKEN_PATH = '/v3/oauth/token/generate';
const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i;

/** Answers requests; all of the API passes through `handle`, as values. */
export class Routes {
  readonly #bulk: BulkRoute;

  constructor(
    private readonly population: Population,
    private readonly signIn: SignIn,
    private readonly options: RouteOptions,
    /** What `GET /_sandbox` tells; no secrets. */
    private readonly about: Json,
    private readonly faults: ActiveFaults,
    private readonly certificates: Certificates,
  ) {
    this.#bulk = new BulkRoute(population, options);
  }

  handle(request: ApiRequest): Answer {
    const answer = this.#answer(request);
    const trace = { 'X-Cap-Requestid': randomUUID(), 'x-cap-api-request-uri': request.path };
    // by the sandbox's own clock; Node would go by the true one
    const date = new Date(this.faults.now()).toUTCString();
    return { ...answer, headers: { ...answer.headers, ...trace, date } };
  }

  #answer(request: ApiRequest): Answer {
    // a page that points its own name at 127.0.0.1 must not read this (DNS rebinding)
    if (!LOOPBACK_HOST.test(request.headers.host ?? ''))
      return problemAnswer(403, {
        code: 403,
        message: 'The sandbox answers to loopback hosts only.',
      });
    if (request.path.startsWith('/_sandbox')) return this.#ofSandbox(request);
    const operation = request.path === TOKEN_PATH ? 'token' : 'bulk';
    return this.faults.answer(request, operation, (asked) => this.#ofApi(asked));
  }

  /** What is about the sandbox, rather than part of the API: faults leave it alone. */
  #ofSandbox(request: ApiRequest): Answer {
    switch (request.path) {
      case '/_sandbox':
        return this.#only('GET', request, () => jsonAnswer(200, this.about));
      case '/_sandbox/faults':
        return faultsAnswer(request, this.faults);
      case '/_sandbox/certificate-authority.pem':
        return this.#only('GET', request, () => ({
          status: 200,
          headers: { 'content-type': 'application/x-pem-file' },
          body: this.certificates.authorityPem(),
        }));
      default:
        return notFound();
    }
  }

  #ofApi(request: ApiRequest): Answer {
    if (request.path === TOKEN_PATH)
      return this.#only('POST', request, () => this.signIn.generateToken(request.body));
    return this.signIn.refusal(request.headers) ?? this.#signedIn(request);
  }

  #signedIn(request: ApiRequest): Answer {
    const { path, query } = request;
    const route = this.#route(path, query);
    if (!route) return notFound();
    return this.#only('GET', request, () => {
      try {
        return route();
      } catch (error) {
        if (error instanceof Refusal)
          return problemAnswer(this.options.apiErrorStatus, error.problem);
        throw error;
      }
    });
  }

  #route(path: string, query: URLSearchParams): (() => Answer) | undefined {
    switch (path) {
      case '/v2/customers/bulk':
        return () => this.#bulk.answer(query);
      case '/v2/customers/lookup':
        return () => lookupAnswer(this.population, query);
      case '/v2/customers/lookup/customerDetails':
        return () => lookupDetailsAnswer(this.population, query);
      case '/v2/customers/search':
        return () => searchAnswer(this.population, query, this.options.maximumLimit);
      case '/v2/companies':
        return () => companyAnswer(this.population, query);
      default: {
        const id = /^\/v2\/customers\/(\d{1,19})$/.exec(path)?.[1];
        return id === undefined ? undefined : () => customerAnswer(this.population, id, query);
      }
    }
  }

  #only(method: 'GET' | 'POST', request: ApiRequest, answer: () => Answer): Answer {
    if (request.method === method) return answer();
    const refused = problemAnswer(405, {
      code: 405,
      message: `Method ${request.method} not allowed`,
    });
    return { ...refused, headers: { ...refused.headers, allow: method } };
  }
}

function notFound(): Answer {
  return problemAnswer(404, { code: 404, message: 'Resource not found' });
}
