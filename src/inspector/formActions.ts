import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Connections } from '../connections/register';
import { emptyForm } from './emptyForm';
import type { KeptQueries } from './keptQueries';
import type { InspectorSession } from './session';
import type { PageToHost } from './wire';
import { fieldLabel, undoneSentence } from './words';

type FormMessage = Extract<
  PageToHost,
  {
    readonly kind:
      'undo' | 'redo' | 'fillIn' | 'recall' | 'clearRecent' | 'savePreset' | 'managePresets';
  }
>;

interface FormCollaborators {
  readonly session: InspectorSession;
  readonly connections: Connections;
  readonly keptQueries: KeptQueries;
}

/**
 * Does to the form what the page asks for, other than to type.
 * @returns what to say of it
 */
export async function changeForm(
  message: FormMessage,
  { session, connections, keptQueries }: FormCollaborators,
): Promise<string | undefined> {
  switch (message.kind) {
    case 'undo':
    case 'redo': {
      const changed = session.change(message.kind, message.edits);
      return undoneSentence(message.kind, changed.map(fieldLabel));
    }
    case 'fillIn':
      if (message.from === 'answer') session.fillInAnswered();
      else session.fill(emptyForm(connectionOf(session, connections)));
      return undefined;
    case 'recall':
      return recall(message, session, keptQueries);
    case 'clearRecent':
      await keptQueries.forgetRecent();
      return undefined;
    case 'savePreset':
      return keptQueries.save(session.fields);
    case 'managePresets':
      await keptQueries.manage();
      return undefined;
  }
}

function recall(
  { what, id }: Extract<FormMessage, { readonly kind: 'recall' }>,
  session: InspectorSession,
  keptQueries: KeptQueries,
): string | undefined {
  const recent = what === 'recent' ? keptQueries.recent(id) : undefined;
  const preset = what === 'preset' ? keptQueries.preset(id, session.fields) : undefined;
  const fields = recent ?? preset?.fields;
  if (fields === undefined) return undefined;
  session.fill(fields);
  return preset?.sentence ?? vscode.l10n.t('Filled in. Run it to ask again.');
}

/** The form's own, else the one in use. */
function connectionOf(
  { fields }: InspectorSession,
  connections: Connections,
): Connection | undefined {
  return connections.get(fields.connectionId) ?? connections.active();
}
