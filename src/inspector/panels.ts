import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Page } from '../api/page';
import type { Connections } from '../connections/register';
import type { InspectorArgument } from './commandArguments';
import { unmasked } from './behindMasks';
import { fieldsOf } from './fields';
import { readSavedState } from './messages';
import { createWebviewPanel, InspectorPanel, type PanelCollaborators } from './panel';
import type { SessionStart } from './session';
import { isBrokenShape } from './shownFields';

/** Every open inspector. One is used again and again, unless a command asks for a new one. */
export class InspectorPanels {
  readonly #with: PanelCollaborators;
  /** The one used last is the last. */
  #panels: readonly InspectorPanel[] = [];

  constructor(collaborators: PanelCollaborators) {
    this.#with = collaborators;
  }

  /** The inspector that is the active editor, if one is. */
  get active(): InspectorPanel | undefined {
    return this.#panels.find((panel) => panel.active);
  }

  /** Shows the request, with its answer where there is one, in the panel used last or a new one. */
  async show({ request, answer, newPanel, run }: InspectorArgument): Promise<void> {
    const existing =
      newPanel === true ? undefined : (this.active ?? this.#panels[this.#panels.length - 1]);
    const panel = existing ?? this.#open();
    existing?.reveal();
    this.#panels = [...this.#panels.filter((other) => other !== panel), panel];
    if (request === undefined) return;
    // nobody can be asked about a shape
    const canAsk = !isBrokenShape(fieldsOf(request));
    await panel.session.open(request, answer, canAsk && (run ?? true));
  }

  /** The inspectors that show the one answer show the other from now on, with a note in their strips. */
  renew(before: Page, after: Page, note: string): void {
    for (const { session } of this.#panels) session.renew(before, after, note);
  }

  /** A window reload kept the panel's place and the page's state: the question is asked again. */
  async restore(view: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const read = readSavedState(saved);
    const state = read && unmasked(this.#with.workspaceState, read);
    const panel = this.#add(view, state ?? emptyStart(this.#with.connections), state?.key);
    if (state?.asked === true) await panel.session.run(state.fields);
  }

  #open(): InspectorPanel {
    const view = createWebviewPanel(vscode.ViewColumn.Active);
    return this.#add(view, emptyStart(this.#with.connections));
  }

  #add(view: vscode.WebviewPanel, start: SessionStart, key?: string): InspectorPanel {
    const panel = new InspectorPanel(this.#with, view, start, key);
    this.#panels = [...this.#panels, panel];
    panel.onDidDispose(() => {
      this.#panels = this.#panels.filter((other) => other !== panel);
    });
    return panel;
  }
}

/** A form with nothing but what settings and the active connection say. */
function emptyStart(connections: Connections): SessionStart {
  const connection = connections.active();
  const source = defaultSource(connection);
  const accountId = connection?.defaultAccountId;
  return {
    layout: { tab: 'json', formOpen: true },
    fields: fieldsOf({
      connectionId: connection?.id ?? '',
      query: {
        associationEntityType: 'parentCustomer',
        identifierType: 'mobile',
        identifierValue: '',
        ...(source !== undefined && { source }),
        ...(accountId !== undefined && { accountId }),
        limit: pageSize(),
        offset: 0,
        includeNoOfChildren: true,
        includeCustomerAssociateDetail: true,
      },
    }),
  };
}

function defaultSource(connection: Connection | undefined): string | undefined {
  const setting: unknown = vscode.workspace
    .getConfiguration('customerHierarchy')
    .get('defaultSource');
  return connection?.defaultSource ?? (typeof setting === 'string' ? setting : undefined);
}

function pageSize(): number {
  const size: unknown = vscode.workspace.getConfiguration('customerHierarchy').get('pageSize');
  return typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : 50;
}
