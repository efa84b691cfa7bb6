import * as vscode from 'vscode';
import type { RequestAsSent } from '../api/exchange';
import { shellName } from '../connections/curlStyle';
import type { Masking } from '../privacy/masking';
import { curlCommand, type CurlStyle } from '../snippets/curl';
import { Unwritable } from '../snippets/unwritable';
import { unwritableSentence } from './unwritableWords';

/** An interactive zsh does not know comments: nothing in this line may mean anything to a shell. */
const MASKED = 'Personal data is masked in this command: it will not run as it is.';

/** The command, or a sentence on why there is none. */
export type ShownCurl =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/** The request as a command; while personal data is masked, one to read and not to run. */
export function shownCurl(masking: Masking, request: RequestAsSent, style: CurlStyle): ShownCurl {
  const note = masking.isOn ? MASKED : undefined;
  return commandOrReason(style, () => curlCommand(masking.request(request), style, note));
}

/** What cannot be written in a shell's words is said, with the reason. */
export function commandOrReason({ shell }: CurlStyle, write: () => string): ShownCurl {
  try {
    return { kind: 'command', text: write() };
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const sentence = vscode.l10n.t('There is no curl command of this for {shell}. {reason}', {
      shell: shellName(shell),
      reason: unwritableSentence(error.reason),
    });
    return { kind: 'refused', sentence };
  }
}
