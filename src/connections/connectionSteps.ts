import * as vscode from 'vscode';
import { documentedSources } from '../api/query';
import { mayHaveAccounts, secretNeed, type Before, type Draft, type SignInChoice } from './draft';
import { accountMessage, nameMessage, secretMessage, secretNeedWords } from './draftWords';
import { hostChoices } from './hostChoices';
import { askChoice, askText, type Choice, type Entered } from './inputSteps';
import type { Move, Step } from './steps';

export interface StepsContext {
  /** Begins the title of every step, such as "Add Connection". */
  readonly title: string;
  readonly before: Before | undefined;
  readonly otherNames: readonly string[];
}

/** What a connection is asked for, in order; the test comes after these. */
export function connectionSteps(context: StepsContext): readonly Step<Draft>[] {
  return [
    nameStep(context),
    hostStep(context),
    signInStep(context),
    ...secretSteps(context),
  ].concat(sourceStep(context), accountIdStep(context));
}

/** Only what signing in takes. */
export function secretSteps(context: StepsContext): readonly Step<Draft>[] {
  return [accountStep(context), secretStep(context)];
}

function nameStep({ title, otherNames }: StepsContext): Step<Draft> {
  return {
    id: 'name',
    applies: () => true,
    ask: async (draft, place) =>
      moved(
        await askText({
          title: vscode.l10n.t('{title}: Name', { title }),
          place,
          value: draft.name,
          prompt: vscode.l10n.t('What do you call this connection?'),
          placeholder: vscode.l10n.t('Such as: Europe demo'),
          check: (name) => nameMessage(vscode.l10n, name, otherNames),
        }),
        (name) => ({ ...draft, name: name.trim() }),
        (name) => ({ ...draft, name }),
      ),
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
          typed: draft.host,
          choices: hostChoices,
          isCurrent: (host) => host === draft.host,
        }),
        (host) => ({ ...draft, host }),
        (host) => ({ ...draft, host }),
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

function accountStep({ title, before }: StepsContext): Step<Draft> {
  return {
    id: 'account',
    applies: ({ signIn }) => signIn !== 'token',
    ask: async (draft, place) => {
      const need = secretNeed(draft, before);
      const oauth = draft.signIn === 'oauth';
      return moved(
        await askText({
          title: oauth
            ? vscode.l10n.t('{title}: Key', { title })
            : vscode.l10n.t('{title}: Till', { title }),
          place,
          value: draft.account,
          prompt: withReason(
            oauth
              ? vscode.l10n.t('The key of the OAuth client.')
              : vscode.l10n.t('The till that signs in.'),
            // the till or key is what is being entered here
            need === 'staySignedOut' || need === 'hostChanged' || need === 'signInChanged'
              ? secretNeedWords(vscode.l10n, need)
              : undefined,
          ),
          placeholder: oauth ? vscode.l10n.t('Key') : vscode.l10n.t('Such as: store.server'),
          check: (account) => accountMessage(vscode.l10n, draft.signIn, account, need),
        }),
        (account) => ({ ...draft, account: account.trim() }),
        (account) => ({ ...draft, account }),
      );
    },
  };
}

function secretStep({ title, before }: StepsContext): Step<Draft> {
  return {
    id: 'secret',
    // no till or key: the user stays signed out, as the step before said
    applies: ({ signIn, account }) => signIn === 'token' || account.trim() !== '',
    ask: async (draft, place) => {
      const known = secretNeed(draft, before);
      const need = known === 'staySignedOut' && draft.signIn !== 'token' ? 'enter' : known;
      const words = secretStepWords(draft.signIn);
      return moved(
        await askText({
          title: `${title}: ${words.title}`,
          place,
          value: draft.secret,
          prompt: withReason(words.prompt, secretNeedWords(vscode.l10n, need)),
          placeholder: need === 'keep' ? '••••••••' : words.title,
          password: true,
          check: (secret) => secretMessage(vscode.l10n, draft.signIn, secret, need),
        }),
        (secret) => ({ ...draft, secret }),
        (secret) => ({ ...draft, secret }),
      );
    },
  };
}

function secretStepWords(choice: SignInChoice): {
  readonly title: string;
  readonly prompt: string;
} {
  const { l10n } = vscode;
  switch (choice) {
    case 'oauth':
      return { title: l10n.t('Secret'), prompt: l10n.t('The secret of the OAuth client.') };
    case 'basic':
      return {
        title: l10n.t('Password'),
        prompt: l10n.t('The password of the till. Only its MD5 is stored.'),
      };
    case 'basicMd5':
      return {
        title: l10n.t('MD5 of the Password'),
        prompt: l10n.t('The MD5 of the password of the till, 32 characters.'),
      };
    case 'token':
      return { title: l10n.t('Token'), prompt: l10n.t('The access token, without “Bearer”.') };
  }
}

function sourceStep({ title }: StepsContext): Step<Draft> {
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
  const own = typed.trim();
  const choices: Choice<string>[] = documentedSources.map((label) => ({ label, value: label }));
  choices.splice(1, 0, {
    label: vscode.l10n.t('No source'),
    description: vscode.l10n.t('leave the parameter out'),
    value: '',
  });
  const known = documentedSources.some((source) => source === own.toUpperCase());
  if (own !== '' && !known && !/\p{Cc}/u.test(own))
    choices.push({
      label: own,
      description: vscode.l10n.t('as typed'),
      value: own,
      alwaysShow: true,
    });
  return choices;
}

function accountIdStep({ title }: StepsContext): Step<Draft> {
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

function withReason(prompt: string, reason: string | undefined): string {
  return reason === undefined ? prompt : `${prompt} ${reason}`;
}

/** What was entered or typed becomes part of the draft. */
function moved<Value>(
  entered: Entered<Value>,
  onEntered: (value: Value) => Draft,
  onBack: (typed: string) => Draft,
): Move<Draft> {
  switch (entered.kind) {
    case 'entered':
      return { kind: 'next', draft: onEntered(entered.value) };
    case 'back':
      return { kind: 'back', draft: onBack(entered.typed) };
    case 'cancelled':
      return { kind: 'cancelled' };
  }
}
