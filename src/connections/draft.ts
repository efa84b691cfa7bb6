import type { CertificateCheck, Connection, Credentials } from '../api/connection';
import { passwordMd5 } from '../api/credentials';
import { parseOrigin } from '../api/hosts';
import type { FoundConnection } from './foundConnection';
import { hostText } from './settingsEntries';

/** How the user wants to sign in: the two ways to give a till's password differ only while asking. */
export type SignInChoice = 'oauth' | 'basic' | 'basicMd5' | 'token';

/** How the host's certificate is checked; see `CertificateCheck`. */
export type CertificateChoice = 'checked' | 'authorityFile' | 'unchecked';

/** What a draft begins with: nothing, something that the user is asked for, or what that held. */
type TakenFrom =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'toChoose' }
  | { readonly kind: 'found'; readonly found: FoundConnection };

/** A connection as it is being entered; texts as typed. Secrets are '' when not entered. */
export interface Draft {
  readonly id: string;
  readonly takenFrom: TakenFrom;
  readonly name: string;
  readonly host: string;
  readonly certificates: CertificateChoice;
  readonly certificateAuthorityFile: string;
  /** Whether certificates came up: most never have to think of them. */
  readonly asksForCertificates: boolean;
  readonly signIn: SignInChoice;
  /** OAuth key or till: says who signs in. */
  readonly account: string;
  /** OAuth secret, password, MD5 of the password, or token. */
  readonly secret: string;
  readonly source: string;
  readonly accountId: string;
}

/** The connection that is being edited, and what is kept for it; undefined when signed out. */
export interface Before {
  readonly connection: Connection;
  readonly credentials: Credentials | undefined;
}

export function newDraft(id: string, defaultSource: string): Draft {
  return {
    id,
    takenFrom: { kind: 'nothing' },
    name: '',
    host: '',
    certificates: 'checked',
    certificateAuthorityFile: '',
    asksForCertificates: false,
    signIn: 'oauth',
    account: '',
    secret: '',
    source: defaultSource,
    accountId: '',
  };
}

export function draftOf({ connection, credentials }: Before): Draft {
  return {
    id: connection.id,
    takenFrom: { kind: 'nothing' },
    name: connection.name,
    host: hostText(connection.origin),
    certificates: certificateChoice(connection),
    certificateAuthorityFile: connection.certificateAuthorityFile ?? '',
    asksForCertificates: false,
    signIn: connection.signIn,
    account: credentials === undefined ? '' : accountOf(credentials),
    secret: '',
    source: connection.defaultSource ?? '',
    accountId: connection.defaultAccountId ?? '',
  };
}

/** The draft for a host: who left a certificate unchecked did so for the host that was there. */
export function withHost(draft: Draft, host: string): Draft {
  const isSame = originOf(host) === originOf(draft.host);
  if (isSame || draft.certificates !== 'unchecked') return { ...draft, host };
  const hasFile = draft.certificateAuthorityFile.trim() !== '';
  return { ...draft, host, certificates: hasFile ? 'authorityFile' : 'checked' };
}

/**
 * Whether a secret has to be entered, and why. `keep`: nothing entered means that the kept one stays;
 * `staySignedOut`: there is none, and there need not be one.
 */
export type SecretNeed =
  'enter' | 'keep' | 'staySignedOut' | 'hostChanged' | 'signInChanged' | 'accountChanged';

export function secretNeed(draft: Draft, before: Before | undefined): SecretNeed {
  if (before === undefined) return 'enter';
  if (before.credentials === undefined) return 'staySignedOut';
  if (originOf(draft.host) !== before.connection.origin) return 'hostChanged';
  if (credentialsKind(draft.signIn) !== before.credentials.kind) return 'signInChanged';
  if (draft.account.trim() !== accountOf(before.credentials)) return 'accountChanged';
  return 'keep';
}

/** The draft as a connection; undefined while its host cannot be used. */
export function connectionOf(draft: Draft): Connection | undefined {
  const origin = originOf(draft.host);
  if (origin === undefined) return undefined;
  const source = draft.source.trim();
  const accountId = mayHaveAccounts(source) ? draft.accountId.trim() : '';
  return {
    id: draft.id,
    name: draft.name.trim(),
    origin,
    ...(isOverTls(draft) && certificatesOf(draft)),
    signIn: credentialsKind(draft.signIn),
    ...(source !== '' && { defaultSource: source }),
    ...(accountId !== '' && { defaultAccountId: accountId }),
  };
}

/** What to sign in with: what was entered, else what is kept, where it may be kept. */
export function credentialsOfDraft(
  draft: Draft,
  before: Before | undefined,
): Credentials | undefined {
  if (draft.secret.trim() === '')
    return secretNeed(draft, before) === 'keep' ? before?.credentials : undefined;
  const account = draft.account.trim();
  const secret = draft.secret.trim();
  switch (draft.signIn) {
    case 'oauth':
      return { kind: 'oauth', key: account, secret };
    case 'basic':
      // a password may well begin or end with a space
      return { kind: 'basic', till: account, passwordMd5: passwordMd5(draft.secret) };
    case 'basicMd5':
      return { kind: 'basic', till: account, passwordMd5: secret.toLowerCase() };
    case 'token':
      return { kind: 'token', token: secret };
  }
}

/** Whether sources of this name can have several accounts; those of shops and "all" have none. */
export function mayHaveAccounts(source: string): boolean {
  return !['', 'INSTORE', 'ALL'].includes(source.trim().toUpperCase());
}

export function credentialsKind(choice: SignInChoice): Credentials['kind'] {
  return choice === 'basicMd5' ? 'basic' : choice;
}

/** Over http there is no certificate to check. */
export function isOverTls({ host }: Draft): boolean {
  return originOf(host)?.startsWith('https:') === true;
}

export function certificateChoice({
  certificateAuthorityFile,
  verifyCertificate,
}: CertificateCheck): CertificateChoice {
  if (verifyCertificate === false) return 'unchecked';
  return certificateAuthorityFile === undefined ? 'checked' : 'authorityFile';
}

function certificatesOf({ certificates, certificateAuthorityFile }: Draft): CertificateCheck {
  switch (certificates) {
    case 'checked':
      return {};
    case 'authorityFile':
      return { certificateAuthorityFile: certificateAuthorityFile.trim() };
    case 'unchecked':
      return { verifyCertificate: false };
  }
}

function originOf(host: string): string | undefined {
  const parsed = parseOrigin(host);
  return 'origin' in parsed ? parsed.origin : undefined;
}

function accountOf(credentials: Credentials): string {
  switch (credentials.kind) {
    case 'oauth':
      return credentials.key;
    case 'basic':
      return credentials.till;
    case 'token':
      return '';
  }
}
