/**
 * The only module that knows the toolkit: everything else of the page gets its controls from these
 * functions, so that moving to another set of controls is a matter of this file.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, show, showAsSent } from './elements';
import { icon, type IconName } from './icons';

/** What this module uses of the toolkit's elements. */
type ToolkitButton = HTMLElement & { appearance: string };
type ToolkitField = HTMLElement & { value: string; placeholder: string };
type ToolkitCheckbox = HTMLElement & { checked: boolean };
type ToolkitPanels = HTMLElement & { activeid: string };

/** Makes the controls' element names known; once, before the first control is made. */
export function defineControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
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
  /** Of a button that is no icon alone. */
  relabel(label: string, hint: string): void;
}

/** An icon button shows its label as a tooltip. */
export function button(options: ButtonOptions): ButtonControl {
  const made = document.createElement('vscode-button') as ToolkitButton;
  // first of all: a picture without a label is named "Icon Button" by the toolkit
  if (options.look === 'icon') made.setAttribute('aria-label', options.label);
  made.appearance = options.look;
  made.dataset.name = options.name;
  let hint = options.hint ?? options.label;
  const text = document.createTextNode(options.label);
  made.title = hint;
  if (options.look === 'icon') {
    if (options.icon !== undefined) made.append(icon(options.icon));
  } else {
    if (options.icon !== undefined) made.append(icon(options.icon, 'start'));
    made.append(text);
  }
  let isOn = true;
  made.addEventListener('click', () => {
    if (isOn) options.press();
  });
  return {
    element: made,
    enable(isEnabled, why) {
      isOn = isEnabled;
      // it can still be reached, else whoever pressed it by keyboard would be thrown out of it
      made.ariaDisabled = String(!isEnabled);
      made.title = why ?? hint;
    },
    relabel(label, newHint) {
      hint = newHint;
      made.title = hint;
      text.data = label;
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

export interface TextFieldControl extends Control<string> {
  /** Stands in the field as long as it is empty. */
  hint(text: string): void;
}

export function textField(options: TextFieldOptions): TextFieldControl {
  const made = document.createElement('vscode-text-field') as ToolkitField;
  made.dataset.name = options.name;
  // the toolkit names the field by its text, which the form shows in its own way
  made.textContent = options.label;
  if (options.placeholder !== undefined) made.placeholder = options.placeholder;
  const input = (): HTMLInputElement | null => made.shadowRoot?.querySelector('input') ?? null;
  made.addEventListener('input', () => {
    showAsSent(made, made.value);
    options.changed();
  });
  made.spellcheck = false;
  return {
    element: made,
    get: () => made.value,
    set(value) {
      made.value = value;
      showAsSent(made, value);
    },
    focus: () => input()?.focus(),
    hint(text) {
      made.placeholder = text;
    },
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

interface TabOptions<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /**
   * A function makes it when the tab is first shown, and may `import()` what only this tab needs:
   * that becomes a bundle of its own, and the page opens without it.
   */
  readonly content: HTMLElement | (() => Promise<HTMLElement>);
  /** Beside the names of the tabs as long as this one is chosen. */
  readonly tools?: HTMLElement;
}

export interface TabsOptions<Name extends string> {
  readonly label: string;
  readonly all: readonly TabOptions<Name>[];
  readonly first: Name;
  /** Said in the place of a content that could not be made. */
  readonly notMade: string;
  /** The user chose another tab. */
  readonly changed: () => void;
}

export interface TabsControl<Name extends string> {
  readonly element: HTMLElement;
  get(): Name;
  set(name: Name): void;
}

export function tabs<Name extends string>(options: TabsOptions<Name>): TabsControl<Name> {
  const { all, first } = options;
  const made = document.createElement('vscode-panels') as ToolkitPanels;
  made.setAttribute('aria-label', options.label);
  const places = new Map(all.map((tab) => [tab.name, tabPlace(tab, options.notMade)]));
  made.append(
    ...all.map(({ name, label }) => {
      const tab = document.createElement('vscode-panel-tab');
      tab.id = `tab-${name}`;
      tab.append(label);
      return tab;
    }),
    ...[...places.values()].map(({ view }) => view),
  );
  const active = (): Name => all.find(({ name }) => made.activeid === `tab-${name}`)?.name ?? first;
  const showActive = (): void => {
    places.get(active())?.make();
    for (const { name, tools } of all) if (tools) show(tools, name === active());
  };
  for (const { tools } of all) {
    if (tools === undefined) continue;
    tools.slot = 'end';
    made.append(tools);
  }
  made.activeid = `tab-${first}`;
  showActive();
  made.addEventListener('change', () => {
    showActive();
    options.changed();
  });
  return {
    element: made,
    get: active,
    set(name) {
      made.activeid = `tab-${name}`;
      showActive();
    },
  };
}

/** Where a tab's content is, or will be; `make` does nothing once it is there, or on its way. */
function tabPlace(
  { name, content }: TabOptions<string>,
  notMade: string,
): { readonly view: HTMLElement; make(): void } {
  const view = document.createElement('vscode-panel-view');
  view.id = `view-${name}`;
  if (content instanceof HTMLElement) {
    view.append(content);
    return { view, make: () => undefined };
  }
  let isAsked = false;
  return {
    view,
    make() {
      if (isAsked) return;
      isAsked = true;
      view.ariaBusy = 'true';
      content()
        .then(
          (made) => view.append(made),
          () => view.append(element('p', { class: 'not-made', role: 'alert' }, notMade)),
        )
        .finally(() => (view.ariaBusy = null));
    },
  };
}
