import { sentence } from '../sentence';
import type { Fault } from './fault';
import {
  delivered,
  dripping,
  emptyBody,
  html,
  invalidUtf8,
  padded,
  withByteOrderMark,
} from './faultAnswers';

/* Faults on the way, whatever would have been answered. */

/** Nobody listens there, and only an administrator could; port 1 is one that browsers and fetch refuse. */
const CLOSED_ORIGIN = 'http://127.0.0.1:2';
/** Names below `invalid` never exist (RFC 2606). */
const UNKNOWN_ORIGIN = 'https://customer-hierarchy.invalid';

/** What is wrong with the way to the API, before anything is asked. */
export const addresses: readonly Fault[] = [
  {
    id: 'connection-refused',
    group: 'address',
    title: sentence('Connection refused'),
    note: sentence('Nobody listens at the address.'),
    making: { kind: 'address', origin: CLOSED_ORIGIN },
  },
  {
    id: 'unknown-host',
    group: 'address',
    title: sentence('Unknown host'),
    note: sentence('The name of the host does not exist.'),
    making: { kind: 'address', origin: UNKNOWN_ORIGIN },
  },
  {
    id: 'tls-self-signed',
    group: 'address',
    title: sentence('TLS: self-signed certificate'),
    note: sentence('Over https, the certificate is vouched for by nobody but itself.'),
    making: { kind: 'certificate', certificate: 'selfSigned' },
  },
  {
    id: 'tls-expired',
    group: 'address',
    title: sentence('TLS: expired certificate'),
    note: sentence('Over https, the certificate was valid until yesterday.'),
    making: { kind: 'certificate', certificate: 'expired' },
  },
  {
    id: 'tls-wrong-name',
    group: 'address',
    title: sentence('TLS: certificate of another host'),
    note: sentence('Over https, the certificate names another host.'),
    making: { kind: 'certificate', certificate: 'wrongName' },
  },
];

export const connections: readonly Fault[] = [
  {
    id: 'never-answers',
    group: 'connection',
    title: sentence('Never answers'),
    note: sentence('The request is taken, and nothing comes back.'),
    making: delivered({ kind: 'never' }),
  },
  {
    id: 'headers-then-silence',
    group: 'connection',
    title: sentence('Headers, then silence'),
    note: sentence('Status and headers come, and of the body nothing.'),
    making: delivered({ kind: 'headersOnly' }),
  },
  {
    id: 'cut-short',
    group: 'connection',
    title: sentence('Body cut short'),
    note: sentence('The connection is closed after half of the body.'),
    making: delivered({ kind: 'cutShort' }),
  },
  {
    id: 'byte-by-byte',
    group: 'connection',
    title: sentence('One byte a second'),
    note: sentence('The body comes one byte at a time.'),
    making: dripping,
    parameters: { milliseconds: { default: 1000, least: 1, most: 60_000 } },
  },
  {
    id: 'reset',
    group: 'connection',
    title: sentence('Reset in the middle'),
    note: sentence('The connection is reset after half of the body.'),
    making: delivered({ kind: 'reset' }),
  },
];

export const bodies: readonly Fault[] = [
  {
    id: 'corrupt-gzip',
    group: 'body',
    title: sentence('Corrupt gzip'),
    note: sentence('The body is compressed, and damaged in the middle.'),
    making: delivered({ kind: 'corruptGzip' }),
  },
  {
    id: 'invalid-utf8',
    group: 'body',
    title: sentence('Invalid UTF-8'),
    note: sentence('First names, tokens and messages begin with a byte that UTF-8 does not have.'),
    making: invalidUtf8,
  },
  {
    id: 'byte-order-mark',
    group: 'body',
    title: sentence('Byte order mark'),
    note: sentence('The body begins with the three bytes of a BOM.'),
    making: withByteOrderMark,
  },
  {
    id: 'empty-body',
    group: 'body',
    title: sentence('Empty body'),
    note: sentence('Status 200, and a body of no bytes.'),
    making: emptyBody,
  },
  {
    id: 'html-200',
    group: 'body',
    title: sentence('HTML with 200'),
    note: sentence(
      'A page for people comes with status 200, as from a proxy that wants a sign-in.',
    ),
    making: html(200, 'Sign in to the network'),
  },
  {
    id: 'html-502',
    group: 'body',
    title: sentence('HTML with 502'),
    note: sentence('A CDN could not reach the API and says so in HTML.'),
    making: html(502, '502 Bad Gateway'),
  },
  {
    id: 'html-503',
    group: 'body',
    title: sentence('HTML with 503'),
    note: sentence('A CDN says in HTML that the service is not available.'),
    making: html(503, '503 Service Unavailable'),
  },
  {
    id: 'too-large',
    group: 'body',
    title: sentence('Very large answer'),
    note: sentence('The answer goes on with white space until it is larger than anybody wants.'),
    making: padded(false),
    parameters: { megabytes: { default: 200, least: 1, most: 10_000 } },
  },
  {
    id: 'gzip-bomb',
    group: 'body',
    title: sentence('Gzip bomb'),
    note: sentence('A small body unpacks to a thousand times its size.'),
    making: padded(true),
    parameters: { megabytes: { default: 1000, least: 1, most: 10_000 } },
  },
];
