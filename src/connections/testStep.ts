import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import { isTransient } from '../api/errors';
import type { ConnectionTest } from '../api/page';
import { connectionOf, credentialsOfDraft, secretNeed, type Before, type Draft } from './draft';
import { errorSentence } from './errorWords';
import { ended, place, type Entered } from './inputSteps';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { hostText } from './settingsEntries';
import type { Move, Place, Step } from './steps';

/**
 * The last step: asks the host whether the connection works, before anything is saved. It goes on by
 * itself when it does; else the user reads why not, and tests again, edits, or saves anyway.
 */
export function testStep(
  room: ConnectionsRoom,
  title: string,
  before: Before | undefined,
  tested: (result: ConnectionTest) => void,
): Step<Draft> {
  return {
    id: 'test',
    // who stays signed out has nothing to test
    applies: (draft) => draft.secret.trim() !== '' || secretNeed(draft, before) !== 'staySignedOut',
    ask: async (draft, at) => {
      const connection = connectionOf(draft);
      const credentials = credentialsOfDraft(draft, before);
      if (connection === undefined) return { kind: 'goTo', step: 'host', draft };
      if (credentials === undefined) return { kind: 'next', draft };
      for (;;) {
        const answer = await testWithProgress(room, connection, credentials, title, at);
        if (answer.kind === 'back') return { kind: 'back', draft };
        if (answer.kind === 'cancelled') return { kind: 'cancelled' };
        tested(answer.value);
        if (answer.value.kind === 'works') return { kind: 'next', draft };
        const move = await askWhatNow(connection, answer.value, draft);
        if (move !== 'again') return move;
      }
    },
  };
}

/** A test of a connection that is not saved yet, under an id of its own, so that no token of it stays. */
export async function testUnsaved(
  room: ConnectionsRoom,
  connection: Connection,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const unsaved = { ...connection, id: `unsaved:${crypto.randomUUID()}` };
  const held = room.secrets.hold(unsaved, credentials);
  try {
    return await room.dependencies.test(unsaved, signal);
  } finally {
    held.dispose();
    room.dependencies.forgetTokens(unsaved.id);
  }
}

/** A pick whose only entry stops the test; Back and Escape work while it runs. */
async function testWithProgress(
  room: ConnectionsRoom,
  connection: Connection,
  credentials: Credentials,
  title: string,
  at: Place,
): Promise<Entered<ConnectionTest>> {
  const abort = new AbortController();
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('{title}: Test', { title });
  place(pick, at);
  pick.busy = true;
  pick.placeholder = vscode.l10n.t('Testing {host}…', { host: hostText(connection.origin) });
  pick.items = [{ label: vscode.l10n.t('Stop the Test'), alwaysShow: true }];
  const entered = await ended<ConnectionTest>(pick, (finish) => {
    void testUnsaved(room, connection, credentials, abort.signal).then((value) =>
      finish({ kind: 'entered', value }),
    );
    return [
      pick.onDidTriggerButton(() => finish({ kind: 'back', typed: '' })),
      pick.onDidAccept(() => finish({ kind: 'entered', value: { kind: 'cancelled' } })),
    ];
  });
  abort.abort();
  return entered;
}

async function askWhatNow(
  connection: Connection,
  result: Exclude<ConnectionTest, { readonly kind: 'works' }>,
  draft: Draft,
): Promise<Move<Draft> | 'again'> {
  const again = vscode.l10n.t('Test Again');
  const edit = vscode.l10n.t('Edit');
  const saveAnyway = vscode.l10n.t('Save Anyway');
  const name = plainText(connection.name);
  const chosen = await vscode.window.showWarningMessage(
    result.kind === 'cancelled'
      ? vscode.l10n.t('The test of “{name}” was stopped.', { name })
      : vscode.l10n.t('“{name}” does not work yet.', { name }),
    {
      modal: true,
      detail:
        result.kind === 'cancelled'
          ? vscode.l10n.t('Nothing is saved yet.')
          : errorSentence(result),
    },
    // the first is what Enter does
    ...(result.kind === 'cancelled' || isTransient(result) ? [again, edit] : [edit, again]),
    saveAnyway,
  );
  if (chosen === again) return 'again';
  if (chosen === edit)
    return { kind: 'goTo', step: stepToEdit(result), draft: askingFor(result, draft) };
  // who closes the message is where the test was started: nothing entered is lost
  return chosen === saveAnyway ? { kind: 'next', draft } : { kind: 'back', draft };
}

/** Certificates are a matter from when one was refused. */
function askingFor({ kind }: ConnectionTest, draft: Draft): Draft {
  return kind === 'tls' ? { ...draft, asksForCertificates: true } : draft;
}

/** The step that most likely holds the mistake. */
function stepToEdit(result: ConnectionTest): string {
  switch (result.kind) {
    case 'unreachable':
    case 'redirected':
    case 'notJson':
    case 'unexpectedShape':
      return 'host';
    case 'tls':
      return 'certificates';
    case 'signInRefused':
    case 'forbidden':
      return 'account';
    default:
      return 'name';
  }
}
