import * as vscode from 'vscode';
import { ended } from '../connections/inputSteps';
import { typePersonal } from '../connections/personalInputs';
import type { PersonalData } from '../privacy/personalData';
import { isBrokenShape } from './shownFields';
import {
  deletePreset,
  LONGEST_NAME,
  presetNamed,
  presets,
  renamePreset,
  savePreset,
  type Preset,
} from './presets';
import type { FormFields } from './wire';

/** How presets are shown: other than before, once personal data is masked or shown. */
interface PresetWords {
  label(preset: Preset): string;
  description(preset: Preset): string;
  readonly personalData: Pick<PersonalData, 'onDidChange'>;
}

interface PresetItem extends vscode.QuickPickItem {
  readonly preset: Preset;
}

/**
 * Asks whether whom the form is about is a part of the preset, and for its name.
 * @returns what to say of it; undefined where the user thought better of it
 */
export async function nameAndSavePreset(
  memento: vscode.Memento,
  fields: FormFields,
  personalData: PresetWords['personalData'],
  suggestion: () => string,
): Promise<string | undefined> {
  const withIdentifier = await askForIdentifier(fields);
  if (withIdentifier === undefined) return undefined;
  const name = await askForName(memento, personalData, {
    title: vscode.l10n.t('Save Form as Preset'),
    start: suggestion,
  });
  if (name === undefined) return undefined;
  return (await savePreset(memento, { name, fields, withIdentifier }))
    ? vscode.l10n.t('Preset saved.')
    : vscode.l10n.t('There are too many presets. Delete one first.');
}

/** A form that is about nobody yet has nothing to decide. */
async function askForIdentifier(fields: FormFields): Promise<boolean | undefined> {
  if (fields.identifierValue.trim() === '' || isBrokenShape(fields)) return false;
  const without = {
    label: vscode.l10n.t('Without the identifier'),
    detail: vscode.l10n.t('For whomever the form is about when you apply it.'),
    withIdentifier: false,
  };
  const including = {
    label: vscode.l10n.t('With the identifier'),
    detail: vscode.l10n.t(
      'Always about the same person. The identifier is kept on this computer until you delete the preset.',
    ),
    withIdentifier: true,
  };
  const chosen = await vscode.window.showQuickPick([without, including], {
    title: vscode.l10n.t('Save Form as Preset'),
    placeHolder: vscode.l10n.t('What is the preset to hold?'),
    ignoreFocusOut: true,
  });
  return chosen?.withIdentifier;
}

async function askForName(
  memento: vscode.Memento,
  personalData: PresetWords['personalData'],
  {
    title,
    start,
    own,
  }: { readonly title: string; readonly start: () => string; readonly own?: string },
): Promise<string | undefined> {
  const name = await typePersonal(personalData, {
    title,
    prompt: vscode.l10n.t('Name of the preset'),
    start: () => start().slice(0, LONGEST_NAME),
    check: (typed) => nameProblem(memento, typed.trim(), own),
  });
  return name?.trim();
}

function nameProblem(
  memento: vscode.Memento,
  name: string,
  own: string | undefined,
): string | vscode.InputBoxValidationMessage | undefined {
  if (name === '') return vscode.l10n.t('Enter a name.');
  if (name.length > LONGEST_NAME)
    return vscode.l10n.t('Enter at most {count} characters.', { count: LONGEST_NAME });
  const known = presetNamed(memento, name);
  if (known === undefined || known.id === own) return undefined;
  return {
    message: vscode.l10n.t('There is a preset of this name. It will be replaced.'),
    severity: vscode.InputBoxValidationSeverity.Warning,
  };
}

/** A list of presets, each with buttons to rename and to delete it; stays until it is closed. */
export async function managePresets(memento: vscode.Memento, words: PresetWords): Promise<void> {
  const rename = { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Rename…') };
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') };
  for (;;) {
    const chosen = await choosePreset(memento, words, rename, remove);
    if (chosen === undefined) return;
    if (chosen.action === 'delete') {
      await deletePreset(memento, chosen.preset.id);
      continue;
    }
    const { preset } = chosen;
    const { id, name } = preset;
    const renamed = await askForName(memento, words.personalData, {
      title: vscode.l10n.t('Rename Preset'),
      // a name that is shown in shape is not shown here, either
      start: () => (words.label(preset) === name ? name : ''),
      own: id,
    });
    if (renamed !== undefined) await renamePreset(memento, id, renamed);
  }
}

interface Chosen {
  readonly preset: Preset;
  readonly action: 'rename' | 'delete';
}

/** Enter renames; the buttons do what they say. */
async function choosePreset(
  memento: vscode.Memento,
  words: PresetWords,
  rename: vscode.QuickInputButton,
  remove: vscode.QuickInputButton,
): Promise<Chosen | undefined> {
  const all = presets(memento);
  if (all.length === 0) return undefined;
  const pick = vscode.window.createQuickPick<PresetItem>();
  pick.title = vscode.l10n.t('Rename or Delete Presets');
  pick.placeholder = vscode.l10n.t('Enter renames the preset; the button beside it deletes it');
  const show = () =>
    (pick.items = all.map((preset) => ({
      preset,
      label: words.label(preset),
      description: words.description(preset),
      buttons: [rename, remove],
    })));
  show();
  const entered = await ended<Chosen>(pick, (finish) => [
    words.personalData.onDidChange(show),
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined)
        finish({ kind: 'entered', value: { preset: item.preset, action: 'rename' } });
    }),
    pick.onDidTriggerItemButton(({ item, button }) => {
      const action = button === remove ? 'delete' : 'rename';
      finish({ kind: 'entered', value: { preset: item.preset, action } });
    }),
  ]);
  return entered.kind === 'entered' ? entered.value : undefined;
}
