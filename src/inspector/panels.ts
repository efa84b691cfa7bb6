import * as vscode from 'vscode';
import type { Answer, Page } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import type { InspectorArgument } from './commandArguments';
import { unmasked } from './behindMasks';
import { emptyForm } from './emptyForm';
import { fieldsOf } from './fields';
import { readSavedState } from './messages';
import {
  createWebviewPanel,
  InspectorPanel,
  type PanelCollaborators,
  type PanelStart,
} from './panel';
import { isBrokenShape } from './shownFields';
import type { FormFields } from './wire';
import { droppedStateSentence } from './words';

/** Every open inspector. One is used again and again, unless a command asks for a new one. */
export class InspectorPanels {
  readonly #with: PanelCollaborators;
  /** The one used last is the last. */
  #panels: readonly InspectorPanel[] = [];
  /** What the inspector closed last had on screen: in memory alone, for it is about people. */
  #closed: Closed | undefined;

  constructor(collaborators: PanelCollaborators) {
    this.#with = collaborators;
  }

  /** The inspector that is the active editor, if one is. */
  get active(): InspectorPanel | undefined {
    return this.#panels.find((panel) => panel.active);
  }

  /** Shows the request, with its answer where there is one, in the panel used last or a new one. */
  async show({ request, answer, newPanel, run, reveal }: InspectorArgument): Promise<void> {
    const existing =
      newPanel === true ? undefined : (this.active ?? this.#panels[this.#panels.length - 1]);
    const panel = existing ?? this.#open(this.#startFor(request, newPanel === true));
    existing?.reveal();
    this.#panels = [...this.#panels.filter((other) => other !== panel), panel];
    // nobody can be asked about a shape
    const canAsk = request !== undefined && !isBrokenShape(fieldsOf(request));
    const isShown = answer !== undefined && panel.session.page === answer;
    const opening =
      request === undefined || isShown
        ? undefined
        : panel.session.open(request, answer, canAsk && (run ?? true));
    if (reveal !== undefined) panel.revealInJson(reveal);
    await opening;
  }

  /** The inspectors that show the one answer show the other from now on, with a note in their strips. */
  renew(before: Page, after: Page, note: string): void {
    for (const { session } of this.#panels) session.renew(before, after, note);
  }

  /** The inspectors that show what was asked say such a thing of it; undefined for nothing any more. */
  tell(request: CustomersRequest, sentence: () => string | undefined): void {
    for (const { session } of this.#panels)
      if (isSameForm(fieldsOf(session.request), fieldsOf(request))) session.tell(sentence);
  }

  /** Something in an answer was chosen elsewhere: the inspectors that show it go there, too. */
  follow(answer: Answer, pointer: string): void {
    for (const panel of this.#panels)
      if (panel.session.page === answer) panel.revealInJson(pointer, false);
  }

  /** A window reload kept the panel's place and the page's state: the question is asked again. */
  async restore(view: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const read = readSavedState(saved);
    const state = read && unmasked(this.#with.workspaceState, read);
    const empty = emptyStart(this.#with.connections);
    // without any, VS Code kept none, and nothing was lost
    const isBroken = state === undefined && saved !== undefined && saved !== null;
    const note = isBroken ? { note: droppedStateSentence() } : {};
    const { fields, layout } = state ?? empty;
    const panel = this.#add(view, { fields, layout, ...note }, state?.key);
    if (state?.asked === true) await panel.session.run(state.fields);
  }

  /**
   * The inspector that was closed last goes on where nothing is asked for. Where the same is asked for
   * once more, its tab and what was made of the answer is as it was; anything else begins anew.
   */
  #startFor(request: CustomersRequest | undefined, isNew: boolean): PanelStart {
    const closed = this.#closed;
    const isSame = request === undefined ? !isNew : isSameForm(closed?.answered, fieldsOf(request));
    if (closed === undefined || !isSame) return emptyStart(this.#with.connections);
    this.#closed = undefined;
    const { left, ...arranged } = closed.start;
    return request === undefined && left !== undefined ? { ...arranged, left } : arranged;
  }

  #open(start: PanelStart): InspectorPanel {
    return this.#add(createWebviewPanel(vscode.ViewColumn.Active), start);
  }

  #add(view: vscode.WebviewPanel, start: PanelStart, key?: string): InspectorPanel {
    const panel = new InspectorPanel(this.#with, view, start, key);
    this.#panels = [...this.#panels, panel];
    panel.onDidDispose(() => {
      this.#panels = this.#panels.filter((other) => other !== panel);
      this.#closed = { start: panel.leave(), answered: fieldsOf(panel.session.request) };
    });
    return panel;
  }
}

interface Closed {
  readonly start: PanelStart;
  /** The form that its answer answered. */
  readonly answered: FormFields;
}

function isSameForm(one: FormFields | undefined, other: FormFields): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing asked yet, and nothing arranged. */
function emptyStart(connections: Connections): PanelStart {
  return {
    layout: { tab: 'json', formOpen: true },
    fields: emptyForm(connections.active()),
  };
}
