import type { Localisation } from '../connections/errorSentences';
import { joinedSentences } from '../sentence';

/** Why loading all stopped, and what it has brought: the level may be far from where one looks. */
export function stoppedWords(
  l10n: Localisation,
  problem: string,
  kept: { readonly customers: number; readonly locale: string; readonly parent: string },
): string {
  const { customers, locale, parent } = kept;
  if (customers === 0) return problem;
  const words =
    customers === 1
      ? l10n.t('Loading all stopped; 1 customer of {parent} is there.', { parent })
      : l10n.t('Loading all stopped; {count} customers of {parent} are there.', {
          count: customers.toLocaleString(locale),
          parent,
        });
  return joinedSentences(words, problem);
}
