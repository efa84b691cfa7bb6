import { withoutSecrets } from './credentials';

/** A header's name as received, and its value. */
export type ResponseHeader = readonly [name: string, value: string];

/** Stands where a value is one that opens doors. */
const HIDDEN_VALUE = '••••••••';

/** Their values are secrets, whoever they are for. */
const SECRET_NAME = /cookie|token|secret|authori[sz]|credential|password|api-?key|session/i;

/**
 * The headers of an answer in the order received, without what lets anybody in: cookies keep their
 * names and how long they live, and a secret that the server repeats is taken out.
 *
 * @param raw names and values in turn, as node gives them
 * @param secrets what was sent, in all spellings
 */
export function withoutSecretValues(
  raw: readonly string[],
  secrets: readonly string[],
): readonly ResponseHeader[] {
  const headers: ResponseHeader[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    const kept = SECRET_NAME.test(name) ? hiddenValue(name, value) : value;
    headers.push([withoutSecrets(name, secrets), withoutSecrets(kept, secrets)]);
  }
  return headers;
}

/** Attributes of a cookie that say nothing of its value. */
const COOKIE_ATTRIBUTE = /^\s*(?:path|expires|max-age|secure|httponly|samesite|partitioned)\b/i;

function hiddenValue(name: string, value: string): string {
  if (!/^set-cookie$/i.test(name)) return HIDDEN_VALUE;
  const [pair = '', ...attributes] = value.split(';');
  const cookie = /^\s*([!#$%&'*+.^_`|~\w-]{1,100})=/.exec(pair)?.[1];
  const shown = attributes.filter((attribute) => COOKIE_ATTRIBUTE.test(attribute));
  return [cookie === undefined ? HIDDEN_VALUE : `${cookie}=${HIDDEN_VALUE}`, ...shown].join(';');
}
