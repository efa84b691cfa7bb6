import * as vscode from 'vscode';
import { fromHome } from './absolutePath';
import { authorityFileMessage, authorityFileRead } from './certificateWords';
import { isOverTls, type CertificateChoice, type Draft } from './draft';
import { askChoice, askText, moved, type Choice } from './inputSteps';
import type { StepsContext } from './secretSteps';
import type { Step } from './steps';

/** Nobody is asked who did not come to change it, or was not led here by a certificate that was refused. */
export function certificateSteps(context: StepsContext): readonly Step<Draft>[] {
  return [choiceStep(context), fileStep(context)];
}

function isAsked({ before }: StepsContext, draft: Draft): boolean {
  return isOverTls(draft) && (before !== undefined || draft.asksForCertificates);
}

function choiceStep(context: StepsContext): Step<Draft> {
  const { title } = context;
  return {
    id: 'certificates',
    applies: (draft) => isAsked(context, draft),
    ask: async (draft, place) =>
      moved(
        await askChoice<CertificateChoice>({
          title: vscode.l10n.t('{title}: Certificates', { title }),
          place,
          placeholder: certificateQuestion(draft),
          choices: certificateChoices,
          isCurrent: (choice) => choice === draft.certificates,
        }),
        (certificates) => ({ ...draft, certificates }),
        () => draft,
      ),
  };
}

/** Who has a command that checks nothing decides anew: that is not taken over by itself. */
function certificateQuestion({ takenFrom }: Draft): string {
  return takenFrom.kind === 'found' && takenFrom.found.isUnchecked
    ? vscode.l10n.t(
        'The curl command does not check the certificate (--insecure). How is it checked here?',
      )
    : vscode.l10n.t('How is the certificate of the host checked?');
}

function certificateChoices(): readonly Choice<CertificateChoice>[] {
  return [
    {
      value: 'checked',
      label: vscode.l10n.t('Checked'),
      detail: vscode.l10n.t('Against the authorities that this computer trusts.'),
      alwaysShow: true,
    },
    {
      value: 'authorityFile',
      label: vscode.l10n.t('Checked with a private CA file…'),
      detail: vscode.l10n.t('Against the authorities in a PEM file, such as that of your company.'),
      alwaysShow: true,
    },
    {
      value: 'unchecked',
      label: `$(warning) ${vscode.l10n.t('Not checked (unsafe)')}`,
      detail: vscode.l10n.t(
        'Anyone on the way to the host can take its place, and gets your credentials. For tests alone.',
      ),
      alwaysShow: true,
    },
  ];
}

function fileStep(context: StepsContext): Step<Draft> {
  const { title } = context;
  return {
    id: 'certificateAuthorityFile',
    applies: (draft) => isAsked(context, draft) && draft.certificates === 'authorityFile',
    ask: async (draft, place) => {
      let file = draft.certificateAuthorityFile;
      for (;;) {
        const browse = { isWanted: false };
        const entered = await askText({
          title: vscode.l10n.t('{title}: Private CA File', { title }),
          place,
          value: file,
          prompt: vscode.l10n.t(
            'Path of a PEM file with the certificates of the authority, on the computer where this extension runs.',
          ),
          placeholder: vscode.l10n.t('Such as: /etc/ssl/company-ca.pem'),
          check: (typed) => authorityFileMessage(vscode.l10n, fromHome(typed)),
          checkEntered: (typed) => authorityFileRead(vscode.l10n, fromHome(typed)),
          button: {
            button: {
              iconPath: new vscode.ThemeIcon('folder-opened'),
              tooltip: vscode.l10n.t('Choose the File…'),
            },
            pressed: () => (browse.isWanted = true),
          },
        });
        if (!browse.isWanted || entered.kind !== 'back')
          return moved(
            entered,
            (typed) => ({ ...draft, certificateAuthorityFile: fromHome(typed) }),
            (typed) => ({ ...draft, certificateAuthorityFile: typed }),
          );
        file = (await chooseFile()) ?? entered.typed;
      }
    },
  };
}

async function chooseFile(): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Private CA File'),
      openLabel: vscode.l10n.t('Choose'),
      filters: {
        [vscode.l10n.t('Certificates')]: ['pem', 'crt', 'cer'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return chosen?.fsPath;
}
