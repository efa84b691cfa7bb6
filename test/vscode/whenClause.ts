/** What VS Code knows when it looks at a `when` clause: of a key that is not set, it knows nothing. */
export type Context = Readonly<Record<string, unknown>>;

interface Clause {
  readonly holds: (context: Context) => boolean;
  /** Names of context keys in it. */
  readonly keys: readonly string[];
}

/**
 * Reads a `when` clause as VS Code does, as far as this manifest uses them: `&&` before `||`, `!`,
 * brackets, `==`, `!=`, `=~` with a regular expression, and `in`.
 *
 * @throws {Error} for what VS Code would take for no clause, and show always or never
 */
export function readWhen(text: string): Clause {
  const tokens = [
    ...text.matchAll(/\s*(&&|\|\||==|!=|=~|!|\(|\)|\/(?:[^/\\]|\\.)+\/[a-z]*|'[^']*'|[\w.:-]+)/gy),
  ].map(([, token = '']) => token);
  if (tokens.join('').length !== text.replaceAll(/\s/g, '').length)
    throw new Error(`Unreadable: ${text}`);
  const keys: string[] = [];
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const next = (): string => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`Ends too early: ${text}`);
    return token;
  };
  type Test = Clause['holds'];
  const either = (): Test => {
    const parts = [both()];
    while (take('||')) parts.push(both());
    return (context) => parts.some((part) => part(context));
  };
  const both = (): Test => {
    const parts = [one()];
    while (take('&&')) parts.push(one());
    return (context) => parts.every((part) => part(context));
  };
  const one = (): Test => {
    if (take('!')) {
      const not = one();
      return (context) => !not(context);
    }
    if (take('(')) {
      const inside = either();
      if (!take(')')) throw new Error(`A bracket is not closed: ${text}`);
      return inside;
    }
    const key = next();
    if (!/^[a-z]\w*(?:[.:]\w+)*$/i.test(key)) throw new Error(`No key: ${key} in ${text}`);
    if (key === 'true' || key === 'false') return () => key === 'true';
    keys.push(key);
    if (take('==')) return compared(key, next(), true);
    if (take('!=')) return compared(key, next(), false);
    if (take('=~')) {
      const [, source = '', flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(next()) ?? [];
      const pattern = new RegExp(source, flags);
      return (context) => pattern.test(typeof context[key] === 'string' ? context[key] : '');
    }
    if (take('in')) {
      const list = next();
      keys.push(list);
      return (context) => Array.isArray(context[list]) && context[list].includes(context[key]);
    }
    return (context) => Boolean(context[key]);
  };
  const holds = either();
  if (at < tokens.length) throw new Error(`Goes on after its end: ${text}`);
  return { holds, keys };
}

function compared(key: string, value: string, equal: boolean): Clause['holds'] {
  const meant = value.replace(/^'(.*)'$/, '$1');
  return (context) => (String(context[key]) === meant) === equal;
}
