import * as vscode from 'vscode';
import { joinedSentences } from '../sentence';
import { secretNeed, type Before, type Draft, type SecretNeed, type SignInChoice } from './draft';
import { accountMessage, secretMessage, secretNeedWords, type InputMessage } from './draftWords';
import { placeholderWords } from './importWords';
import { askText, moved } from './inputSteps';
import type { Step } from './steps';

export interface StepsContext {
  /** Begins the title of every step, such as "Add Connection". */
  readonly title: string;
  readonly before: Before | undefined;
  readonly otherNames: readonly string[];
}

/** Only what signing in takes. */
export function secretSteps(context: StepsContext): readonly Step<Draft>[] {
  return [accountStep(context), secretStep(context)];
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
    // without a till or key the user stays signed out, where the step before offered that
    applies: (draft) =>
      draft.signIn === 'token' ||
      draft.account.trim() !== '' ||
      secretNeed(draft, before) !== 'staySignedOut',
    ask: async (draft, place) => {
      const known = secretNeed(draft, before);
      const need = known === 'staySignedOut' && draft.signIn !== 'token' ? 'enter' : known;
      const words = secretStepWords(draft.signIn);
      return moved(
        await askText({
          title: vscode.l10n.t('{title}: {what}', { title, what: words.title }),
          place,
          value: draft.secret,
          prompt: withReason(
            words.prompt,
            secretNeedWords(vscode.l10n, need) ?? placeholderWords(vscode.l10n, draft),
          ),
          placeholder: need === 'keep' ? '••••••••' : words.title,
          password: true,
          check: (secret) => checkSecret(draft.signIn, secret, need),
        }),
        (secret) => ({ ...draft, secret }),
        (secret) => ({ ...draft, secret }),
      );
    },
  };
}

/** A message hides the prompt: where a secret is missing, it has to say itself why one is needed. */
function checkSecret(
  choice: SignInChoice,
  secret: string,
  need: SecretNeed,
): InputMessage | undefined {
  const message = secretMessage(vscode.l10n, choice, secret, need);
  if (message === undefined || secret.trim() !== '') return message;
  return { ...message, text: withReason(message.text, secretNeedWords(vscode.l10n, need)) };
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

function withReason(prompt: string, reason: string | undefined): string {
  return joinedSentences(prompt, reason);
}
