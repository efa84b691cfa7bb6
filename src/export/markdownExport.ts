import type { FileHandle } from 'node:fs/promises';
import type { Customer } from '../api/customer';
import type { Localisation } from '../connections/errorSentences';
import { visibleText } from '../privacy/displayText';
import { customerOf } from './customerLine';
import type { ExportPlan } from './exportPlan';
import type { LeftLevel } from './journalRecord';
import { nestedLines } from './nestedLines';
import type { Listed } from './tally';

const LONGEST_WORD = 200;

/** An outline: one customer a line, below the one that it is a child of. */
export async function* markdownOf(
  { masked }: Pick<ExportPlan, 'masked'>,
  lines: FileHandle,
  notRead: Listed<LeftLevel>,
  l10n: Localisation,
): AsyncGenerator<string, void, void> {
  yield `# ${l10n.t('Customer hierarchy')}\n\n`;
  if (masked) yield `> ${l10n.t('Personal data is masked: values are shown in shape.')}\n\n`;
  yield* missingWords(notRead, l10n);
  for await (const step of nestedLines(lines)) {
    if (step.kind === 'end') continue;
    const customer = customerOf(step.line);
    yield `${'  '.repeat(step.level)}- ${outlineWords(customer, l10n)}\n`;
  }
}

/** What is not in the outline, though the API has it. */
function* missingWords(
  { items, count }: Listed<LeftLevel>,
  l10n: Localisation,
): Generator<string, void, void> {
  if (count === 0) return;
  const head =
    count === 1
      ? l10n.t('Not complete: the children of 1 customer could not be read.')
      : l10n.t('Not complete: the children of {count} customers could not be read.', {
          count: String(count),
        });
  yield `> ${head}\n`;
  for (const { path, reason = '' } of items) {
    const where = path.length === 0 ? l10n.t('at the top') : path.map(plain).join(' / ');
    yield `> - ${where}: ${plain(reason)}\n`;
  }
  yield '\n';
}

function outlineWords(customer: Customer, l10n: Localisation): string {
  const { name, userId, roleCode, noOfChildren, profiles } = customer;
  const [identifier] = profiles.flatMap(({ identifiers }) => identifiers);
  const parts = [
    `**${plain(name === '' ? l10n.t('(no name)') : name)}**`,
    userId === undefined ? '' : plain(userId),
    identifier === undefined ? '' : plain(`${identifier.type} ${identifier.value}`),
    roleCode === undefined ? '' : plain(roleCode),
    noOfChildren === undefined || noOfChildren === 0
      ? ''
      : noOfChildren === 1
        ? l10n.t('1 child')
        : l10n.t('{count} children', { count: String(noOfChildren) }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Text that Markdown takes for nothing else. */
function plain(text: string): string {
  return visibleText(text, LONGEST_WORD).replaceAll(/[\\`*_{}[\]()#+!|<>&~^$:@-]/g, '\\$&');
}
