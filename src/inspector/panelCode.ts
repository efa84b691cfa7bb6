import * as vscode from 'vscode';
import type { RequestAsSent } from '../api/exchange';
import type { Connections } from '../connections/register';
import type { Masking } from '../privacy/masking';
import { codeTitle, type ChosenCode, type CodeChoice } from './chosenCode';
import type { InspectorSession } from './session';
import { copyCode, openCode, shownCode } from './shownCode';
import { asShownNow } from './shownNow';
import type { CodeToHost, CodeToPage } from './wireCode';

export interface PanelCodeCollaborators {
  readonly chosen: ChosenCode;
  readonly masking: Masking;
  readonly connections: Pick<Connections, 'get'>;
  readonly session: Pick<InspectorSession, 'exchange' | 'request'>;
  readonly post: (message: CodeToPage) => void;
  readonly say: (sentence: string) => void;
}

/** The request of one inspector as code, written once somebody looks at it. */
export class PanelCode {
  readonly #with: PanelCodeCollaborators;
  #isLookedAt = false;

  constructor(collaborators: PanelCodeCollaborators) {
    this.#with = collaborators;
  }

  async handle({ what }: CodeToHost): Promise<void> {
    const { chosen, masking, say } = this.#with;
    const request = this.#request;
    if (request === undefined) {
      if (what !== 'show')
        say(vscode.l10n.t('Nothing was sent yet. Run the query to see its request here.'));
      return;
    }
    switch (what) {
      case 'show':
        this.#isLookedAt = true;
        await this.#show(request);
        return;
      case 'choose':
        // who is told of it shows it
        await chosen.choose(this.#hasKey);
        return;
      case 'copy':
        say((await copyCode(masking, request, this.#choice)).sentence);
        return;
      case 'open': {
        const problem = await openCode(masking, request, this.#choice);
        if (problem !== undefined) say(problem);
      }
    }
  }

  /** In another language, or with people's data masked, or no longer. */
  async showAgain(): Promise<void> {
    const request = this.#request;
    if (this.#isLookedAt && request !== undefined) await this.#show(request);
  }

  async #show(request: RequestAsSent): Promise<void> {
    const { masking, post } = this.#with;
    const choice = this.#choice;
    const code = await asShownNow(masking, () => shownCode(masking, request, choice));
    // another one came meanwhile, and is shown by whoever brought it
    if (request !== this.#request) return;
    const title = codeTitle(choice.target);
    const tokens = code.kind === 'code' ? code.tokens : ([['plain', code.sentence]] as const);
    post({ kind: 'code', code: { title, tokens } });
  }

  get #request(): RequestAsSent | undefined {
    return this.#with.session.exchange?.request;
  }

  get #choice(): CodeChoice {
    const { choice } = this.#with.chosen;
    return { ...choice, signIn: choice.signIn && this.#hasKey };
  }

  /** A token that was pasted has no key that could fetch another. */
  get #hasKey(): boolean {
    const { connections, session } = this.#with;
    return connections.get(session.request.connectionId)?.signIn === 'oauth';
  }
}
