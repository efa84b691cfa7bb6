import * as vscode from 'vscode';
import type { RequestAsSent } from '../api/exchange';
import type { Masking } from '../privacy/masking';
import type { CodeToken } from '../snippets/highlight';
import { asShownNow } from './shownNow';
import { codeTitle, type CodeChoice } from './chosenCode';
import { noteRequestCopied } from './requestCopied';
import { unwritableSentence } from './unwritableWords';

/** Stands in a comment of any language. */
const MASKED = 'Personal data is masked in this code: it will not run as it is.';

/** The code, or a sentence on why there is none. */
export type ShownCode =
  | { readonly kind: 'code'; readonly text: string; readonly tokens: readonly CodeToken[] }
  | { readonly kind: 'refused'; readonly sentence: string };

/** The request as code; what writes it is loaded when it is first wanted. */
export async function shownCode(
  masking: Masking,
  request: RequestAsSent,
  { target, ...options }: CodeChoice,
): Promise<ShownCode> {
  const { codeFor, highlighted, Unwritable } = await import('../snippets/writtenCode');
  try {
    const note = masking.isOn ? MASKED : undefined;
    const text = codeFor(masking.request(request), target, options, note);
    return { kind: 'code', text, tokens: highlighted(text, target.languageId) };
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const sentence = vscode.l10n.t('There is no code of this in {target}. {reason}', {
      target: codeTitle(target),
      reason: unwritableSentence(error.reason),
    });
    return { kind: 'refused', sentence };
  }
}

/** Puts code on the clipboard, and tells what to say of it. */
export async function copyCode(
  masking: Masking,
  request: RequestAsSent,
  choice: CodeChoice,
): Promise<{ readonly isCopied: boolean; readonly sentence: string }> {
  const code = await asShownNow(masking, () => shownCode(masking, request, choice));
  if (code.kind === 'refused') return { isCopied: false, sentence: code.sentence };
  await vscode.env.clipboard.writeText(code.text);
  noteRequestCopied();
  const title = codeTitle(choice.target);
  const sentence = masking.isOn
    ? vscode.l10n.t('{title} copied, with personal data masked: it will not run as it is.', {
        title,
      })
    : vscode.l10n.t('{title} copied. Its first lines say what to set before you run it.', {
        title,
      });
  return { isCopied: true, sentence };
}

/** Shows code in an editor of its own, which can be saved. @returns why not, where it cannot be */
export async function openCode(
  masking: Masking,
  request: RequestAsSent,
  choice: CodeChoice,
): Promise<string | undefined> {
  const known = await vscode.languages.getLanguages();
  const code = await asShownNow(masking, () => shownCode(masking, request, choice));
  if (code.kind === 'refused') return code.sentence;
  const { languageId } = choice.target;
  const language = known.includes(languageId) ? languageId : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ language, content: code.text });
  await vscode.window.showTextDocument(document, { preview: false });
  return undefined;
}
