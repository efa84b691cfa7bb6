import { readAnswer, readToken } from './answer';
import { certificateCheck } from './certificates';
import type { Connection, Credentials, CredentialsSource } from './connection';
import { testQuery, testResult } from './connectionTest';
import { areFor, basicHeader, secretTexts, tokenHeader, type SecretHeader } from './credentials';
import type { ApiError } from './errors';
import type { RequestAsSent } from './exchange';
import * as failures from './failures';
import { Pace, type Sending } from './pace';
import type {
  Answer,
  AnsweredRequest,
  ConnectionTest,
  CustomersApi,
  PageOptions,
  RequestSigner,
  SignedRequest,
} from './page';
import { queryProblems, type ChildrenQuery } from './query';
import { requestAsSent, signInRequest } from './request';
import { requestLine } from './requestLine';
import { Retries, type RetryTiming } from './retry';
import { systemCode } from './thrown';
import { Tokens, type TokenOutcome } from './tokens';
import { Transport } from './transport';

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
  /** Told of every finished `page()` and `test()`, failed ones too; not of cancelled ones. */
  answered?(record: AnsweredRequest): void;
  /** Told of every request in one line without secrets and without personal data. */
  noted?(line: string): void;
  /** Instead of the computer's own chance and clock, when failed requests are made again. */
  readonly retryTiming?: RetryTiming;
}

/** The header that signs a request. */
interface Signature {
  readonly header: SecretHeader;
  /** Every secret that the server could repeat. */
  readonly secrets: () => readonly string[];
  /** The token in it, where the client can ask for another one. */
  readonly renewable?: string;
}
type SignatureOutcome = { readonly kind: 'signed'; readonly signature: Signature } | ApiError;
/** How a request goes out when it is its turn. */
interface Going {
  readonly signal?: AbortSignal;
  /** A token that the server just refused. */
  readonly refused?: string;
  readonly sending: Sending;
}
/** An answer, and the token that it was given to, where the client can ask for another one. */
interface Sent {
  readonly answer: Answer;
  readonly renewable?: string;
}

/** The one way to the endpoint: signs in, keeps the pace, sends, and reads what comes back. */
export class CustomersClient implements CustomersApi, RequestSigner {
  readonly #collaborators: ClientCollaborators;
  readonly #transport = new Transport();
  readonly #tokens = new Tokens();
  readonly #pace: Pace;
  readonly #retries: Retries;

  constructor(collaborators: ClientCollaborators) {
    this.#collaborators = collaborators;
    this.#pace = new Pace(() => collaborators.settings());
    this.#retries = new Retries(collaborators.retryTiming);
  }

  async page(
    connection: Connection,
    query: ChildrenQuery,
    options: PageOptions = {},
  ): Promise<Answer> {
    const answer = await this.#asked(connection, query, options.signal, (ready) =>
      this.#retries.run(() => this.#try(ready, query, options), options),
    );
    if (answer.kind !== 'cancelled') this.#tell({ connection, query, answer });
    return answer;
  }

  /** Asks once and shows what is: what might pass is not tried again. */
  async test(connection: Connection, signal?: AbortSignal): Promise<ConnectionTest> {
    const query = testQuery(connection);
    const once = (ready: Connection) => this.#try(ready, query, { signal });
    const answer = await this.#asked(connection, query, signal, once);
    const test = testResult(connection, answer);
    if (answer.kind !== 'cancelled') this.#tell({ connection, query, answer, test });
    return test;
  }

  async signed(
    connection: Connection,
    query: ChildrenQuery,
    signal?: AbortSignal,
  ): Promise<SignedRequest | ApiError> {
    const sign = async (ready: Connection, sending: Sending): Promise<SignedRequest | ApiError> => {
      const request = requestAsSent(ready, query);
      const outcome = await this.#sign(ready, request, { signal, sending });
      return outcome.kind === 'signed'
        ? { kind: 'signed', request, header: outcome.signature.header }
        : outcome;
    };
    return this.#asked(connection, query, signal, (ready) =>
      this.#pace.run(ready.id, (sending) => sign(ready, sending), { signal }),
    );
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
    this.#retries.dispose();
    this.#pace.dispose();
    this.#transport.dispose();
  }

  /** Does it once the query and the connection allow; never rejects. */
  async #asked<Result>(
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
      return await work(ready);
    } catch (error) {
      const isAborted = error instanceof DOMException && error.name === 'AbortError';
      if (signal?.aborted || isAborted) return failures.cancelled();
      this.#collaborators.noted?.(`A request was not made: ${thrownName(error)}.`);
      return failures.unforeseen(error);
    }
  }

  /** Once more with another token, should the first one be refused. */
  async #try(connection: Connection, query: ChildrenQuery, options: PageOptions): Promise<Answer> {
    const { answer, renewable } = await this.#inTurn(connection, query, options);
    if (answer.kind !== 'signInRefused' || renewable === undefined) return answer;
    return (await this.#inTurn(connection, query, options, renewable)).answer;
  }

  /** Whatever goes out has waited for its turn, and for room within the minute: tokens, too. */
  #inTurn(
    connection: Connection,
    query: ChildrenQuery,
    options: PageOptions,
    refused?: string,
  ): Promise<Sent> {
    const { signal } = options;
    const send = (sending: Sending) =>
      this.#signAndSend(connection, query, { signal, refused, sending });
    return this.#pace.run(connection.id, send, options);
  }

  /** Signs in as late as possible: whoever signed out while the request waited is not overruled. */
  async #signAndSend(connection: Connection, query: ChildrenQuery, going: Going): Promise<Sent> {
    const request = requestAsSent(connection, query);
    let signed = await this.#sign(connection, request, going);
    // asking for a token took the room that there was
    if (signed.kind === 'signed' && (await going.sending.room())) {
      signed = await this.#sign(connection, request, going);
      if (signed.kind === 'signed') await going.sending.room();
    }
    if (signed.kind !== 'signed') return { answer: signed };
    going.sending.goes();
    const answer = await this.#send(request, query, signed.signature, going.signal);
    return { answer, renewable: signed.signature.renewable };
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
    const attempt = { request, secrets, ...limits };
    this.#note(request, outcome, secrets(), query.identifierValue);
    return outcome.kind === 'reply'
      ? readAnswer(query, outcome, attempt)
      : failures.unanswered(outcome, attempt);
  }

  async #sign(
    connection: Connection,
    request: RequestAsSent,
    going: Going,
  ): Promise<SignatureOutcome> {
    let credentials: Credentials | undefined;
    try {
      credentials = await this.#collaborators.credentials.read(connection);
    } catch (error) {
      return failures.secretsUnreadable(error);
    }
    if (going.signal?.aborted) return failures.cancelled();
    if (!credentials || !areFor(connection, credentials)) return failures.notSignedIn();
    switch (credentials.kind) {
      case 'oauth':
        return this.#signWithToken(connection, credentials, request, going);
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
    { signal, refused, sending }: Going,
  ): Promise<SignatureOutcome> {
    const { key, secret } = credentials;
    const { id: connectionId, origin } = connection;
    const obtain = async (stop: AbortSignal) => {
      await sending.room();
      sending.goes();
      return this.#obtainToken(connection, credentials, stop);
    };
    const wish = { connectionId, origin, key, secret, refused, signal, obtain };
    const outcome = await this.#tokens.get(wish);
    if (outcome.kind === 'failed') return outcome.failure(request);
    const { value } = outcome.token;
    return signature(credentials, tokenHeader(value), value);
  }

  async #obtainToken(
    connection: Connection,
    credentials: Extract<Credentials, { kind: 'oauth' }>,
    signal: AbortSignal,
  ): Promise<TokenOutcome> {
    const limits = this.#limits();
    const signingIn = signInRequest(connection);
    const { key, secret } = credentials;
    const outcome = await this.#transport.send({
      method: signingIn.method,
      url: signingIn.url,
      headers: Object.fromEntries(signingIn.headers),
      body: JSON.stringify({ key, secret }),
      ...limits,
      signal,
      certificates: certificateCheck(connection),
    });
    const attempt = { signingIn, secrets: () => secretTexts(credentials), ...limits };
    if (outcome.kind === 'reply') {
      const result = readToken(outcome, attempt);
      const given = result.kind === 'token' ? tokenHeader(result.token.value) : undefined;
      // the new token is no less of a secret
      this.#note(signingIn, outcome, secretTexts(credentials, given));
      return result;
    }
    this.#note(signingIn, outcome, attempt.secrets());
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

  #note(...request: Parameters<typeof requestLine>): void {
    this.#collaborators.noted?.(requestLine(...request));
  }
}

function signature(
  credentials: Credentials,
  header: SecretHeader,
  renewable?: string,
): SignatureOutcome {
  const secrets = () => secretTexts(credentials, header);
  return { kind: 'signed', signature: { header, secrets, renewable } };
}

function thrownName(error: unknown): string {
  return error instanceof Error ? `${error.name} ${systemCode(error)}` : typeof error;
}
