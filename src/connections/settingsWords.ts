import { translated } from '../sentence';
import type { Localisation } from './errorSentences';
import { plainText } from './plainText';
import type { SettingsProblem, SettingsProblemReason } from './settingsEntries';

/** Which entry of the setting `customerHierarchy.connections` a problem is about; or the setting. */
export function settingsProblemPlace(
  l10n: Localisation,
  { position, name }: SettingsProblem,
): string {
  if (position === undefined) return l10n.t('Connections');
  return name === undefined
    ? l10n.t('Entry {position}', { position })
    : l10n.t('Entry {position} (“{name}”)', { position, name: plainText(name, 60) });
}

/** What is wrong with an entry of the setting, or with the setting as a whole. */
export function settingsProblemSentence(l10n: Localisation, reason: SettingsProblemReason): string {
  switch (reason.kind) {
    case 'notAList':
      return l10n.t('The setting is not a list. Make it a list of connections.');
    case 'notAnObject':
      return l10n.t('It is not an object with name, host and signIn.');
    case 'missing':
      return l10n.t('{field} is missing.', { field: reason.field });
    case 'notText':
      return l10n.t('{field} is not text.', { field: reason.field });
    case 'notYesOrNo':
      return l10n.t('{field} is neither true nor false.', { field: reason.field });
    case 'relativePath':
      return l10n.t('{field} is not a whole path, from the root of the file system on.', {
        field: reason.field,
      });
    case 'noCertificate':
      return l10n.t(
        '{field} means nothing over http, which has no certificates. Delete it, or use https.',
        { field: reason.field },
      );
    case 'host':
      return l10n.t('The host “{host}” cannot be used: {reason}', {
        host: plainText(withoutSignIn(reason.host), 80),
        reason: translated(l10n, reason.reason),
      });
    case 'signIn':
      return l10n.t('signIn is “{value}”; it can be oauth, basic or token.', {
        value: plainText(reason.value, 40),
      });
    case 'taken':
      return l10n.t('Its id “{id}” belongs to another connection. Give it an id of its own.', {
        id: plainText(reason.id, 60),
      });
    case 'sameName':
      return l10n.t('Another connection is called so. Give it another name, or an id of its own.');
    case 'secret':
      return l10n.t(
        '“{field}” looks like a secret, and settings are no place for one. Delete it here and use the command Sign In.',
        { field: plainText(reason.field, 40) },
      );
  }
}

/** A host as somebody wrote it, without the user name and the password that may stand before it. */
function withoutSignIn(host: string): string {
  const at = host.lastIndexOf('@');
  return at < 0 ? host : `…${host.slice(at)}`;
}
