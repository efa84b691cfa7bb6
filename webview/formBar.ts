import type { FieldName, OfferedQueries } from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element, show } from './elements';
import { menuButton } from './menuButton';

export interface FormBar {
  readonly element: HTMLElement;
  offer(offered: OfferedQueries): void;
  enableChanges(canUndo: boolean, canRedo: boolean): void;
  /** Undefined as long as there is no answer to compare the form with. */
  showChanged(changed: readonly FieldName[] | undefined): void;
}

export interface FormBarOptions {
  readonly words: Words;
  readonly change: (which: 'undo' | 'redo') => void;
  readonly fillIn: (from: 'answer' | 'defaults') => void;
  readonly recall: (what: 'recent' | 'preset', id: string) => void;
  readonly manage: (what: 'clearRecent' | 'savePreset' | 'managePresets') => void;
}

/** What fills in the form, takes its changes back, and says how it differs from the answer. */
export function createFormBar({ words, change, fillIn, recall, manage }: FormBarOptions): FormBar {
  const recent = menuButton({
    name: 'recent',
    label: words.recent,
    hint: words.recentHint,
    icon: 'clock',
  });
  const presets = menuButton({
    name: 'presets',
    label: words.presets,
    hint: words.presetsHint,
    icon: 'bookmark',
  });
  const step = (which: 'undo' | 'redo', key: string) =>
    button({
      name: which,
      label: words[which],
      look: 'icon',
      icon: which,
      hint: `${words[which]} (${key})`,
      press: () => change(which),
    });
  const undo = step('undo', isMac() ? '⌘Z' : 'Ctrl+Z');
  const redo = step('redo', isMac() ? '⇧⌘Z' : 'Ctrl+Shift+Z');
  const reset = button({
    name: 'reset',
    label: words.reset,
    look: 'icon',
    icon: 'clear',
    hint: words.resetHint,
    press: () => fillIn('defaults'),
  });
  const difference = element('span', { class: 'difference' });
  const revert = element(
    'button',
    { type: 'button', class: 'text-button', title: words.revertHint, 'data-name': 'revert' },
    words.revert,
  );
  const compared = element('div', { class: 'compared' }, difference, revert);
  revert.addEventListener('click', () => {
    fillIn('answer');
    // it is about to go
    undo.element.focus();
  });
  show(compared, false);

  return {
    element: element(
      'div',
      { class: 'form-bar', role: 'group', 'aria-label': words.query },
      recent.element,
      presets.element,
      element('div', { class: 'form-steps' }, undo.element, redo.element, reset.element),
      compared,
    ),
    offer(offered) {
      recent.offer([
        offered.recent.length === 0
          ? words.noRecent
          : offered.recent.map(({ value, label, note }) => ({
              label,
              ...(note !== undefined && { note }),
              run: () => recall('recent', value),
            })),
        ...(offered.recent.length === 0
          ? []
          : [
              [
                {
                  label: words.clearRecent,
                  icon: 'clear' as const,
                  run: () => manage('clearRecent'),
                },
              ],
            ]),
      ]);
      presets.offer([
        offered.presets.length === 0
          ? words.noPresets
          : offered.presets.map(({ value, label, note }) => ({
              label,
              ...(note !== undefined && { note }),
              run: () => recall('preset', value),
            })),
        [
          { label: words.savePreset, icon: 'bookmark', run: () => manage('savePreset') },
          ...(offered.presets.length === 0
            ? []
            : [
                {
                  label: words.managePresets,
                  icon: 'pencil' as const,
                  run: () => manage('managePresets'),
                },
              ]),
        ],
      ]);
    },
    enableChanges(canUndo, canRedo) {
      undo.enable(canUndo);
      redo.enable(canRedo);
    },
    showChanged(changed) {
      show(compared, changed !== undefined);
      if (changed === undefined) return;
      const labels = changed.map((field) => labelOf(words, field)).join(', ');
      difference.textContent =
        changed.length === 0
          ? words.unchanged
          : words.changedSince.replace('{fields}', () => labels);
      compared.classList.toggle('differs', changed.length > 0);
      show(revert, changed.length > 0);
    },
  };
}

function labelOf(words: Words, field: FieldName): string {
  return field === 'connectionId' ? words.connection : words[field];
}

function isMac(): boolean {
  return navigator.platform.startsWith('Mac');
}
