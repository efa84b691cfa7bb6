import type { FileHandle } from 'node:fs/promises';
import type { Customer } from '../api/customer';
import type { Localisation } from '../connections/errorSentences';
import { visibleText } from '../privacy/displayText';
import { customerOf } from './customerLine';
import type { ExportPlan } from './exportPlan';
import { nestedLines } from './nestedLines';

const LONGEST_WORD = 200;

/** An outline: one customer a line, below the one that it is a child of. */
export async function* markdownOf(
  { masked }: Pick<ExportPlan, 'masked'>,
  lines: FileHandle,
  l10n: Localisation,
): AsyncGenerator<string, void, void> {
  yield `# ${l10n.t('Customer hierarchy')}\n\n`;
  if (masked) yield `> ${l10n.t('Personal data is masked: values are shown in shape.')}\n\n`;
  for await (const step of nestedLines(lines)) {
    if (step.kind === 'end') continue;
    const customer = customerOf(step.line);
    yield `${'  '.repeat(step.level)}- ${outlineWords(customer, l10n)}\n`;
  }
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
