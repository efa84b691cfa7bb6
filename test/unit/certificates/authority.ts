import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A private authority, and a host that it vouches for; made anew each time, all as PEM. */
export interface Authority {
  /** The authority's own certificate: what the file of a connection holds. */
  readonly pem: string;
  readonly host: { readonly key: string; readonly cert: string };
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));

/** @param hostName the only name that the host's certificate is for */
export function privateAuthority(hostName: string): Authority {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const host = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: distinguishedName('A company of its own'), key: authority.privateKey };
  return {
    pem: certificate(issuer, issuer.name, authority.publicKey, 1),
    host: {
      key: host.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: certificate(issuer, distinguishedName(hostName), host.publicKey, 2),
    },
  };
}

function certificate(
  issuer: { readonly name: Buffer; readonly key: KeyObject },
  subject: Buffer,
  publicKey: KeyObject,
  serial: number,
): string {
  const body = der(
    0x30,
    der(0x02, Buffer.from([serial])),
    ECDSA_WITH_SHA256,
    issuer.name,
    der(0x30, utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, issuer.key));
  const lines =
    der(0x30, body, ECDSA_WITH_SHA256, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function distinguishedName(commonName: string): Buffer {
  const attribute = [Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(commonName))];
  return der(0x30, der(0x31, der(0x30, ...attribute)));
}

/** A value of ASN.1 in its distinguished encoding: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body]);
}

function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}
