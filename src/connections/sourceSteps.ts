import * as vscode from 'vscode';
import { documentedSources } from '../api/query';
import { mayHaveAccounts, type Draft } from './draft';
import { askChoice, askText, moved, type Choice } from './inputSteps';
import type { StepsContext } from './secretSteps';
import type { Step } from './steps';

export function sourceStep({ title }: StepsContext): Step<Draft> {
  return {
    id: 'source',
    applies: () => true,
    ask: async (draft, place) =>
      moved(
        await askChoice<string>({
          title: vscode.l10n.t('{title}: Default Source', { title }),
          place,
          placeholder: vscode.l10n.t(
            'Source that new queries start with; choose one or type another',
          ),
          choices: sourceChoices,
          isCurrent: (source) => source === draft.source,
        }),
        (source) => ({ ...draft, source }),
        () => draft,
      ),
  };
}

function sourceChoices(typed: string): readonly Choice<string>[] {
  const choices: Choice<string>[] = documentedSources.map((label) => ({ label, value: label }));
  choices.splice(1, 0, {
    label: vscode.l10n.t('No source'),
    description: vscode.l10n.t('leave the parameter out'),
    value: '',
  });
  return [...choices, typedSource(typed)];
}

/** What is typed, where it is not a documented source in another spelling. */
function typedSource(typed: string): Choice<string> {
  const own = typed.trim();
  const isKnown = documentedSources.some((source) => source === own.toUpperCase());
  if (own === '' || isKnown || /\p{Cc}/u.test(own))
    return {
      label: vscode.l10n.t('Another source…'),
      description: vscode.l10n.t('type it above'),
      alwaysShow: true,
    };
  return {
    label: own,
    description: vscode.l10n.t('as typed'),
    value: own,
    alwaysShow: true,
  };
}

export function accountIdStep({ title }: StepsContext): Step<Draft> {
  return {
    id: 'accountId',
    applies: ({ source }) => mayHaveAccounts(source),
    ask: async (draft, place) =>
      moved(
        await askText({
          title: vscode.l10n.t('{title}: Account Id', { title }),
          place,
          value: draft.accountId,
          prompt: vscode.l10n.t(
            'Account of the source {source} that new queries start with. Leave it empty where the source has only one.',
            { source: draft.source },
          ),
          placeholder: vscode.l10n.t('Such as: WECHAT-CM'),
          check: (text) =>
            /\p{Cc}/u.test(text)
              ? { kind: 'error', text: vscode.l10n.t('Leave out line breaks and tabs.') }
              : undefined,
        }),
        (accountId) => ({ ...draft, accountId: accountId.trim() }),
        (accountId) => ({ ...draft, accountId }),
      ),
  };
}
