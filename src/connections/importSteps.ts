import * as vscode from 'vscode';
import type { Draft } from './draft';
import { importedFile } from './importedFile';
import { draftByHand, draftWith } from './importedDraft';
import { foundWords, importProblemWords, leftOutWords } from './importWords';
import { askChoice, moved, type Choice } from './inputSteps';
import { readImport, type ImportReading } from './readImport';
import type { StepsContext } from './secretSteps';
import type { Move, Step } from './steps';

/** Where from, and whether with the secret; asked before all else where something is to be taken over. */
export function importSteps(context: StepsContext): readonly Step<Draft>[] {
  return [takeFromStep(context), keepSecretStep(context)];
}

type Where = 'clipboard' | 'file' | 'hand';

function takeFromStep({ title, otherNames }: StepsContext): Step<Draft> {
  return {
    id: 'takeFrom',
    applies: ({ takenFrom }) => takenFrom.kind !== 'nothing',
    ask: async (draft, place) => {
      for (;;) {
        const clipboard = readImport(await vscode.env.clipboard.readText());
        const entered = await askChoice<Where>({
          title: vscode.l10n.t('{title}: Take It From', { title }),
          place,
          placeholder: vscode.l10n.t(
            'What do you have? You see each value, and can change it, before anything is saved.',
          ),
          choices: () => whereChoices(clipboard),
        });
        if (entered.kind !== 'entered')
          return moved(
            entered,
            () => draft,
            () => draft,
          );
        if (entered.value === 'hand') return { kind: 'next', draft: draftByHand(draft) };
        // the clipboard may have been filled meanwhile
        const reading =
          entered.value === 'file'
            ? await importedFile()
            : readImport(await vscode.env.clipboard.readText());
        if (reading !== undefined) {
          const move = await taken(draft, reading, otherNames);
          if (move !== undefined) return move;
        }
      }
    },
  };
}

function whereChoices(clipboard: ImportReading): readonly Choice<Where>[] {
  const isFound = clipboard.kind === 'found';
  return [
    {
      value: 'clipboard',
      label: `$(clippy) ${vscode.l10n.t('Clipboard')}`,
      description: isFound
        ? foundWords(vscode.l10n, clipboard.found)
        : vscode.l10n.t('a curl command, or a Postman environment as text'),
      ...(!isFound && { detail: importProblemWords(vscode.l10n, clipboard.problem) }),
      alwaysShow: true,
    },
    {
      value: 'file',
      label: `$(folder-opened) ${vscode.l10n.t('Postman Environment File…')}`,
      description: vscode.l10n.t('as Postman exports it'),
      alwaysShow: true,
    },
    {
      value: 'hand',
      label: `$(edit) ${vscode.l10n.t('Enter It by Hand')}`,
      alwaysShow: true,
    },
  ];
}

/** @returns undefined where nothing could be taken over, which the user has read then */
async function taken(
  draft: Draft,
  reading: ImportReading,
  otherNames: readonly string[],
): Promise<Move<Draft> | undefined> {
  if (reading.kind === 'problem') {
    await vscode.window.showWarningMessage(vscode.l10n.t('Nothing can be taken over from this.'), {
      modal: true,
      detail: importProblemWords(vscode.l10n, reading.problem),
    });
    return undefined;
  }
  const words = leftOutWords(vscode.l10n, reading.found);
  if (words !== undefined) void vscode.window.showInformationMessage(words);
  return { kind: 'next', draft: draftWith(draft, reading.found, otherNames) };
}

function foundSecret({ takenFrom }: Draft): string {
  return takenFrom.kind === 'found' ? (takenFrom.found.signIn?.secret ?? '') : '';
}

function keepSecretStep({ title }: StepsContext): Step<Draft> {
  return {
    id: 'keepSecret',
    applies: (draft) => foundSecret(draft) !== '',
    ask: async (draft, place) =>
      moved(
        await askChoice<boolean>({
          title: vscode.l10n.t('{title}: The Secret in It', { title }),
          place,
          placeholder: vscode.l10n.t('There is a secret in it. Is it taken over, too?'),
          choices: () => [
            {
              value: true,
              label: vscode.l10n.t('Keep the Secret'),
              detail: vscode.l10n.t(
                'It goes to VS Code’s secret storage when the connection is saved, and is shown nowhere.',
              ),
              alwaysShow: true,
            },
            {
              value: false,
              label: vscode.l10n.t('Enter Another One'),
              detail: vscode.l10n.t('What was found is forgotten.'),
              alwaysShow: true,
            },
          ],
        }),
        (keeps) => ({ ...draft, secret: keeps ? foundSecret(draft) : '' }),
        () => draft,
      ),
  };
}
