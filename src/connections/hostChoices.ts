import * as vscode from 'vscode';
import { hostPresets, parseOrigin, type HostPreset } from '../api/hosts';
import { translated } from '../sentence';
import type { Choice } from './inputSteps';
import { hostText } from './settingsEntries';

/** Hosts of the platform by region, and what is typed: to be used, or with what is wrong about it. */
export function hostChoices(typed: string): readonly Choice<string>[] {
  const separator = (label: string): Choice<string> => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const isCrm = ({ label }: HostPreset) => label.startsWith('CRM');
  const isTest = ({ label }: HostPreset) => label === 'Test';
  return [
    separator(vscode.l10n.t('Regions')),
    ...hostPresets.filter((preset) => !isCrm(preset) && !isTest(preset)).map(presetChoice),
    separator(vscode.l10n.t('CRM')),
    ...hostPresets.filter(isCrm).map(presetChoice),
    separator(vscode.l10n.t('For tests')),
    ...hostPresets.filter(isTest).map(presetChoice),
    separator(''),
    typedHost(typed),
  ];
}

/** Whether it is one of those that are offered whatever is typed. */
export function isPresetHost(host: string): boolean {
  return hostPresets.some((preset) => preset.host === host.trim());
}

function presetChoice({ label, host, note }: HostPreset): Choice<string> {
  return {
    label: translated(vscode.l10n, label),
    description: host,
    value: host,
    ...(note !== undefined && { detail: translated(vscode.l10n, note) }),
  };
}

/** What is typed, as it would be asked: letters of other scripts turn up as what they are (`xn--…`). */
function typedHost(typed: string): Choice<string> {
  const host = typed.trim();
  if (host === '' || isPresetHost(host))
    return {
      label: vscode.l10n.t('Another host…'),
      description: vscode.l10n.t('type it above'),
      alwaysShow: true,
    };
  const parsed = parseOrigin(host);
  if ('problem' in parsed)
    return {
      label: host,
      detail: translated(vscode.l10n, parsed.problem),
      alwaysShow: true,
    };
  const value = hostText(parsed.origin);
  return {
    ...typedHostWords(value),
    ...(/[^\p{ASCII}]/u.test(host) && {
      detail: vscode.l10n.t(
        'Is it the host that you mean? “{typed}” has letters beyond a–z, and this is the address that it stands for.',
        { typed: host },
      ),
    }),
    value,
    alwaysShow: true,
  };
}

/**
 * VS Code puts what it finds in labels before what it finds elsewhere. A word alone is more likely the
 * beginning of a region or of a preset's host, and comes after those.
 */
function typedHostWords(host: string): Pick<Choice<string>, 'label' | 'description'> {
  const use = vscode.l10n.t('Use this host');
  return /[.:]/u.test(host) ? { label: host, description: use } : { label: use, description: host };
}
