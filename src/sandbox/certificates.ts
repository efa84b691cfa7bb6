import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { BadCertificate } from './fault';

/** A private key and what vouches for its public half, as PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  /** The certificate, and after it that of who signed it where that is somebody else. */
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const HERE = ['localhost', '127.0.0.1', '::1'];

/**
 * An authority of the sandbox's own, and the certificates that its https needs, good and bad ones. Each is
 * made when it is first asked for, anew for every sandbox: none is worth stealing.
 */
export class Certificates {
  readonly #made = new Map<BadCertificate | 'good', KeyAndCertificate>();
  #authority: { readonly issuer: Issuer; readonly pem: string } | undefined;

  /** What somebody has to trust in order to trust the good certificate, as PEM. */
  authorityPem(): string {
    return this.#authorityMade().pem;
  }

  certificate(which: BadCertificate | 'good'): KeyAndCertificate {
    const known = this.#made.get(which);
    if (known) return known;
    const made = which === 'selfSigned' ? selfSigned() : this.#signed(which);
    this.#made.set(which, made);
    return made;
  }

  #signed(which: Exclude<BadCertificate, 'selfSigned'> | 'good'): KeyAndCertificate {
    const { issuer, pem } = this.#authorityMade();
    const { privateKey, publicKey } = newKeys();
    const cert = certificatePem(
      {
        name: which === 'wrongName' ? 'elsewhere.example' : 'localhost',
        publicKey,
        names: which === 'wrongName' ? ['elsewhere.example'] : HERE,
        until: Date.now() + (which === 'expired' ? -DAY_MS : 30 * DAY_MS),
      },
      issuer,
    );
    return { key: keyPem(privateKey), cert: cert + pem };
  }

  #authorityMade() {
    if (this.#authority) return this.#authority;
    const { privateKey, publicKey } = newKeys();
    const issuer = { name: 'Customer hierarchy sandbox', privateKey };
    const until = Date.now() + 30 * DAY_MS;
    const pem = certificatePem({ name: issuer.name, publicKey, until, isAuthority: true }, issuer);
    return (this.#authority = { issuer, pem });
  }
}

/** Names this computer, and is signed by nobody but itself. */
function selfSigned(): KeyAndCertificate {
  const { privateKey, publicKey } = newKeys();
  const until = Date.now() + 30 * DAY_MS;
  const subject = { name: 'localhost', publicKey, names: HERE, until };
  return {
    key: keyPem(privateKey),
    cert: certificatePem(subject, { name: 'localhost', privateKey }),
  };
}

interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Subject {
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Last moment at which it is valid, in milliseconds since 1970; it was for thirty days by then. */
  readonly until: number;
  /** Names and IP addresses of hosts. */
  readonly names?: readonly string[];
  readonly isAuthority?: boolean;
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** X.509, version 3 (RFC 5280), signed with ECDSA and SHA-256. */
function certificatePem(subject: Subject, issuer: Issuer): string {
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const body = sequence(
    der(0xa0, integer(2)),
    // two certificates of one issuer must not have the same; the first byte keeps it positive
    integer(1, ...randomBytes(8)),
    algorithm,
    distinguishedName(issuer.name),
    sequence(utcTime(subject.until - 60 * DAY_MS), utcTime(subject.until)),
    distinguishedName(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(subject))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, issuer.privateKey));
  const lines =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function extensions({ names = [], isAuthority = false }: Subject): readonly Buffer[] {
  const critical = der(0x01, Buffer.from([0xff]));
  const basicConstraints = isAuthority ? sequence(critical) : sequence();
  const listed = [sequence(oid('551d13'), critical, der(0x04, basicConstraints))];
  // keyCertSign
  if (isAuthority)
    listed.push(sequence(oid('551d0f'), critical, der(0x04, Buffer.from('03020204', 'hex'))));
  if (names.length > 0)
    listed.push(sequence(oid('551d11'), der(0x04, sequence(...names.map(generalName)))));
  return listed;
}

function generalName(name: string): Buffer {
  if (name === '::1') return der(0x87, Buffer.from('1'.padStart(32, '0'), 'hex'));
  return /^[\d.]+$/.test(name)
    ? der(0x87, Buffer.from(name.split('.').map(Number)))
    : der(0x82, Buffer.from(name));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

/** A value of ASN.1 in its distinguished encoding: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body]);
}

function sequence(...content: readonly Buffer[]): Buffer {
  return der(0x30, ...content);
}

/** @param hex the encoded arcs */
function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function integer(...bytes: readonly number[]): Buffer {
  return der(0x02, Buffer.from(bytes));
}

function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}
