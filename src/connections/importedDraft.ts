import { hostPresets } from '../api/hosts';
import { fromHome } from './absolutePath';
import type { Argument } from './connectionArguments';
import type { Draft } from './draft';
import type { FoundConnection } from './foundConnection';
import { plainText } from './plainText';

const LONGEST_NAME = 60;

/**
 * The draft with what was found, its secret excepted: that is taken over once the user said so. An
 * opt-out of checking certificates is asked for, and never taken over by itself.
 */
export function draftWith(draft: Draft, found: FoundConnection, taken: readonly string[]): Draft {
  const file = found.certificateAuthorityFile;
  const { source, accountId } = found.query ?? {};
  return {
    ...draft,
    takenFrom: { kind: 'found', found },
    name: draft.name.trim() === '' ? nameFor(found, taken) : draft.name,
    host: found.host,
    certificates: file === undefined ? 'checked' : 'authorityFile',
    certificateAuthorityFile: file === undefined ? '' : fromHome(file),
    asksForCertificates: found.isUnchecked || file !== undefined,
    signIn: found.signIn?.signIn ?? draft.signIn,
    account: found.signIn?.account ?? '',
    secret: '',
    ...(source !== undefined && { source }),
    ...(accountId !== undefined && { accountId }),
  };
}

/** The draft where everything is entered by hand after all: a secret that was found stays behind. */
export function draftByHand(draft: Draft): Draft {
  const isFound = draft.takenFrom.kind === 'found';
  return { ...draft, takenFrom: { kind: 'nothing' }, ...(isFound && { secret: '' }) };
}

/** What Add Connection could be called with for the same; without a secret that is not to be kept. */
export function argumentWith(
  found: FoundConnection,
  keepsSecret: boolean,
  taken: readonly string[],
): Argument {
  const { signIn, query } = found;
  return {
    name: nameFor(found, taken),
    host: found.host,
    ...(found.certificateAuthorityFile !== undefined && {
      certificateAuthorityFile: fromHome(found.certificateAuthorityFile),
    }),
    ...(signIn && { signIn: signIn.signIn === 'basicMd5' ? 'basic' : signIn.signIn }),
    ...(signIn && keepsSecret && signIn.secret !== '' && { credentials: credentialsIn(found) }),
    ...(query?.source !== undefined && { defaultSource: query.source }),
    ...(query?.accountId !== undefined && { defaultAccountId: query.accountId }),
  };
}

function credentialsIn({ signIn }: FoundConnection): Argument {
  const { account = '', secret = '' } = signIn ?? {};
  switch (signIn?.signIn) {
    case undefined:
      return {};
    case 'oauth':
      return { key: account, secret };
    case 'basic':
      return { till: account, password: secret };
    case 'basicMd5':
      return { till: account, passwordMd5: secret };
    case 'token':
      return { token: secret };
  }
}

/** What it is called where it was found, or what its host is called, with a number where that is taken. */
function nameFor({ name, host }: FoundConnection, taken: readonly string[]): string {
  const preset = hostPresets.find((one) => one.host === host)?.label;
  const called = preset ?? host.replace(/^https?:\/\//, '');
  const wanted = plainText(name.trim() === '' ? called : name, LONGEST_NAME);
  if (wanted === '') return '';
  const lower = new Set(taken.map((one) => one.trim().toLowerCase()));
  const isFree = (one: string) => !lower.has(one.toLowerCase());
  const numbered = Array.from({ length: taken.length + 1 }, (_, at) => `${wanted} ${at + 2}`);
  return [wanted, ...numbered].find(isFree) ?? wanted;
}
