import type { CodeToken } from '../snippets/highlight';

/** What the Request tab and the host say of code to each other: part of the unions of `wire.ts`. */

/** The request of the answer on screen, in the language that was chosen last. */
export interface CodeView {
  /** Language and library, or why there is no code. */
  readonly title: string;
  readonly tokens: readonly CodeToken[];
}

export const codeWishes = ['show', 'choose', 'copy', 'open'] as const;

export interface CodeToHost {
  readonly kind: 'code';
  /** To see it, to have it in another language, on the clipboard, or in an editor. */
  readonly what: (typeof codeWishes)[number];
}

export type CodeToPage =
  | { readonly kind: 'code'; readonly code: CodeView }
  /** The command of the tab, written for another shell. */
  | { readonly kind: 'curl'; readonly text: string };
