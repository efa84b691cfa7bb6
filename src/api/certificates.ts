import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { CertificateCheck, Connection } from './connection';
import { systemCode } from './thrown';

/** What is not as usual about checking the connection's certificate; undefined over http, which has none. */
export function certificateCheck(connection: Connection): CertificateCheck | undefined {
  const { origin, certificateAuthorityFile, verifyCertificate } = connection;
  if (!origin.startsWith('https:')) return undefined;
  if (verifyCertificate === false) return { verifyCertificate };
  return certificateAuthorityFile === undefined ? undefined : { certificateAuthorityFile };
}

export type AuthoritiesReading =
  | { readonly kind: 'authorities'; readonly pem: string }
  /** `code`: the system's, or `CA_FILE_NOT_PEM`. */
  | { readonly kind: 'unusable'; readonly code: string };

/** Far above the list of a whole operating system; a device or a disk image is not read. */
const LARGEST_FILE_BYTES = 10_000_000;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads a file with certificates as PEM, each of which must be one. Never rejects. */
export async function readAuthorities(file: string): Promise<AuthoritiesReading> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return { kind: 'unusable', code: 'EISDIR' };
    if (!found.isFile() || found.size > LARGEST_FILE_BYTES) return notPem;
    const certificates = (await readFile(file, 'latin1')).match(CERTIFICATE) ?? [];
    if (certificates.length === 0 || !certificates.every(isCertificate)) return notPem;
    return { kind: 'authorities', pem: certificates.join('\n') };
  } catch (error) {
    return { kind: 'unusable', code: systemCode(error) };
  }
}

const notPem: AuthoritiesReading = { kind: 'unusable', code: 'CA_FILE_NOT_PEM' };

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
