import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import type { ConnectionTest } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import {
  argumentOf,
  describesConnection,
  readArgument,
  readCredentials,
  type Argument,
  type ArgumentReading,
} from './connectionArguments';
import { connectionSteps } from './connectionSteps';
import {
  connectionOf,
  credentialsOfDraft,
  draftOf,
  newDraft,
  type Before,
  type Draft,
} from './draft';
import { argumentWith } from './importedDraft';
import { importSteps } from './importSteps';
import { importProblemWords } from './importWords';
import { chooseOwn } from './manageConnections';
import { plainText } from './plainText';
import { readImport } from './readImport';
import type { ConnectionsRoom } from './room';
import { refuseUnlessList, saveConnection, saveSecret } from './saveConnection';
import { messageOf } from './secrets';
import { secretSteps } from './secretSteps';
import { runSteps } from './steps';
import { foundWords, noteTest, sayResult, sayWorks } from './testConnection';
import { testStep, testUnsaved } from './testStep';

/**
 * Adds a connection and makes it the active one: asks for it, or takes it from the argument (see
 * `ArgumentReading`; with `test: true` it is tested before, and told how that went).
 * @returns the new connection; undefined when the user cancelled or it could not be saved
 */
export async function addConnection(
  room: ConnectionsRoom,
  value: unknown,
): Promise<Connection | undefined> {
  if (!(await refuseUnlessList(room))) return undefined;
  const argument = argumentOf(value);
  const draft = newDraft(crypto.randomUUID(), defaultSource());
  const names = room.all().map(({ name }) => name);
  if (describesConnection(argument)) {
    const reading = readArgument(vscode.l10n, argument, draft, names);
    return saveArgument(room, reading, argument.test === true);
  }
  return addBySteps(room, vscode.l10n.t('Add Connection'), draft, names);
}

/**
 * Adds a connection with what a curl command or a Postman environment has of it: asks for that, and for
 * each value; or takes it from `{text, name?, keepSecret?, test?, inspect?}` and asks for nothing. A
 * query that was found is offered to be run, or is (`inspect: true`).
 */
export async function importConnection(
  room: ConnectionsRoom,
  value: unknown,
): Promise<Connection | undefined> {
  if (!(await refuseUnlessList(room))) return undefined;
  const argument = argumentOf(value);
  const draft = newDraft(crypto.randomUUID(), defaultSource());
  const names = room.all().map(({ name }) => name);
  if (typeof argument?.text === 'string')
    return importText(room, argument.text, argument, draft, names);
  const start: Draft = { ...draft, takenFrom: { kind: 'toChoose' } };
  return addBySteps(room, vscode.l10n.t('Import Connection'), start, names);
}

async function importText(
  room: ConnectionsRoom,
  text: string,
  argument: Argument,
  draft: Draft,
  names: readonly string[],
): Promise<Connection | undefined> {
  const read = readImport(text);
  if (read.kind === 'problem') {
    void vscode.window.showErrorMessage(importProblemWords(vscode.l10n, read.problem));
    return undefined;
  }
  const described = {
    ...argumentWith(read.found, argument.keepSecret === true, names),
    ...(typeof argument.name === 'string' && { name: argument.name }),
  };
  const reading = readArgument(vscode.l10n, described, draft, names);
  const connection = await saveArgument(room, reading, argument.test === true);
  if (connection !== undefined && argument.inspect === true)
    await inspect(connection, read.found.query);
  return connection;
}

async function addBySteps(
  room: ConnectionsRoom,
  title: string,
  draft: Draft,
  otherNames: readonly string[],
): Promise<Connection | undefined> {
  const context = { title, before: undefined, otherNames };
  let tested: ConnectionTest | undefined;
  const test = testStep(room, title, undefined, (result) => (tested = result));
  const steps = [...importSteps(context), ...connectionSteps(context), test];
  const entered = await runSteps(steps, draft);
  const connection = entered === undefined ? undefined : connectionOf(entered);
  if (entered === undefined || connection === undefined) return undefined;
  if (!(await saveConnection(room, connection, credentialsOfDraft(entered, undefined))))
    return undefined;
  await room.use(connection.id);
  sayHowTestWent(room, connection, tested);
  if (entered.takenFrom.kind === 'found')
    void offerToInspect(connection, entered.takenFrom.found.query);
  return connection;
}

/** Edits a connection of the settings: the steps of adding, filled in; or the changes of the argument. */
export async function editConnection(
  room: ConnectionsRoom,
  value: unknown,
): Promise<Connection | undefined> {
  const argument = argumentOf(value);
  const edited = await chooseOwn(room, argument, vscode.l10n.t('Which connection do you edit?'));
  if (edited === undefined || !(await refuseUnlessList(room))) return undefined;
  const before: Before = { connection: edited, credentials: await readable(room, edited) };
  const names = room
    .all()
    .filter(({ id }) => id !== edited.id)
    .map(({ name }) => name);
  if (describesConnection(argument)) {
    const reading = readArgument(vscode.l10n, argument, draftOf(before), names);
    return saveArgument(room, reading, argument.test === true);
  }
  const title = vscode.l10n.t('Edit Connection');
  let tested: ConnectionTest | undefined;
  const test = testStep(room, title, before, (result) => (tested = result));
  const steps = [...connectionSteps({ title, before, otherNames: names }), test];
  const entered = await runSteps(steps, draftOf(before));
  const connection = entered === undefined ? undefined : connectionOf(entered);
  if (entered === undefined || connection === undefined) return undefined;
  if (!(await saveConnection(room, connection, enteredCredentials(entered, before))))
    return undefined;
  sayHowTestWent(room, connection, tested);
  return connection;
}

/** Asks for the secrets alone, or takes them from `{connectionId, credentials}`. */
export async function signIn(
  room: ConnectionsRoom,
  value: unknown,
): Promise<Connection | undefined> {
  const argument = argumentOf(value);
  const connection = await chooseOwn(room, argument, vscode.l10n.t('Where do you sign in?'));
  if (connection === undefined) return undefined;
  const draft = draftOf({ connection, credentials: undefined });
  if (argument?.credentials !== undefined) {
    const read = readCredentials(vscode.l10n, draft, connection.signIn, argument.credentials);
    if (typeof read === 'string') {
      sayBad(read);
      return undefined;
    }
    await saveSecret(room, connection, read);
    return connection;
  }
  const title = vscode.l10n.t('Sign In to {name}', { name: plainText(connection.name, 60) });
  let tested: ConnectionTest | undefined;
  const entered = await runSteps(
    [
      ...secretSteps({ title, before: undefined, otherNames: [] }),
      testStep(room, title, undefined, (result) => (tested = result)),
    ],
    draft,
  );
  const credentials = entered === undefined ? undefined : credentialsOfDraft(entered, undefined);
  if (credentials === undefined) return undefined;
  await saveSecret(room, connection, credentials);
  sayHowTestWent(room, connection, tested);
  return connection;
}

async function saveArgument(
  room: ConnectionsRoom,
  reading: ArgumentReading,
  test: boolean,
): Promise<Connection | undefined> {
  if (reading.kind === 'bad') {
    sayBad(reading.sentence);
    return undefined;
  }
  const { connection, credentials } = reading;
  const isNew = room.get(connection.id) === undefined;
  const tested =
    test && credentials !== undefined
      ? await testUnsaved(room, connection, credentials, new AbortController().signal)
      : undefined;
  if (!(await saveConnection(room, connection, credentials))) return undefined;
  if (isNew) await room.use(connection.id);
  sayHowTestWent(room, connection, tested);
  // nobody read of it before, as who goes through the steps does
  if (tested !== undefined && tested.kind !== 'works') void sayResult(room, connection, tested);
  return connection;
}

/** Only what was typed is written: what is kept stays where it is, as it is. */
function enteredCredentials(draft: Draft, before: Before): Credentials | undefined {
  return draft.secret.trim() === '' ? undefined : credentialsOfDraft(draft, before);
}

/** The kept credentials; undefined also when the store cannot be read, which costs no edit. */
async function readable(
  room: ConnectionsRoom,
  connection: Connection,
): Promise<Credentials | undefined> {
  try {
    return await room.secrets.read(connection);
  } catch (error) {
    room.dependencies.log.warn(`The secret store could not be read: ${messageOf(error)}`);
    return undefined;
  }
}

function sayHowTestWent(
  room: ConnectionsRoom,
  connection: Connection,
  tested: ConnectionTest | undefined,
): void {
  if (tested !== undefined) noteTest(room, connection, tested);
  if (tested?.kind !== 'works') return;
  const sentence = vscode.l10n.t('“{name}” works and is saved. {detail}', {
    name: plainText(connection.name),
    detail: foundWords(tested.found),
  });
  void sayWorks(room, connection, sentence);
}

/** What was asked for in a command can be asked for here at once. */
async function offerToInspect(
  connection: Connection,
  query: ChildrenQuery | undefined,
): Promise<void> {
  if (query === undefined) return;
  const run = vscode.l10n.t('Run in Inspector');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The curl command has a query of the customer hierarchy. Run it here, too?'),
    run,
  );
  if (chosen === run) await inspect(connection, query);
}

async function inspect(connection: Connection, query: ChildrenQuery | undefined): Promise<void> {
  if (query === undefined) return;
  const request = { connectionId: connection.id, query };
  await vscode.commands.executeCommand('customerHierarchy.openInspector', { request });
}

function sayBad(sentence: string): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t('The argument of the command cannot be used: {sentence}', { sentence }),
  );
}

function defaultSource(): string {
  const value: unknown = vscode.workspace
    .getConfiguration('customerHierarchy')
    .get('defaultSource');
  return typeof value === 'string' ? value : 'INSTORE';
}
