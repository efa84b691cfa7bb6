import * as vscode from 'vscode';
import { readHeldPage } from '../api/answer';
import { maskingWhile } from '../privacy/masking';
import { meantVariable, reading } from './meantVariable';
import { bodiesWithin, LONGEST_TEXT, programText, type ProgramText } from './programJson';
import { refuse, shownName, type Refusal } from './refusals';
import type { DebuggingRoom } from './register';
import { isStillStopped } from './stoppedProgram';

/** Opens what a variable holds in the inspector, as an answer that the API did not give just now. */
export async function showResponse(room: DebuggingRoom, argument: unknown): Promise<void> {
  const masking = maskingWhile(() => room.personalData.isMasked);
  const meant = await meantVariable(argument, masking);
  if (meant === undefined) return;
  if ('kind' in meant) {
    refuse(meant, masking);
    return;
  }
  const { program, variable } = meant;
  const name = shownName(variable);
  const held = program && (await reading(() => programText(program, variable)));
  if (held === undefined || program === undefined || !(await isStillStopped(program))) {
    refuse({ kind: 'ranOn' }, masking);
    return;
  }
  if (held.kind !== 'text') {
    refuse(refusalOf(held.kind, name), masking);
    return;
  }
  const bodies = bodiesWithin(held.text);
  const now = Date.now();
  for (const body of bodies) {
    const page = readHeldPage(body, { kind: 'program', name }, now);
    if (page === undefined) continue;
    await vscode.commands.executeCommand('customerHierarchy.openInspector', {
      request: { connectionId: room.connections.active()?.id ?? '', query: page.query },
      answer: page,
    });
    void offerComparison(name);
    return;
  }
  void offerText(room, name, held.text, bodies.length > 0);
}

function refusalOf(kind: Exclude<ProgramText['kind'], 'text'>, name: string): Refusal {
  switch (kind) {
    case 'nothing':
    case 'unavailable':
    case 'cut':
      return { kind, name };
    case 'notText':
      return { kind: 'notAResponse', name };
    case 'tooLong':
      return { kind: 'tooLong', name, megabytes: LONGEST_TEXT / 1024 / 1024 };
  }
}

async function offerComparison(name: string): Promise<void> {
  const compare = vscode.l10n.t('Compare With What the API Says Now');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The inspector shows what {name} holds in the program under test, not what the API says.',
      { name },
    ),
    compare,
  );
  if (chosen === compare) await vscode.commands.executeCommand('customerHierarchy.compareWithApi');
}

/** What is no answer of the endpoint can still be read. */
async function offerText(
  room: DebuggingRoom,
  name: string,
  text: string,
  isJson: boolean,
): Promise<void> {
  const open = vscode.l10n.t('Open as Text');
  const chosen = await vscode.window.showInformationMessage(
    isJson
      ? vscode.l10n.t(
          '{name} holds JSON, but no answer of the customer-hierarchy endpoint: that has a list of customers in its entity.',
          { name },
        )
      : vscode.l10n.t('{name} holds text that is not JSON.', { name }),
    open,
  );
  if (chosen === open) await room.openText(name, text, isJson);
}
