import * as vscode from 'vscode';
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

/** How presets are shown in a list. */
interface PresetWords {
  label(preset: Preset): string;
  description(preset: Preset): string;
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
  suggestion: string,
): Promise<string | undefined> {
  const withIdentifier = await askForIdentifier(fields);
  if (withIdentifier === undefined) return undefined;
  const name = await askForName(memento, vscode.l10n.t('Save Form as Preset'), suggestion);
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
  title: string,
  value: string,
  own?: string,
): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title,
    value: value.slice(0, LONGEST_NAME),
    prompt: vscode.l10n.t('Name of the preset'),
    // a page that takes the keyboard back would take what was typed with it
    ignoreFocusOut: true,
    validateInput: (typed) => nameProblem(memento, typed.trim(), own),
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
    const { id, name } = chosen.preset;
    // a name that is shown in shape is not shown here, either
    const known = words.label(chosen.preset) === name ? name : '';
    const renamed = await askForName(memento, vscode.l10n.t('Rename Preset'), known, id);
    if (renamed !== undefined) await renamePreset(memento, id, renamed);
  }
}

interface Chosen {
  readonly preset: Preset;
  readonly action: 'rename' | 'delete';
}

/** Enter renames; the buttons do what they say. */
function choosePreset(
  memento: vscode.Memento,
  words: PresetWords,
  rename: vscode.QuickInputButton,
  remove: vscode.QuickInputButton,
): Promise<Chosen | undefined> {
  const all = presets(memento);
  if (all.length === 0) return Promise.resolve(undefined);
  const pick = vscode.window.createQuickPick<PresetItem>();
  pick.title = vscode.l10n.t('Rename or Delete Presets');
  pick.placeholder = vscode.l10n.t('Enter renames the preset; the button beside it deletes it');
  pick.items = all.map((preset) => ({
    preset,
    label: words.label(preset),
    description: words.description(preset),
    buttons: [rename, remove],
  }));
  return new Promise((resolve) => {
    const end = (chosen: Chosen | undefined) => {
      resolve(chosen);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      end(item && { preset: item.preset, action: 'rename' });
    });
    pick.onDidTriggerItemButton(({ item, button }) =>
      end({ preset: item.preset, action: button === remove ? 'delete' : 'rename' }),
    );
    pick.onDidHide(() => end(undefined));
    pick.show();
  });
}
