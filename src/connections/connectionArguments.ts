import type { Connection, Credentials, SignInKind } from '../api/connection';
import { authorityFileMessage } from './certificateWords';
import {
  certificateChoice,
  connectionOf,
  credentialsKind,
  credentialsOfDraft,
  withHost,
  type Draft,
  type SignInChoice,
} from './draft';
import { accountMessage, hostMessage, nameMessage, secretMessage } from './draftWords';
import type { Localisation } from './errorSentences';

/**
 * What commands of this room can be given instead of asking:
 * `{connectionId?, name?, host?, certificateAuthorityFile?, verifyCertificate?, signIn?, credentials?,
 * defaultSource?, defaultAccountId?, test?}`, with `credentials` `{key, secret}`, `{till, password}`, `{till, passwordMd5}` or `{token}`.
 */
export type ArgumentReading =
  | { readonly kind: 'good'; readonly connection: Connection; readonly credentials?: Credentials }
  /** `sentence` says what is wrong with the argument. */
  | { readonly kind: 'bad'; readonly sentence: string };

export type Argument = Readonly<Record<string, unknown>>;

const CONNECTION_FIELDS = [
  'name',
  'host',
  'certificateAuthorityFile',
  'verifyCertificate',
  'signIn',
  'credentials',
  'defaultSource',
  'defaultAccountId',
] as const;

const TEXT_FIELDS = [
  'name',
  'host',
  'certificateAuthorityFile',
  'signIn',
  'defaultSource',
  'defaultAccountId',
] as const;

/** The argument as an object; undefined when a command was called without one. */
export function argumentOf(value: unknown): Argument | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Argument)
    : undefined;
}

/** Id of the connection that a command is called on: of an argument, of a row of any view. */
export function connectionIdOf(argument: Argument | undefined): string | undefined {
  const id = argument?.connectionId ?? argumentOf(argument?.request)?.connectionId;
  return typeof id === 'string' ? id : undefined;
}

/** Whether the argument says what the connection is to be, so that nobody has to be asked. */
export function describesConnection(argument: Argument | undefined): argument is Argument {
  return argument !== undefined && CONNECTION_FIELDS.some((field) => field in argument);
}

/**
 * Reads an argument as changes of a draft.
 * @param draft a new one, or that of the connection to edit: gives what the argument leaves out
 * @param otherNames names that are taken
 */
export function readArgument(
  l10n: Localisation,
  argument: Argument,
  draft: Draft,
  otherNames: readonly string[],
): ArgumentReading {
  for (const field of TEXT_FIELDS) {
    const value = argument[field];
    if (value !== undefined && typeof value !== 'string')
      return { kind: 'bad', sentence: l10n.t('{field} must be text.', { field }) };
  }
  const name = text(argument, 'name') ?? draft.name;
  const host = text(argument, 'host') ?? draft.host;
  const signIn = text(argument, 'signIn') ?? credentialsKind(draft.signIn);
  const kind = (['oauth', 'basic', 'token'] as const).find((known) => known === signIn);
  if (kind === undefined)
    return { kind: 'bad', sentence: l10n.t('signIn must be oauth, basic or token.') };
  const message = nameMessage(l10n, name, otherNames) ?? hostMessage(l10n, host);
  if (message !== undefined) return { kind: 'bad', sentence: message.text };
  const certificates = readCertificates(l10n, argument, withHost(draft, host));
  if (typeof certificates === 'string') return { kind: 'bad', sentence: certificates };
  const changed: Draft = {
    ...draft,
    name,
    host,
    ...certificates,
    signIn: kind,
    source: text(argument, 'defaultSource') ?? draft.source,
    accountId: text(argument, 'defaultAccountId') ?? draft.accountId,
  };
  const connection = connectionOf(changed);
  if (connection === undefined)
    return { kind: 'bad', sentence: l10n.t('The host cannot be used.') };
  if (argument.credentials === undefined) return { kind: 'good', connection };
  const read = readCredentials(l10n, changed, kind, argument.credentials);
  return typeof read === 'string'
    ? { kind: 'bad', sentence: read }
    : { kind: 'good', connection, credentials: read };
}

/** What the argument says of certificates; an empty path takes the file away. */
function readCertificates(
  l10n: Localisation,
  argument: Argument,
  draft: Draft,
): Pick<Draft, 'certificates' | 'certificateAuthorityFile'> | string {
  const { verifyCertificate } = argument;
  if (verifyCertificate !== undefined && typeof verifyCertificate !== 'boolean')
    return l10n.t('verifyCertificate must be true or false.');
  const file = text(argument, 'certificateAuthorityFile') ?? draft.certificateAuthorityFile;
  const message = file === '' ? undefined : authorityFileMessage(l10n, file);
  if (message !== undefined)
    return l10n.t('certificateAuthorityFile cannot be used. {reason}', { reason: message.text });
  return {
    certificates: certificateChoice({
      ...(file !== '' && { certificateAuthorityFile: file }),
      ...((verifyCertificate ?? draft.certificates !== 'unchecked')
        ? {}
        : { verifyCertificate: false }),
    }),
    certificateAuthorityFile: file,
  };
}

/** The credentials of an argument, or a sentence about what is wrong with them (never their value). */
export function readCredentials(
  l10n: Localisation,
  draft: Draft,
  kind: SignInKind,
  value: unknown,
): Credentials | string {
  const given = argumentOf(value);
  const wanted = wantedFields(kind);
  const choice: SignInChoice =
    kind === 'basic' && given?.passwordMd5 !== undefined ? 'basicMd5' : kind;
  const account = field(given, kind === 'oauth' ? 'key' : 'till');
  const secret = field(given, secretField(choice));
  if (secret === undefined || (kind !== 'token' && account === undefined))
    return l10n.t('credentials must have the fields {fields}, as text.', { fields: wanted });
  const message = [
    kind === 'token' ? undefined : accountMessage(l10n, choice, account ?? '', 'enter'),
    secretMessage(l10n, choice, secret, 'enter'),
  ].find((found) => found?.kind === 'error');
  if (message !== undefined) return message.text;
  const entered: Draft = { ...draft, signIn: choice, account: account ?? '', secret };
  return (
    credentialsOfDraft(entered, undefined) ??
    l10n.t('credentials must have the fields {fields}, as text.', { fields: wanted })
  );
}

function wantedFields(kind: SignInKind): string {
  switch (kind) {
    case 'oauth':
      return '{key, secret}';
    case 'basic':
      return '{till, password} / {till, passwordMd5}';
    case 'token':
      return '{token}';
  }
}

function secretField(choice: SignInChoice): string {
  switch (choice) {
    case 'oauth':
      return 'secret';
    case 'basic':
      return 'password';
    case 'basicMd5':
      return 'passwordMd5';
    case 'token':
      return 'token';
  }
}

function text(argument: Argument, name: string): string | undefined {
  const value = argument[name];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** As it is: a password may begin or end with a space. */
function field(argument: Argument | undefined, name: string): string | undefined {
  const value = argument?.[name];
  return typeof value === 'string' ? value : undefined;
}
