import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  jsonAnswer,
  olderProblemAnswer,
  problemAnswer,
  type Answer,
  type Problem,
} from './answers';
import type { SandboxCredentials } from './sandbox';

/** Credentials that nobody could guess, new for every start. */
export function randomCredentials(): SandboxCredentials {
  return {
    oauth: { key: `sandbox-${randomBytes(6).toString('hex')}`, secret: randomText() },
    basic: { till: `sandbox.till.${randomBytes(3).toString('hex')}`, password: randomText() },
  };
}

/** What follows `Basic ` in the Authorization header: base64 of till:md5(password), as published. */
export function basicHeaderValue({ till, password }: SandboxCredentials['basic']): string {
  const md5 = createHash('md5').update(password).digest('hex');
  return Buffer.from(`${till}:${md5}`).toString('base64');
}

/** Signs in and checks who is signed in. Keeps no list of tokens: a token proves itself. */
export class SignIn {
  readonly #signingKey = randomBytes(32);

  constructor(
    private readonly credentials: SandboxCredentials,
    private readonly lifetimeSeconds: number,
    private readonly errorShape: 'v2' | 'v1.1',
    /** The sandbox's clock, in milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** `POST /v3/oauth/token/generate` */
  generateToken(body: string): Answer {
    const { key, secret } = this.credentials.oauth;
    const given = keyAndSecret(body);
    if (!given || !isSame(given.key, key) || !isSame(given.secret, secret)) {
      const error = { code: 320001, message: 'Invalid client key and secret' };
      return jsonAnswer(401, { data: null, errors: [error] });
    }
    const data = { accessToken: this.newToken(), ttlSeconds: this.lifetimeSeconds };
    return jsonAnswer(200, { data, errors: null });
  }

  /** Undefined for a signed-in request, else the answer that refuses it. */
  refusal(headers: IncomingHttpHeaders): Answer | undefined {
    const token = headers['x-cap-api-oauth-token'];
    if (typeof token === 'string') return this.#tokenRefusal(token);
    const basic = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (basic !== undefined && isSame(basic, basicHeaderValue(this.credentials.basic))) return;
    return this.#refuse({ code: 401, message: 'Authentication failed' });
  }

  #tokenRefusal(token: string): Answer | undefined {
    const [head = '', claims = '', signature = ''] = token.split('.');
    const expiresAt = expiryOf(claims);
    if (!isSame(signature, this.#signature(`${head}.${claims}`)) || expiresAt === undefined)
      return this.#refuse({ code: 401, message: 'Authentication failed' });
    if (expiresAt > this.now()) return undefined;
    const message = `Token expired at ${new Date(expiresAt).toISOString()}`;
    return this.#refuse({ code: 498, message });
  }

  newToken(): string {
    const issuedAt = this.now();
    const head = encoded({ alg: 'HS256', typ: 'JWT' });
    const expiresAt = issuedAt + this.lifetimeSeconds * 1000;
    const jti = randomBytes(6).toString('hex');
    const claims = encoded({
      sub: this.credentials.oauth.key,
      iat: issuedAt / 1000,
      exp: expiresAt / 1000,
      jti,
    });
    return `${head}.${claims}.${this.#signature(`${head}.${claims}`)}`;
  }

  #signature(text: string): string {
    return createHmac('sha256', this.#signingKey).update(text).digest('base64url');
  }

  #refuse(problem: Problem): Answer {
    if (this.errorShape === 'v2') return problemAnswer(problem.code, problem);
    const message = problem.code === 401 ? 'Unauthorized' : problem.message;
    return olderProblemAnswer(problem.code, { ...problem, message });
  }
}

function randomText(): string {
  return randomBytes(18).toString('base64url');
}

function encoded(claims: Readonly<Record<string, string | number>>): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function keyAndSecret(body: string): { readonly key: string; readonly secret: string } | undefined {
  const parsed = objectOf(body);
  const { key, secret } = parsed ?? {};
  return typeof key === 'string' && typeof secret === 'string' ? { key, secret } : undefined;
}

/** When a token expires, in milliseconds since 1970. */
function expiryOf(claims: string): number | undefined {
  const expiry = objectOf(Buffer.from(claims, 'base64url').toString())?.exp;
  return typeof expiry === 'number' ? expiry * 1000 : undefined;
}

function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
