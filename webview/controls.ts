/**
 * The only module that knows the toolkit: everything else of the page gets its controls from these
 * functions, so that moving to another set of controls is a matter of this file.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { Choice } from '../src/inspector/wire';
import { element } from './elements';
import { icon, type IconName } from './icons';

/** What this module uses of the toolkit's elements. */
type ToolkitButton = HTMLElement & { appearance: string; disabled: boolean };
type ToolkitField = HTMLElement & { value: string; placeholder: string };
type ToolkitCheckbox = HTMLElement & { checked: boolean };
type ToolkitDropdown = HTMLElement & { value: string };
type ToolkitPanels = HTMLElement & { activeid: string };

/** Makes the controls' element names known; once, before the first control is made. */
export function defineControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeTextField(),
  );
}

/** A control that holds a value; `change` hands over each new one, as it is typed or chosen. */
export interface Control<Value> {
  readonly element: HTMLElement;
  get(): Value;
  set(value: Value): void;
  focus(): void;
  /** Tells a screen reader what is wrong, or what to enter; undefined for nothing. */
  describe(text: string | undefined, isInvalid: boolean): void;
}

export interface ButtonOptions {
  readonly label: string;
  readonly look: 'primary' | 'secondary' | 'icon';
  readonly icon?: IconName;
  /** Explains more than the label does. */
  readonly hint?: string;
  readonly name: string;
  readonly press: () => void;
}

export interface ButtonControl {
  readonly element: HTMLElement;
  enable(isEnabled: boolean, hint?: string): void;
}

/** An icon button shows its label as a tooltip. */
export function button(options: ButtonOptions): ButtonControl {
  const made = document.createElement('vscode-button') as ToolkitButton;
  made.appearance = options.look;
  made.dataset.name = options.name;
  const hint = options.hint ?? options.label;
  made.title = hint;
  if (options.look === 'icon') {
    made.ariaLabel = options.label;
    if (options.icon !== undefined) made.append(icon(options.icon));
  } else {
    if (options.icon !== undefined) made.append(icon(options.icon, 'start'));
    made.append(options.label);
  }
  made.addEventListener('click', () => {
    if (!made.disabled) options.press();
  });
  return {
    element: made,
    enable(isEnabled, why) {
      made.disabled = !isEnabled;
      made.title = why ?? hint;
    },
  };
}

export interface TextFieldOptions {
  readonly label: string;
  readonly name: string;
  readonly numeric?: boolean;
  readonly placeholder?: string;
  readonly changed: () => void;
}

export function textField(options: TextFieldOptions): Control<string> {
  const made = document.createElement('vscode-text-field') as ToolkitField;
  made.dataset.name = options.name;
  made.ariaLabel = options.label;
  if (options.placeholder !== undefined) made.placeholder = options.placeholder;
  made.addEventListener('input', () => options.changed());
  const input = (): HTMLInputElement | null => made.shadowRoot?.querySelector('input') ?? null;
  made.spellcheck = false;
  return {
    element: made,
    get: () => made.value,
    set: (value) => (made.value = value),
    focus: () => input()?.focus(),
    describe(text, isInvalid) {
      made.classList.toggle('invalid', isInvalid);
      const field = input();
      field?.setAttribute('aria-invalid', String(isInvalid));
      field?.setAttribute('autocomplete', 'off');
      if (options.numeric === true) field?.setAttribute('inputmode', 'numeric');
      field?.setAttribute('aria-description', text ?? '');
    },
  };
}

export function checkbox(options: {
  readonly label: string;
  readonly name: string;
  readonly hint: string;
  readonly changed: () => void;
}): Control<boolean> {
  const made = document.createElement('vscode-checkbox') as ToolkitCheckbox;
  made.dataset.name = options.name;
  made.title = options.hint;
  made.append(options.label);
  made.addEventListener('change', () => options.changed());
  return {
    element: made,
    get: () => made.checked,
    set: (value) => (made.checked = value),
    focus: () => made.focus(),
    describe: () => undefined,
  };
}

/** Goes before each option's value: the toolkit takes an empty one for no value at all. */
const MARK = '=';

export interface DropdownControl extends Control<string> {
  /** Replaces what can be chosen; the value stays where it still can. */
  offer(choices: readonly Choice[]): void;
}

export function dropdown(options: {
  readonly label: string;
  readonly name: string;
  readonly changed: () => void;
}): DropdownControl {
  // the toolkit's own list of options does not follow their being replaced: it is made anew
  const host = element('div', { class: 'dropdown' });
  let current: ToolkitDropdown | undefined;
  let value = '';
  let offered: readonly Choice[] = [];

  const rebuild = (): void => {
    const made = document.createElement('vscode-dropdown') as ToolkitDropdown;
    made.dataset.name = options.name;
    made.ariaLabel = options.label;
    for (const choice of offered) {
      const option = document.createElement('vscode-option');
      option.setAttribute('value', MARK + choice.value);
      if (choice.value === value) option.setAttribute('selected', '');
      if (choice.note !== undefined) option.title = choice.note;
      option.textContent = choice.label;
      made.append(option);
    }
    made.addEventListener('change', () => {
      value = made.value.slice(MARK.length);
      options.changed();
    });
    host.replaceChildren(made);
    current = made;
  };

  return {
    element: host,
    get: () => value,
    set(wanted) {
      if (wanted === value && current !== undefined) return;
      value = wanted;
      rebuild();
    },
    focus: () => current?.focus(),
    describe(text, isInvalid) {
      host.classList.toggle('invalid', isInvalid);
      current?.setAttribute('aria-description', text ?? '');
    },
    offer(choices) {
      offered = choices;
      rebuild();
    },
  };
}

export interface TabOptions<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: HTMLElement;
}

export interface TabsControl<Name extends string> {
  readonly element: HTMLElement;
  get(): Name;
  set(name: Name): void;
}

export function tabs<Name extends string>(
  all: readonly TabOptions<Name>[],
  first: Name,
  changed: () => void,
): TabsControl<Name> {
  const made = document.createElement('vscode-panels') as ToolkitPanels;
  made.append(
    ...all.map(({ name, label }) => {
      const tab = document.createElement('vscode-panel-tab');
      tab.id = `tab-${name}`;
      tab.append(label);
      return tab;
    }),
    ...all.map(({ name, content }) => {
      const view = document.createElement('vscode-panel-view');
      view.id = `view-${name}`;
      view.append(content);
      return view;
    }),
  );
  made.activeid = `tab-${first}`;
  const active = (): Name => all.find(({ name }) => made.activeid === `tab-${name}`)?.name ?? first;
  made.addEventListener('change', () => changed());
  return {
    element: made,
    get: active,
    set: (name) => (made.activeid = `tab-${name}`),
  };
}
