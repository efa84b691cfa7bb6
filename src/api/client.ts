import { isSuccess as saysYes, readAnswer, readToken } from './answer';
import { certificateCheck } from './certificates';
import type { Connection, Credentials, CredentialsSource } from './connection';
import { testQuery, testResult } from './connectionTest';
import {
  areFor,
  basicHeader,
  secretTexts,
  SecretTexts,
  tokenHeader,
  type SecretHeader,
} from './credentials';
import type { ApiError } from './errors';
import type { RequestAsSent } from './exchange';
import { parseExactly } from './exactJson';
import * as failures from './failures';
import {
  parentPath,
  readParentAnswer,
  readSearchAnswer,
  searchPath,
  type CustomerLookups,
  type ParentAnswer,
  type ParentQuery,
  type SearchAnswer,
  type SearchQuery,
} from './lookups';
import { Pace, type Sending } from './pace';
import type {
  Answer,
  AnswerSaver,
  AnsweredRequest,
  ConnectionTest,
  CustomersApi,
  Page,
  PageOptions,
  RequestSigner,
  Saved,
  SignedRequest,
} from './page';
import { queryPath, queryProblems, type ChildrenQuery, type QueryProblem } from './query';
import { requestAsSent, requestFor, signInRequest } from './request';
import { SecretWatch } from './secretWatch';
import { requestLine } from './requestLine';
import { isSuccess, Retries, type RetryTiming, type Success } from './retry';
import { systemCode } from './thrown';
import { Stopwatch } from './timings';
import { Tokens, type TokenOutcome } from './tokens';
import { Transport, type NoReply, type Outgoing, type Reply } from './transport';

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
interface Going extends Signing {
  readonly watch: Stopwatch;
}
/** How it is signed then. */
interface Signing {
  readonly signal?: AbortSignal;
  /** A token that the server just refused. */
  readonly refused?: string;
  readonly sending: Sending;
}
/** An answer, and the token that it was given to, where the client can ask for another one. */
interface Sent<Found> {
  readonly answer: Found | ApiError;
  readonly renewable?: string;
}
/** What is asked for, and how what comes back is read. */
interface Question<Found extends Success> {
  /** With its query string. */
  readonly path: string;
  /** Whom it is about: no line of the log repeats it. */
  readonly about: string;
  read(reply: Reply, attempt: failures.Attempt): Found | ApiError;
}

/** The one way to the endpoint: signs in, keeps the pace, sends, and reads what comes back. */
export class CustomersClient implements CustomersApi, CustomerLookups, RequestSigner, AnswerSaver {
  readonly #collaborators: ClientCollaborators;
  readonly #transport = new Transport();
  readonly #tokens = new Tokens();
  readonly #pace: Pace;
  readonly #retries: Retries;
  readonly #secretTexts = new SecretTexts();

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
    const question = childrenQuestion(query);
    const answer = await this.#asked(connection, queryProblems(query), options.signal, (ready) =>
      this.#retries.run(() => this.#try(ready, question, options), options),
    );
    const { background = false, ofMany = false } = options;
    if (answer.kind !== 'cancelled') this.#tell({ connection, query, answer, background, ofMany });
    return answer;
  }

  async parent(
    connection: Connection,
    query: ParentQuery,
    options: PageOptions = {},
  ): Promise<ParentAnswer | ApiError> {
    const about = query.identifier.value;
    const question = { path: parentPath(query), about, read: readParentAnswer };
    return this.#asked(connection, [], options.signal, (ready) =>
      this.#retries.run(() => this.#try(ready, question, options), options),
    );
  }

  async search(
    connection: Connection,
    query: SearchQuery,
    options: PageOptions = {},
  ): Promise<SearchAnswer | ApiError> {
    const question = { path: searchPath(query), about: query.text, read: readSearchAnswer };
    return this.#asked(connection, [], options.signal, (ready) =>
      this.#retries.run(() => this.#try(ready, question, options), options),
    );
  }

  /** Asks once and shows what is: what might pass is not tried again. */
  async test(connection: Connection, signal?: AbortSignal): Promise<ConnectionTest> {
    const query = testQuery(connection);
    const once = (ready: Connection) => this.#try(ready, childrenQuestion(query), { signal });
    const answer = await this.#asked(connection, queryProblems(query), signal, once);
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
    return this.#asked(connection, queryProblems(query), signal, (ready) =>
      this.#pace.run(ready.id, (sending) => sign(ready, sending), { signal }),
    );
  }

  async save(
    connection: Connection,
    query: ChildrenQuery,
    receive: (bytes: Uint8Array) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Saved | ApiError> {
    const broken: unknown[] = [];
    const receiving = async (bytes: Uint8Array): Promise<void> => {
      await receive(bytes).catch((error: unknown) => {
        broken.push(error);
        throw error;
      });
    };
    const inTurn = (ready: Connection, refused?: string) => {
      const watch = new Stopwatch('queue');
      return this.#pace.run(
        ready.id,
        (sending) =>
          this.#signAndSave(ready, query, receiving, { signal, refused, sending, watch }),
        { signal },
      );
    };
    const saved = await this.#asked(connection, queryProblems(query), signal, async (ready) => {
      const { result, renewable } = await inTurn(ready);
      if (result.kind !== 'signInRefused' || renewable === undefined) return result;
      return (await inTurn(ready, renewable)).result;
    });
    if (broken.length > 0) throw broken[0];
    return saved;
  }

  /** The next request of the connection asks for a new token; no secret of the last one is kept. */
  forgetTokens(connectionId: string): void {
    this.#tokens.forget(connectionId);
    this.#secretTexts.forget();
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
    problems: readonly QueryProblem[],
    signal: AbortSignal | undefined,
    work: (ready: Connection) => Promise<Result>,
  ): Promise<Result | ApiError> {
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
  async #try<Found extends Success>(
    connection: Connection,
    question: Question<Found>,
    options: PageOptions,
  ): Promise<Found | ApiError> {
    const { answer, renewable } = await this.#inTurn(connection, question, options);
    if (answer.kind !== 'signInRefused' || renewable === undefined) return answer;
    return (await this.#inTurn(connection, question, options, renewable)).answer;
  }

  /** Whatever goes out has waited for its turn, and for room within the minute: tokens, too. */
  #inTurn<Found extends Success>(
    connection: Connection,
    question: Question<Found>,
    options: PageOptions,
    refused?: string,
  ): Promise<Sent<Found>> {
    const { signal } = options;
    const watch = new Stopwatch('queue');
    const send = (sending: Sending) =>
      this.#signAndSend(connection, question, { signal, refused, sending, watch });
    return this.#pace.run(connection.id, send, options);
  }

  async #signToGo(
    connection: Connection,
    request: RequestAsSent,
    going: Going,
  ): Promise<SignatureOutcome> {
    const { sending, watch } = going;
    watch.begin('signIn');
    let signed = await this.#sign(connection, request, going);
    // asking for a token took the room that there was
    if (signed.kind === 'signed' && (await waitedForRoom(going))) {
      watch.begin('signIn');
      signed = await this.#sign(connection, request, going);
      if (signed.kind === 'signed') await waitedForRoom(going);
    }
    if (signed.kind === 'signed') sending.goes();
    return signed;
  }

  /** Signs in as late as possible: whoever signed out while the request waited is not overruled. */
  async #signAndSend<Found extends Success>(
    connection: Connection,
    question: Question<Found>,
    going: Going,
  ): Promise<Sent<Found>> {
    const { watch, signal } = going;
    const request = requestFor(connection, question.path);
    const signed = await this.#signToGo(connection, request, going);
    if (signed.kind !== 'signed') return { answer: withTimings(signed, watch) };
    const answer = await this.#send(request, question, signed.signature, watch, signal);
    const { renewable } = signed.signature;
    // a copy of a page would hold its text as a string, beside what it is packed as
    return { answer: isSuccess(answer) ? answer : withTimings(answer, watch), renewable };
  }

  /** The one place where a question is sent. */
  async #send<Found extends Success>(
    request: RequestAsSent,
    question: Question<Found>,
    { header, secrets }: Signature,
    watch: Stopwatch,
    signal: AbortSignal | undefined,
  ): Promise<Found | ApiError> {
    const limits = this.#limits();
    const outcome = await this.#transmit(request, header, { ...limits, signal, watch });
    if (outcome.kind === 'reply') watch.begin('parse');
    const attempt = { request, secrets, ...limits, timings: () => watch.timings() };
    this.#note(request, outcome, secrets(), question.about);
    return outcome.kind === 'reply'
      ? question.read(outcome, attempt)
      : failures.unanswered(outcome, attempt);
  }

  /** The same for an answer that goes elsewhere: what says no is read as always. */
  async #signAndSave(
    connection: Connection,
    query: ChildrenQuery,
    receive: (bytes: Uint8Array) => Promise<void>,
    going: Going,
  ): Promise<{ readonly result: Saved | ApiError; readonly renewable?: string }> {
    const request = requestAsSent(connection, query);
    const signed = await this.#signToGo(connection, request, going);
    if (signed.kind !== 'signed') return { result: withTimings(signed, going.watch) };
    const { header, secrets, renewable } = signed.signature;
    const lookout = new SecretWatch(secrets());
    const watched = (bytes: Uint8Array) => {
      lookout.see(bytes);
      return receive(bytes);
    };
    // as long as it takes: somebody looks on, and can cancel
    const limits = { ...this.#limits(), timeoutSeconds: 0 };
    const how = { ...limits, signal: going.signal, receive: watched, watch: going.watch };
    const outcome = await this.#transmit(request, header, how);
    this.#note(request, outcome, secrets(), query.identifierValue);
    const attempt = { request, secrets, ...limits };
    if (outcome.kind === 'noReply')
      return { result: withTimings(failures.unanswered(outcome, attempt), going.watch) };
    if (!saysYes(outcome)) {
      const failure = failures.refused(outcome, parseExactly(outcome.text), attempt);
      return { result: withTimings(failure, going.watch), renewable };
    }
    const { sizeBytes } = outcome;
    return { result: { kind: 'saved', sizeBytes, repeatsSecret: lookout.found } };
  }

  #transmit(
    request: RequestAsSent,
    header: SecretHeader,
    how: Pick<Outgoing, 'timeoutSeconds' | 'maxMegabytes' | 'signal' | 'receive' | 'watch'>,
  ): Promise<Reply | NoReply> {
    return this.#transport.send({
      method: request.method,
      url: request.url,
      headers: { ...Object.fromEntries(request.headers), [header[0]]: header[1] },
      certificates: request.certificates,
      ...how,
    });
  }

  async #sign(
    connection: Connection,
    request: RequestAsSent,
    going: Signing,
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
        return this.#signature(credentials, basicHeader(credentials.till, credentials.passwordMd5));
      case 'token':
        return this.#signature(credentials, tokenHeader(credentials.token));
    }
  }

  #signature(credentials: Credentials, header: SecretHeader, renewable?: string): SignatureOutcome {
    let texts: readonly string[] | undefined;
    const secrets = () => (texts ??= this.#secretTexts.of(credentials, header));
    return { kind: 'signed', signature: { header, secrets, renewable } };
  }

  async #signWithToken(
    connection: Connection,
    credentials: Extract<Credentials, { kind: 'oauth' }>,
    request: RequestAsSent,
    { signal, refused, sending }: Signing,
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
    return this.#signature(credentials, tokenHeader(value), value);
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

function childrenQuestion(query: ChildrenQuery): Question<Page> {
  return {
    path: queryPath(query),
    about: query.identifierValue,
    read: (reply, attempt) => readAnswer(query, reply, attempt),
  };
}

/** Once the minute has room for the request, whether that had to be waited for. */
async function waitedForRoom({ sending, watch }: Going): Promise<boolean> {
  const since = performance.now();
  const isLate = await sending.room();
  if (isLate) watch.begin('queue', since);
  return isLate;
}

/** Up to now; where nothing went out, there is nothing to time. */
function withTimings(error: ApiError, watch: Stopwatch): ApiError {
  if (!('exchange' in error) || error.exchange === undefined) return error;
  return { ...error, exchange: { ...error.exchange, timings: watch.timings() } };
}

function thrownName(error: unknown): string {
  return error instanceof Error ? `${error.name} ${systemCode(error)}` : typeof error;
}
