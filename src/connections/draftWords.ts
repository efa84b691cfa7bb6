import { parseOrigin } from '../api/hosts';
import { translated } from '../sentence';
import type { SecretNeed, SignInChoice } from './draft';
import type { Localisation } from './errorSentences';

/** What to say below an input: an error keeps it from being accepted, a hint does not. */
export interface InputMessage {
  readonly kind: 'error' | 'hint';
  readonly text: string;
}

const LONGEST_NAME = 80;
const CONTROL = /\p{Cc}/u;
const MD5 = /^[0-9a-f]{32}$/iu;

/** @param taken names of the other connections */
export function nameMessage(
  l10n: Localisation,
  name: string,
  taken: readonly string[],
): InputMessage | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return error(l10n.t('Enter a name.'));
  if (CONTROL.test(trimmed)) return error(l10n.t('Leave out line breaks and tabs.'));
  if (trimmed.length > LONGEST_NAME)
    return error(l10n.t('Enter at most {count} characters.', { count: LONGEST_NAME }));
  const same = (other: string) => other.trim().toLowerCase() === trimmed.toLowerCase();
  if (taken.some(same))
    return error(l10n.t('Another connection is called so. Enter a name of its own.'));
  return undefined;
}

export function hostMessage(l10n: Localisation, host: string): InputMessage | undefined {
  if (host.trim() === '')
    return error(
      l10n.t('Enter a host, such as {example}.', { example: 'eu.api.capillarytech.com' }),
    );
  const parsed = parseOrigin(host);
  return 'problem' in parsed ? error(translated(l10n, parsed.problem)) : undefined;
}

/** About an OAuth key or a till. */
export function accountMessage(
  l10n: Localisation,
  choice: SignInChoice,
  account: string,
  need: SecretNeed,
): InputMessage | undefined {
  const trimmed = account.trim();
  if (trimmed === '') {
    if (need === 'staySignedOut') return undefined;
    return error(choice === 'oauth' ? l10n.t('Enter the key.') : l10n.t('Enter the till.'));
  }
  if (CONTROL.test(trimmed)) return error(l10n.t('Leave out line breaks and tabs.'));
  if (choice !== 'oauth' && trimmed.includes(':'))
    return error(l10n.t('A till has no colon in its name. Enter the till alone.'));
  return trimmed === account ? undefined : trimHint(l10n);
}

/** About a secret as it is typed. An empty one is fine where the kept one stays or none is needed. */
export function secretMessage(
  l10n: Localisation,
  choice: SignInChoice,
  secret: string,
  need: SecretNeed,
): InputMessage | undefined {
  if (secret.trim() === '' && (need === 'keep' || need === 'staySignedOut')) return undefined;
  switch (choice) {
    case 'oauth':
      if (secret.trim() === '') return error(l10n.t('Enter the secret.'));
      return CONTROL.test(secret.trim())
        ? error(l10n.t('Leave out line breaks and tabs.'))
        : spacesHint(l10n, secret);
    case 'basic':
      return passwordMessage(l10n, secret);
    case 'basicMd5':
      if (!MD5.test(secret.trim()))
        return error(l10n.t('Enter the MD5 of the password: 32 characters, each 0–9 or a–f.'));
      return spacesHint(l10n, secret);
    case 'token':
      return tokenMessage(l10n, secret);
  }
}

function passwordMessage(l10n: Localisation, password: string): InputMessage | undefined {
  if (password.trim() === '') return error(l10n.t('Enter the password.'));
  if (MD5.test(password.trim()))
    return hint(
      l10n.t(
        'This looks like the MD5 of a password. If it is one, go back and choose “already MD5”.',
      ),
    );
  if (password.trim() !== password)
    return hint(l10n.t('It begins or ends with a space, which is taken as part of the password.'));
  return undefined;
}

function tokenMessage(l10n: Localisation, token: string): InputMessage | undefined {
  const trimmed = token.trim();
  if (trimmed === '') return error(l10n.t('Enter the token.'));
  if (/^bearer\s/iu.test(trimmed))
    return error(l10n.t('Leave out “Bearer”: enter the token alone.'));
  if (!/^[\x21-\x7e]+$/u.test(trimmed))
    return error(l10n.t('A token has no spaces and no letters beyond A–Z in it. Copy it again.'));
  return spacesHint(l10n, token);
}

/** Why a secret is asked for, or what leaving it empty does. */
export function secretNeedWords(l10n: Localisation, need: SecretNeed): string | undefined {
  switch (need) {
    case 'enter':
      return undefined;
    case 'keep':
      return l10n.t('Leave it empty to keep the one that is stored.');
    case 'staySignedOut':
      return l10n.t('Leave it empty to stay signed out.');
    case 'hostChanged':
      return l10n.t(
        'The host is another one now, and stored secrets are never sent to another host: enter it again.',
      );
    case 'signInChanged':
      return l10n.t('The way of signing in is another one now: enter what belongs to it.');
    case 'accountChanged':
      return l10n.t('The key or till is another one now: enter what belongs to it.');
  }
}

function spacesHint(l10n: Localisation, text: string): InputMessage | undefined {
  return text.trim() === text ? undefined : trimHint(l10n);
}

function trimHint(l10n: Localisation): InputMessage {
  return hint(l10n.t('Spaces at the beginning and end are left out.'));
}

function error(text: string): InputMessage {
  return { kind: 'error', text };
}

function hint(text: string): InputMessage {
  return { kind: 'hint', text };
}
