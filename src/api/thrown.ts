/** Reads thrown values of unknown make; copies nothing out of them but codes. */

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** Codes that only say that one of several addresses of a host has no route from here. */
const NO_ROUTE: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
]);
/** Codes of axios around the one that counts. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'ERR_NETWORK',
  'ERR_BAD_REQUEST',
  'ERR_BAD_RESPONSE',
]);
const MAX_DEPTH = 8;

/**
 * The code at the bottom of a thrown error, through `cause` and, where several addresses were tried
 * at once, through `AggregateError.errors`. `UNKNOWN` when it has none.
 */
export function systemCode(error: unknown): string {
  const codes = codesOf(error, MAX_DEPTH);
  const telling = codes.filter((code) => !WRAPPERS.has(code));
  if (telling.length === 0 && isCutShort(error)) return 'ECONNRESET';
  return telling.find((code) => !NO_ROUTE.has(code)) ?? telling[0] ?? codes[0] ?? 'UNKNOWN';
}

/** Deepest first. */
function codesOf(error: unknown, depth: number): readonly string[] {
  const thrown = asObject(error);
  if (!thrown || depth === 0) return [];
  const inner = [
    thrown.cause,
    ...(Array.isArray(thrown.errors) ? (thrown.errors as unknown[]) : []),
  ];
  const codes = inner.flatMap((one) => codesOf(one, depth - 1));
  return typeof thrown.code === 'string' && thrown.code ? [...codes, thrown.code] : codes;
}

/** The server closed the connection in the middle of the body; axios gives that no code of its own. */
function isCutShort(error: unknown): boolean {
  return asObject(error)?.message === 'stream has been aborted';
}
