import type { CertificateCheck, Connection, SignInKind } from '../api/connection';
import { parseOrigin } from '../api/hosts';
import type { Sentence } from '../sentence';
import { isAbsolutePath } from './absolutePath';

/** What is wrong with an entry of the setting. `position` counts from 1, as people do. */
export interface SettingsProblem {
  readonly position?: number;
  /** The entry's name, where it has a usable one. */
  readonly name?: string;
  readonly reason: SettingsProblemReason;
  /** Whether the entry is a connection all the same. */
  readonly used: boolean;
}

export type SettingsProblemReason =
  | { readonly kind: 'notAList' }
  | { readonly kind: 'notAnObject' }
  | { readonly kind: 'missing'; readonly field: string }
  | { readonly kind: 'notText'; readonly field: string }
  | { readonly kind: 'notYesOrNo'; readonly field: string }
  | { readonly kind: 'relativePath'; readonly field: string }
  /** Over http, where there is no certificate. */
  | { readonly kind: 'noCertificate'; readonly field: string }
  /** `reason` is a whole English sentence. */
  | { readonly kind: 'host'; readonly host: string; readonly reason: Sentence }
  | { readonly kind: 'signIn'; readonly value: string }
  | { readonly kind: 'taken'; readonly id: string }
  /** Without an id its name has to tell it from others, and does not. */
  | { readonly kind: 'sameName' }
  | { readonly kind: 'secret'; readonly field: string };

export interface SettingsReading {
  readonly connections: readonly Connection[];
  readonly problems: readonly SettingsProblem[];
}

/** Id of the connection to the embedded sandbox, which settings may not use. */
export const SANDBOX_ID = 'sandbox';

const signInKinds: readonly SignInKind[] = ['oauth', 'basic', 'token'];
const textFields = [
  'id',
  'name',
  'host',
  'certificateAuthorityFile',
  'signIn',
  'defaultSource',
  'defaultAccountId',
];
const certificateFields = ['certificateAuthorityFile', 'verifyCertificate'];
const knownFields = new Set([...textFields, 'verifyCertificate']);
const SECRET_FIELD = /secret|pass|token|key|credential|authorization/iu;

/** Checks each entry by itself: one bad entry costs no other, and none is dropped without a word. */
export function readEntries(value: unknown): SettingsReading {
  if (value === undefined || value === null) return { connections: [], problems: [] };
  if (!Array.isArray(value))
    return { connections: [], problems: [{ reason: { kind: 'notAList' }, used: false }] };
  const connections: Connection[] = [];
  const problems: SettingsProblem[] = [];
  const taken = new Set<string>([SANDBOX_ID]);
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const place = { position: index + 1, ...named(entry) };
    const read = readEntry(entry);
    if (read.kind === 'bad') {
      problems.push({ ...place, reason: read.reason, used: false });
    } else if (taken.has(read.connection.id)) {
      problems.push({ ...place, reason: takenReason(entry, read.connection), used: false });
    } else {
      taken.add(read.connection.id);
      connections.push(read.connection);
      for (const reason of remarks(entry, read.connection))
        problems.push({ ...place, reason, used: true });
    }
  }
  return { connections, problems };
}

/**
 * The setting's list with this connection in place of the entry of the same id, or added; other
 * entries, and what else the entry holds, stay as they are. A value that is no list is not to be given.
 */
export function withConnection(value: unknown, connection: Connection): readonly unknown[] {
  const entries = listed(value);
  const entry = settingsEntry(connection);
  const index = entries.findIndex((other) => entryId(other) === connection.id);
  if (index < 0) return [...entries, entry];
  return entries.map((other, at) => (at === index ? { ...foreignFields(other), ...entry } : other));
}

/** The setting's list without the connection of this id; the rest as it was, good or bad. */
export function withoutConnection(value: unknown, id: string): readonly unknown[] {
  const entries = listed(value);
  const index = entries.findIndex((entry) => entryId(entry) === id);
  return entries.filter((_, at) => at !== index);
}

/** How a connection is written down: hosts without the scheme that is meant anyway. */
function settingsEntry(connection: Connection): Readonly<Record<string, string | boolean>> {
  return {
    id: connection.id,
    name: connection.name,
    host: hostText(connection.origin),
    ...(connection.certificateAuthorityFile !== undefined && {
      certificateAuthorityFile: connection.certificateAuthorityFile,
    }),
    ...(connection.verifyCertificate === false && { verifyCertificate: false }),
    signIn: connection.signIn,
    ...(connection.defaultSource !== undefined && { defaultSource: connection.defaultSource }),
    ...(connection.defaultAccountId !== undefined && {
      defaultAccountId: connection.defaultAccountId,
    }),
  };
}

/** An origin as the user writes it: `eu.api.capillarytech.com`, `http://127.0.0.1:8080`. */
export function hostText(origin: string): string {
  return origin.startsWith('https://') ? origin.slice('https://'.length) : origin;
}

type EntryReading =
  | { readonly kind: 'good'; readonly connection: Connection }
  | { readonly kind: 'bad'; readonly reason: SettingsProblemReason };

function readEntry(entry: unknown): EntryReading {
  if (!isRecord(entry)) return bad({ kind: 'notAnObject' });
  for (const field of textFields) {
    const value = entry[field];
    if (value !== undefined && typeof value !== 'string') return bad({ kind: 'notText', field });
  }
  const name = text(entry, 'name');
  if (name === undefined) return bad({ kind: 'missing', field: 'name' });
  const host = text(entry, 'host');
  if (host === undefined) return bad({ kind: 'missing', field: 'host' });
  const parsed = parseOrigin(host);
  if ('problem' in parsed) return bad({ kind: 'host', host, reason: parsed.problem });
  const certificates = readCertificates(entry, parsed.origin);
  if ('kind' in certificates) return bad(certificates);
  const signIn = text(entry, 'signIn');
  if (signIn === undefined) return bad({ kind: 'missing', field: 'signIn' });
  const kind = signInKinds.find((known) => known === signIn);
  if (kind === undefined) return bad({ kind: 'signIn', value: signIn });
  const defaultSource = text(entry, 'defaultSource');
  const defaultAccountId = text(entry, 'defaultAccountId');
  const connection: Connection = {
    id: text(entry, 'id') ?? idOfName(name),
    name,
    origin: parsed.origin,
    ...certificates,
    signIn: kind,
    ...(defaultSource !== undefined && { defaultSource }),
    ...(defaultAccountId !== undefined && { defaultAccountId }),
  };
  return { kind: 'good', connection };
}

/** Nothing but `false` itself leaves a certificate unchecked, and nothing of an address without one. */
function readCertificates(
  entry: Readonly<Record<string, unknown>>,
  origin: string,
): CertificateCheck | SettingsProblemReason {
  const { verifyCertificate } = entry;
  if (verifyCertificate !== undefined && typeof verifyCertificate !== 'boolean')
    return { kind: 'notYesOrNo', field: 'verifyCertificate' };
  const certificateAuthorityFile = text(entry, 'certificateAuthorityFile');
  if (certificateAuthorityFile !== undefined && !isAbsolutePath(certificateAuthorityFile))
    return { kind: 'relativePath', field: 'certificateAuthorityFile' };
  if (!origin.startsWith('https:')) return {};
  return {
    ...(certificateAuthorityFile !== undefined && { certificateAuthorityFile }),
    ...(verifyCertificate === false && { verifyCertificate }),
  };
}

/** What should be put right in an entry that is a connection all the same. */
function remarks(entry: unknown, { origin }: Connection): readonly SettingsProblemReason[] {
  const idle =
    isRecord(entry) && !origin.startsWith('https:')
      ? certificateFields.filter((field) => entry[field] !== undefined)
      : [];
  return [
    ...idle.map((field) => ({ kind: 'noCertificate', field }) as const),
    ...secretFields(entry).map((field) => ({ kind: 'secret', field }) as const),
  ];
}

function takenReason(entry: unknown, { id }: Connection): SettingsProblemReason {
  const hasId = isRecord(entry) && text(entry, 'id') !== undefined;
  return hasId ? { kind: 'taken', id } : { kind: 'sameName' };
}

/** What someone wrote into an entry beside the fields of a connection. */
function foreignFields(entry: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(entry)) return {};
  return Object.fromEntries(Object.entries(entry).filter(([field]) => !knownFields.has(field)));
}

function bad(reason: SettingsProblemReason): EntryReading {
  return { kind: 'bad', reason };
}

/** An entry written by hand may have no id: its name is the key then. */
function idOfName(name: string): string {
  return `name:${name}`;
}

function entryId(entry: unknown): string | undefined {
  const read = readEntry(entry);
  return read.kind === 'good' ? read.connection.id : undefined;
}

function named(entry: unknown): { readonly name?: string } {
  const name = isRecord(entry) ? text(entry, 'name') : undefined;
  return name === undefined ? {} : { name };
}

function secretFields(entry: unknown): readonly string[] {
  return isRecord(entry)
    ? Object.keys(entry).filter((field) => !knownFields.has(field) && SECRET_FIELD.test(field))
    : [];
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Trimmed; undefined when it is missing, no text, or empty. */
function text(entry: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = entry[field];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
