import * as vscode from 'vscode';
import { hostPresets, type HostPreset } from '../api/hosts';
import { hostMessage } from './draftWords';
import type { Choice } from './inputSteps';

/** Hosts of the platform by region, and what is typed: to be used, or with what is wrong about it. */
export function hostChoices(typed: string): readonly Choice<string>[] {
  const separator = (label: string): Choice<string> => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const isCrm = ({ label }: HostPreset) => label.startsWith('CRM');
  const isTest = ({ label }: HostPreset) => label === 'Test';
  return [
    ...typedChoice(typed),
    separator(vscode.l10n.t('Regions')),
    ...hostPresets.filter((preset) => !isCrm(preset) && !isTest(preset)).map(presetChoice),
    separator(vscode.l10n.t('CRM')),
    ...hostPresets.filter(isCrm).map(presetChoice),
    separator(vscode.l10n.t('For tests')),
    ...hostPresets.filter(isTest).map(presetChoice),
  ];
}

function presetChoice({ label, host, note }: HostPreset): Choice<string> {
  return { label, description: host, value: host, ...(note !== undefined && { detail: note }) };
}

function typedChoice(typed: string): readonly Choice<string>[] {
  const host = typed.trim();
  if (host === '' || hostPresets.some((preset) => preset.host === host)) return [];
  const message = hostMessage(vscode.l10n, host);
  return [
    message === undefined
      ? {
          label: host,
          description: vscode.l10n.t('use this host'),
          value: host,
          alwaysShow: true,
        }
      : { label: host, detail: message.text, alwaysShow: true },
  ];
}
