import * as vscode from 'vscode';
import { hostPresets, parseOrigin, type HostPreset } from '../api/hosts';
import { hostMessage } from './draftWords';
import type { Choice } from './inputSteps';
import { hostText } from './settingsEntries';

/**
 * Hosts of the platform by region, and what is typed: to be used, or with what is wrong about it. It
 * comes after the presets while it may be the beginning of one's name, such as "Europe".
 */
export function hostChoices(typed: string): readonly Choice<string>[] {
  const separator = (label: string): Choice<string> => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const isCrm = ({ label }: HostPreset) => label.startsWith('CRM');
  const isTest = ({ label }: HostPreset) => label === 'Test';
  const own = typedHost(typed);
  const ownComesFirst = own !== undefined && /[.:]/u.test(typed);
  return [
    ...(ownComesFirst ? [own] : []),
    separator(vscode.l10n.t('Regions')),
    ...hostPresets.filter((preset) => !isCrm(preset) && !isTest(preset)).map(presetChoice),
    separator(vscode.l10n.t('CRM')),
    ...hostPresets.filter(isCrm).map(presetChoice),
    separator(vscode.l10n.t('For tests')),
    ...hostPresets.filter(isTest).map(presetChoice),
    ...(own === undefined || ownComesFirst ? [] : [own]),
  ];
}

/** Whether it is one of those that are offered whatever is typed. */
export function isPresetHost(host: string): boolean {
  return hostPresets.some((preset) => preset.host === host.trim());
}

function presetChoice({ label, host, note }: HostPreset): Choice<string> {
  return { label, description: host, value: host, ...(note !== undefined && { detail: note }) };
}

/**
 * What is typed, as it would be asked: letters that look like those of another host turn up here as
 * what they are (`xn--…`). Undefined for nothing and for a preset.
 */
export function typedHost(typed: string): Choice<string> | undefined {
  const host = typed.trim();
  if (host === '' || isPresetHost(host)) return undefined;
  const message = hostMessage(vscode.l10n, host);
  if (message !== undefined) return { label: host, detail: message.text, alwaysShow: true };
  const parsed = parseOrigin(host);
  const asked = 'origin' in parsed ? hostText(parsed.origin) : host;
  const isForeign = /[^\p{ASCII}]/u.test(host);
  return {
    label: asked,
    description: vscode.l10n.t('use this host'),
    ...(isForeign && {
      detail: vscode.l10n.t(
        'This is the address that “{typed}” stands for: it has letters beyond a–z. Check that it is the host that you mean.',
        { typed: host },
      ),
    }),
    value: asked,
    alwaysShow: true,
  };
}
