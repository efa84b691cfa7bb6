import * as vscode from 'vscode';
import type { Answer, Page } from '../api/page';
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
import { droppedStateSentence } from './words';

/** Every open inspector. One is used again and again, unless a command asks for a new one. */
export class InspectorPanels {
  readonly #with: PanelCollaborators;
  /** The one used last is the last. */
  #panels: readonly InspectorPanel[] = [];
  /** What the inspector closed last had on screen: in memory alone, for it is about people. */
  #closed: PanelStart | undefined;

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
    // whoever asks for something has no use for what was closed
    const panel = existing ?? this.#open(request === undefined && newPanel !== true);
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

  #open(isAsBefore: boolean): InspectorPanel {
    const view = createWebviewPanel(vscode.ViewColumn.Active);
    const before = isAsBefore ? this.#closed : undefined;
    if (before !== undefined) this.#closed = undefined;
    return this.#add(view, before ?? emptyStart(this.#with.connections));
  }

  #add(view: vscode.WebviewPanel, start: PanelStart, key?: string): InspectorPanel {
    const panel = new InspectorPanel(this.#with, view, start, key);
    this.#panels = [...this.#panels, panel];
    panel.onDidDispose(() => {
      this.#panels = this.#panels.filter((other) => other !== panel);
      this.#closed = panel.leave();
    });
    return panel;
  }
}

/** Nothing asked yet, and nothing arranged. */
function emptyStart(connections: Connections): PanelStart {
  return {
    layout: { tab: 'json', formOpen: true },
    fields: emptyForm(connections.active()),
  };
}
