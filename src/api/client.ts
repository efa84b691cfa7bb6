import { readAnswer, readToken } from './answer';
import { certificateCheck } from './certificates';
import type { Connection, Credentials, CredentialsSource } from './connection';
import { areFor, basicHeader, secretTexts, tokenHeader, type SecretHeader } from './credentials';
import type { ApiError, ApiIssue } from './errors';
import type { RequestAsSent } from './exchange';
import * as failures from './failures';
import { Pace } from './pace';
import type {
  Answer,
  AnsweredRequest,
  ConnectionTest,
  CustomersApi,
  RequestSigner,
  SignedRequest,
} from './page';
import { queryProblems, type ChildrenQuery } from './query';
import { commonHeaders, requestAsSent } from './request';
import { systemCode } from './thrown';
import { Tokens, type TokenOutcome } from './tokens';
import { Transport, type NoReply, type Reply } from './transport';

export interface ClientSettings {
  /** For each request as a whole. */
  readonly timeoutSeconds: number;
  /** Of one connection. */
  readonly requestsPerMinute: number;
  /** Of one connection. */
  readonly concurrentRequests: number;
  /** 1 MB is 1,000,000 bytes, after decompression. */
  readonly maxResponseMegabytes: number;
}

export interface ClientCollaborators {
  readonly credentials: CredentialsSource;
  /** The connection as it can be asked now: the sandbox's starts first, and may get another port. */
  ready?(connection: Connection): Promise<Connection>;
  /** Asked before every request, so that changes count at once. */
  settings(): ClientSettings;
  /** Told of every finished `page()`, failed ones too; not of cancelled ones. */
  answered?(record: AnsweredRequest): void;
  /** Told of every request in one line without secrets and without personal data. */
  noted?(line: string): void;
}

/** The headers that sign a request, and how to get others when the server refuses them. */
interface Signature {
  readonly header: SecretHeader;
  /** Every secret that the server could repeat. */
  readonly secrets: () => readonly string[];
  readonly renew?: () => Promise<SignatureOutcome>;
}
type SignatureOutcome = { readonly kind: 'signed'; readonly signature: Signature } | ApiError;

const CERTIFICATE_NOT_CHECKED =
  'The certificate was not checked: anyone on the way could have answered in the place of the host.';
const TOKEN_PATH = '/v3/oauth/token/generate';

/** The one way to the endpoint: signs in, keeps the pace, sends, and reads what comes back. */
export class CustomersClient implements CustomersApi, RequestSigner {
  readonly #collaborators: ClientCollaborators;
  readonly #transport = new Transport();
  readonly #tokens = new Tokens();
  readonly #pace: Pace;

  constructor(collaborators: ClientCollaborators) {
    this.#collaborators = collaborators;
    this.#pace = new Pace(() => collaborators.settings());
  }

  async page(connection: Connection, query: ChildrenQuery, signal?: AbortSignal): Promise<Answer> {
    const answer = await this.#ask(connection, query, signal);
    if (answer.kind !== 'cancelled') this.#tell({ connection, query, answer });
    return answer;
  }

  /**
   * Asks for a customer that cannot exist: when the API says so, the host, signing in and the
   * permission to read all work.
   */
  async test(connection: Connection, signal?: AbortSignal): Promise<ConnectionTest> {
    const answer = await this.#ask(connection, testQuery(connection), signal);
    switch (answer.kind) {
      case 'page':
        return works(connection, 'The host answered, and signing in works.');
      case 'notFound':
      case 'rejected':
        return answer.issue && answer.exchange.signingIn !== true && isOfTheApi(answer.issue)
          ? works(connection, testDetail(answer.kind, answer.issue))
          : answer;
      default:
        return answer;
    }
  }

  async signed(
    connection: Connection,
    query: ChildrenQuery,
    signal?: AbortSignal,
  ): Promise<SignedRequest | ApiError> {
    return this.#paced(connection, query, signal, async (ready) => {
      const request = requestAsSent(ready, query);
      const outcome = await this.#sign(ready, request, signal);
      return outcome.kind === 'signed'
        ? { kind: 'signed', request, header: outcome.signature.header }
        : outcome;
    });
  }

  /** The next request of the connection asks for a new token. */
  forgetTokens(connectionId: string): void {
    this.#tokens.forget(connectionId);
  }

  /** When the connection's token ends, in milliseconds since 1970; undefined when it has none. */
  tokenExpiry(connectionId: string): number | undefined {
    return this.#tokens.expiry(connectionId);
  }

  /** Cancels what waits and what is under way, and closes every connection. */
  dispose(): void {
    this.#pace.dispose();
    this.#transport.dispose();
  }

  #ask(connection: Connection, query: ChildrenQuery, signal?: AbortSignal): Promise<Answer> {
    return this.#paced(connection, query, signal, (ready) =>
      this.#signAndSend(ready, query, signal),
    );
  }

  /** Does it once the query, the connection and its pace allow; never rejects. */
  async #paced<Result>(
    connection: Connection,
    query: ChildrenQuery,
    signal: AbortSignal | undefined,
    work: (ready: Connection) => Promise<Result>,
  ): Promise<Result | ApiError> {
    const problems = queryProblems(query);
    if (problems.length > 0) return failures.invalidQuery(problems);
    if (signal?.aborted) return failures.cancelled();
    try {
      const ready = (await this.#collaborators.ready?.(connection)) ?? connection;
      return await this.#pace.run(ready.id, () => work(ready), signal);
    } catch (error) {
      const isAborted = error instanceof DOMException && error.name === 'AbortError';
      if (signal?.aborted || isAborted) return failures.cancelled();
      this.#collaborators.noted?.(`A request was not made: ${thrownName(error)}.`);
      return failures.unforeseen(error);
    }
  }

  /** Signs in as late as possible: whoever signed out while the request waited is not overruled. */
  async #signAndSend(
    connection: Connection,
    query: ChildrenQuery,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const request = requestAsSent(connection, query);
    const signed = await this.#sign(connection, request, signal);
    if (signed.kind !== 'signed') return signed;
    const answer = await this.#send(request, query, signed.signature, signal);
    if (answer.kind !== 'signInRefused' || !signed.signature.renew) return answer;
    const renewed = await signed.signature.renew();
    if (renewed.kind !== 'signed') return renewed;
    return this.#send(request, query, renewed.signature, signal);
  }

  /** The one place where a query is sent. */
  async #send(
    request: RequestAsSent,
    query: ChildrenQuery,
    { header, secrets }: Signature,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const limits = this.#limits();
    const outcome = await this.#transport.send({
      method: request.method,
      url: request.url,
      headers: { ...Object.fromEntries(request.headers), [header[0]]: header[1] },
      ...limits,
      signal,
      certificates: request.certificates,
    });
    this.#note(request.method, request.url, outcome);
    const attempt = { request, isSigningIn: false, secrets, ...limits };
    return outcome.kind === 'reply'
      ? readAnswer(query, outcome, attempt)
      : failures.unanswered(outcome, attempt);
  }

  async #sign(
    connection: Connection,
    request: RequestAsSent,
    signal: AbortSignal | undefined,
  ): Promise<SignatureOutcome> {
    let credentials: Credentials | undefined;
    try {
      credentials = await this.#collaborators.credentials.read(connection);
    } catch (error) {
      return failures.secretsUnreadable(error);
    }
    if (signal?.aborted) return failures.cancelled();
    if (!credentials || !areFor(connection, credentials)) return failures.notSignedIn();
    switch (credentials.kind) {
      case 'oauth':
        return this.#signWithToken(connection, credentials, request, signal);
      case 'basic':
        return signature(credentials, basicHeader(credentials.till, credentials.passwordMd5));
      case 'token':
        return signature(credentials, tokenHeader(credentials.token));
    }
  }

  async #signWithToken(
    connection: Connection,
    credentials: Extract<Credentials, { kind: 'oauth' }>,
    request: RequestAsSent,
    signal: AbortSignal | undefined,
    refused?: string,
  ): Promise<SignatureOutcome> {
    const { key, secret } = credentials;
    const { id: connectionId, origin } = connection;
    const obtain = (stop: AbortSignal) => this.#obtainToken(connection, credentials, stop);
    const wish = { connectionId, origin, key, secret, refused, signal, obtain };
    const outcome = await this.#tokens.get(wish);
    if (outcome.kind === 'failed') return outcome.failure(request);
    const { value } = outcome.token;
    const renew = () => this.#signWithToken(connection, credentials, request, signal, value);
    return signature(credentials, tokenHeader(value), renew);
  }

  async #obtainToken(
    connection: Connection,
    credentials: Extract<Credentials, { kind: 'oauth' }>,
    signal: AbortSignal,
  ): Promise<TokenOutcome> {
    const limits = this.#limits();
    const url = connection.origin + TOKEN_PATH;
    const { key, secret } = credentials;
    const outcome = await this.#transport.send({
      method: 'POST',
      url,
      headers: { ...Object.fromEntries(commonHeaders), 'Content-Type': 'application/json' },
      body: JSON.stringify({ key, secret }),
      ...limits,
      signal,
      certificates: certificateCheck(connection),
    });
    this.#note('POST', url, outcome);
    const attempt = { isSigningIn: true, secrets: () => secretTexts(credentials), ...limits };
    if (outcome.kind === 'reply') return readToken(outcome, attempt);
    return {
      kind: 'failed',
      failure: (request) => failures.unanswered(outcome, { ...attempt, request }),
    };
  }

  #limits() {
    const { timeoutSeconds, maxResponseMegabytes } = this.#collaborators.settings();
    return { timeoutSeconds, maxMegabytes: maxResponseMegabytes };
  }

  /** Whoever keeps the record cannot break the answer. */
  #tell(record: AnsweredRequest): void {
    try {
      this.#collaborators.answered?.(record);
    } catch (error) {
      this.#collaborators.noted?.(`A record of a request failed: ${thrownName(error)}.`);
    }
  }

  /** Without the query string: it names people. */
  #note(method: string, url: string, outcome: Reply | NoReply): void {
    if (!this.#collaborators.noted) return;
    const { origin, pathname } = new URL(url);
    const duration = `${Math.round(outcome.durationMs)} ms`;
    const result =
      outcome.kind === 'reply'
        ? `${outcome.status}, ${outcome.sizeBytes} bytes`
        : `no answer (${outcome.reason === 'system' ? outcome.code : outcome.reason})`;
    const id = outcome.headers?.requestId ? `, request id ${outcome.headers.requestId}` : '';
    this.#collaborators.noted(`${method} ${origin}${pathname}: ${result}, ${duration}${id}`);
  }
}

function signature(
  credentials: Credentials,
  header: SecretHeader,
  renew?: Signature['renew'],
): SignatureOutcome {
  const secrets = () => secretTexts(credentials, header);
  return { kind: 'signed', signature: { header, secrets, renew } };
}

function testQuery(connection: Connection): ChildrenQuery {
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

/** A test that passed; without the check of the certificate it says less than it seems. */
function works(connection: Connection, detail: string): ConnectionTest {
  const unchecked = certificateCheck(connection)?.verifyCertificate === false;
  return { kind: 'works', detail: unchecked ? `${detail} ${CERTIFICATE_NOT_CHECKED}` : detail };
}

/** A gateway's 404 or 405 repeats the HTTP status; the API's own codes are others. */
function isOfTheApi({ code }: ApiIssue): boolean {
  return code !== undefined && code !== 404 && code !== 405;
}

/** @param issue what the API said to the test's question, which names a customer that cannot exist */
function testDetail(kind: 'notFound' | 'rejected', { code, message }: ApiIssue): string {
  const said = [code === undefined ? [] : `code ${code}`, message ?? []].flat().join(': ');
  return kind === 'notFound'
    ? `The host answered, and signing in works. Asked for a made-up customer, it said as it should that there is none (${said}).`
    : `The host answered, and signing in works. It did not take the question of this test (${said}): check the source and the account ID of the connection.`;
}

function thrownName(error: unknown): string {
  return error instanceof Error ? `${error.name} ${systemCode(error)}` : typeof error;
}
