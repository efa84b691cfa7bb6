import { certificateCheck } from '../api/certificates';
import type { Connection } from '../api/connection';
import { isAbsolutePath } from './absolutePath';
import type { InputMessage } from './draftWords';
import type { Localisation } from './errorSentences';

/** Whether whoever answers at this connection's address is taken for the host. */
export function isUnchecked(connection: Connection): boolean {
  return certificateCheck(connection)?.verifyCertificate === false;
}

/** What is not as usual about checking the certificate, in a few words; undefined where all is. */
export function certificateWords(l10n: Localisation, connection: Connection): string | undefined {
  const check = certificateCheck(connection);
  if (check === undefined) return undefined;
  return check.verifyCertificate === false
    ? l10n.t('certificate not checked')
    : l10n.t('private CA');
}

export function authorityFileMessage(l10n: Localisation, file: string): InputMessage | undefined {
  const trimmed = file.trim();
  if (trimmed === '') return { kind: 'error', text: l10n.t('Enter the path of the file.') };
  return isAbsolutePath(trimmed)
    ? undefined
    : { kind: 'error', text: l10n.t('Enter the whole path, from the root of the file system on.') };
}
