import type { Connection, Credentials } from '../api/connection';

/** What the secret store holds for a connection: the credentials, and the only origin they are for. */
export function secretEntry(connection: Connection, credentials: Credentials): string {
  return JSON.stringify({ origin: connection.origin, credentials });
}

/**
 * The credentials of an entry. Undefined when they are for another origin or another way of signing
 * in than the connection has now, or when the entry cannot be understood: signed out, in all cases.
 */
export function credentialsOf(
  connection: Connection,
  entry: string | undefined,
): Credentials | undefined {
  const parsed = entry === undefined ? undefined : parse(entry);
  if (!isRecord(parsed) || parsed.origin !== connection.origin) return undefined;
  const credentials = readCredentials(parsed.credentials);
  return credentials?.kind === connection.signIn ? credentials : undefined;
}

/** Whether the entry was made when the connection had another host. */
export function isForOtherHost(connection: Connection, entry: string | undefined): boolean {
  const parsed = entry === undefined ? undefined : parse(entry);
  return isRecord(parsed) && isText(parsed.origin) && parsed.origin !== connection.origin;
}

function readCredentials(value: unknown): Credentials | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, key, secret, till, passwordMd5, token } = value;
  if (kind === 'oauth' && isText(key) && isText(secret)) return { kind, key, secret };
  if (kind === 'basic' && isText(till) && isText(passwordMd5)) return { kind, till, passwordMd5 };
  if (kind === 'token' && isText(token)) return { kind, token };
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
