import * as vscode from 'vscode';
import { certificateSteps } from './certificateSteps';
import { withHost, type Draft, type SignInChoice } from './draft';
import { nameMessage } from './draftWords';
import { hostChoices, isPresetHost } from './hostChoices';
import { askChoice, askText, moved, type Choice } from './inputSteps';
import { secretSteps, type StepsContext } from './secretSteps';
import { accountIdStep, sourceStep } from './sourceSteps';
import type { Step } from './steps';

/** What a connection is asked for, in order; the test comes after these. */
export function connectionSteps(context: StepsContext): readonly Step<Draft>[] {
  return [
    nameStep(context),
    hostStep(context),
    ...certificateSteps(context),
    signInStep(context),
    ...secretSteps(context),
  ].concat(sourceStep(context), accountIdStep(context));
}

function nameStep({ title, before, otherNames }: StepsContext): Step<Draft> {
  return {
    id: 'name',
    applies: () => true,
    ask: async (draft, place) => {
      const take = { isWanted: false };
      const entered = await askText({
        title: vscode.l10n.t('{title}: Name', { title }),
        place,
        value: draft.name,
        prompt: vscode.l10n.t('What do you call this connection?'),
        placeholder: vscode.l10n.t('Such as: Europe demo'),
        check: (name) => nameMessage(vscode.l10n, name, otherNames),
        // of what is taken over already, Back leads to the same question
        ...(before === undefined &&
          draft.takenFrom.kind === 'nothing' && {
            button: {
              button: {
                iconPath: new vscode.ThemeIcon('clippy'),
                tooltip: vscode.l10n.t('Take It From a curl Command or Postman Environment…'),
              },
              pressed: () => (take.isWanted = true),
            },
          }),
      });
      if (take.isWanted)
        return {
          kind: 'goTo',
          step: 'takeFrom',
          draft: { ...draft, takenFrom: { kind: 'toChoose' } },
        };
      return moved(
        entered,
        (name) => ({ ...draft, name: name.trim() }),
        (name) => ({ ...draft, name }),
      );
    },
  };
}

function hostStep({ title }: StepsContext): Step<Draft> {
  return {
    id: 'host',
    applies: () => true,
    ask: async (draft, place) =>
      moved(
        await askChoice<string>({
          title: vscode.l10n.t('{title}: Host', { title }),
          place,
          placeholder: vscode.l10n.t('Choose a host of the platform, or type another one'),
          // a preset is selected in the whole list; its name would hide the others
          typed: isPresetHost(draft.host) ? '' : draft.host,
          choices: hostChoices,
          isCurrent: (host) => host === draft.host,
        }),
        (host) => withHost(draft, host),
        (typed) => (typed.trim() === '' ? draft : withHost(draft, typed)),
      ),
  };
}

function signInStep({ title }: StepsContext): Step<Draft> {
  return {
    id: 'signIn',
    applies: () => true,
    ask: async (draft, place) =>
      moved(
        await askChoice<SignInChoice>({
          title: vscode.l10n.t('{title}: How to Sign In', { title }),
          place,
          placeholder: vscode.l10n.t('How do you sign in there?'),
          choices: signInChoices,
          isCurrent: (choice) => choice === draft.signIn,
        }),
        // what was entered for one way of signing in means nothing for another
        (signIn) =>
          signIn === draft.signIn ? draft : { ...draft, signIn, ...accountFor(draft, signIn) },
        () => draft,
      ),
  };
}

function accountFor(draft: Draft, signIn: SignInChoice): Pick<Draft, 'account' | 'secret'> {
  const tills: readonly SignInChoice[] = ['basic', 'basicMd5'];
  const sameAccount = tills.includes(signIn) && tills.includes(draft.signIn);
  return { account: sameAccount ? draft.account : '', secret: '' };
}

function signInChoices(): readonly Choice<SignInChoice>[] {
  return [
    {
      value: 'oauth',
      label: vscode.l10n.t('OAuth: key and secret'),
      detail: vscode.l10n.t(
        'A client of the platform; tokens are fetched and renewed by themselves.',
      ),
      alwaysShow: true,
    },
    {
      value: 'basic',
      label: vscode.l10n.t('Till and password'),
      detail: vscode.l10n.t('The password as it is; only its MD5 is stored and sent.'),
      alwaysShow: true,
    },
    {
      value: 'basicMd5',
      label: vscode.l10n.t('Till and password, already MD5'),
      detail: vscode.l10n.t('For when you were given the 32 characters instead of the password.'),
      alwaysShow: true,
    },
    {
      value: 'token',
      label: vscode.l10n.t('A ready token'),
      detail: vscode.l10n.t('An access token that you have; enter a new one when it expires.'),
      alwaysShow: true,
    },
  ];
}
