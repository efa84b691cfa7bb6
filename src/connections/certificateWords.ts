import { certificateCheck, readAuthorities } from '../api/certificates';
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

/** Whether certificates can be read from the file, as every connection by it will do. */
export async function authorityFileRead(
  l10n: Localisation,
  file: string,
): Promise<InputMessage | undefined> {
  const read = await readAuthorities(file);
  if (read.kind === 'authorities') return undefined;
  const { code } = read;
  return {
    kind: 'error',
    text:
      code === 'CA_FILE_NOT_PEM'
        ? l10n.t(
            'There is no certificate in this file: a PEM file has lines that say BEGIN CERTIFICATE.',
          )
        : l10n.t('The file cannot be read ({code}). Check its path, and that you may read it.', {
            code,
          }),
  };
}
