/**
 * What curl's options are called and which of them have a value, by "curl --help all" of its versions
 * up to 8.16: an option that is not known is taken for one without a value.
 */

const SHORT: Readonly<Record<string, string>> = {
  '0': 'http1.0',
  '1': 'tlsv1',
  '2': 'sslv2',
  '3': 'sslv3',
  '4': 'ipv4',
  '6': 'ipv6',
  a: 'append',
  A: 'user-agent',
  b: 'cookie',
  B: 'use-ascii',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'show-headers',
  I: 'head',
  j: 'junk-session-cookies',
  J: 'remote-header-name',
  k: 'insecure',
  K: 'config',
  l: 'list-only',
  L: 'location',
  m: 'max-time',
  M: 'manual',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  p: 'proxytunnel',
  P: 'ftp-port',
  q: 'disable',
  Q: 'quote',
  r: 'range',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  Z: 'parallel',
  ':': 'next',
  '#': 'progress-bar',
};

const WITH_VALUE = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
  connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
  data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
  dump-header ech egd-file engine etag-compare etag-save expand-url expand-header expand-data
  expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
  ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts
  interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate
  local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file
  noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy
  proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type
  proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
  proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user
  proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay
  retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service
  socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max
  tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file
  upload-flags url url-query user user-agent variable vlan-priority write-out`.split(/\s+/),
);

/** What changes what is printed, or how often and how fast, and not what is asked, where and by whom. */
const HARMLESS = new Set(
  `compressed connect-timeout create-dirs disable dump-header fail fail-early fail-with-body globoff
  http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only include ipv4 ipv6
  keepalive-time location location-trusted max-filesize max-redirs max-time no-alpn no-buffer
  no-keepalive no-npn no-progress-meter noproxy output output-dir path-as-is progress-bar proto
  proto-default proto-redir raw referer remote-header-name remote-name remote-time retry retry-all-errors
  retry-connrefused retry-delay retry-max-time show-error show-headers silent speed-limit speed-time
  ssl-reqd stderr styled-output tcp-nodelay tls-max tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 trace
  trace-ascii trace-time user-agent verbose write-out`.split(/\s+/),
);

const WITHOUT_VALUE = new Set([...HARMLESS, ...Object.values(SHORT)].filter(isWithoutValue));

function isWithoutValue(name: string): boolean {
  return !WITH_VALUE.has(name);
}

export interface CurlOption {
  /** Its long name, without dashes. */
  readonly name: string;
  readonly hasValue: boolean;
}

/** @param letter behind one dash */
export function shortOption(letter: string): CurlOption {
  const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  return name === undefined
    ? { name: letter, hasValue: false }
    : { name, hasValue: WITH_VALUE.has(name) };
}

/** @param written behind two dashes; curl takes a beginning for the whole, where one option has it */
export function longOption(written: string): CurlOption {
  const isWhole = WITH_VALUE.has(written) || WITHOUT_VALUE.has(written) || written.length < 3;
  const meant = isWhole ? [] : [...WITH_VALUE].filter((name) => name.startsWith(written));
  const [name = written] = meant.length === 1 ? meant : [];
  return { name, hasValue: WITH_VALUE.has(name) };
}

/** Whether nothing is lost where the option is left out. */
export function isHarmless(name: string): boolean {
  return HARMLESS.has(name);
}
