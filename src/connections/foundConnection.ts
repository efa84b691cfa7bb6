import type { ChildrenQuery } from '../api/query';
import type { Word } from '../snippets/commandWords';
import type { SignInChoice } from './draft';

/** Who signs in, as far as that was found. */
export interface FoundSignIn {
  readonly signIn: SignInChoice;
  /** OAuth key or till; '' where there is none. */
  readonly account: string;
  /** '' where there is none, or only a placeholder for one. */
  readonly secret: string;
  /** Where the secret is to be taken from instead, as written: `$CAPILLARY_TOKEN`. */
  readonly placeholder?: string;
}

/** Why there is no query, where an address was found that may have one. */
export type QueryLack = 'otherEndpoint' | 'otherMethod' | 'placeholders' | 'unusable';

/** What of a connection was found in something that somebody has already. Holds a secret. */
export interface FoundConnection {
  readonly from: 'curl' | 'postman';
  /** '' where it has none. */
  readonly name: string;
  /** As it is entered; '' where only a placeholder stands for it. */
  readonly host: string;
  readonly signIn?: FoundSignIn;
  readonly certificateAuthorityFile?: string;
  /** It does not look at the host's certificate. */
  readonly isUnchecked: boolean;
  readonly query?: ChildrenQuery;
  readonly queryLack?: QueryLack;
  /** Names of options, headers and parameters that nothing takes over. */
  readonly leftOut: readonly string[];
}

/** A secret, or what stands for it. */
export function secretIn({ text, unknown }: Word): Pick<FoundSignIn, 'secret' | 'placeholder'> {
  const [written] = unknown;
  if (written !== undefined) return { secret: '', placeholder: written };
  if (text.trim() === '') return { secret: '' };
  const [stands] = PLACEHOLDER.exec(text.trim()) ?? [];
  // what is written around it may be part of a secret
  return stands === undefined ? { secret: text } : { secret: '', placeholder: stands };
}

/** What a shell, Postman or a page of documentation has in place of a value. */
const PLACEHOLDER =
  /\0|\{\{[^{}]*\}\}|^(?:\$\{?(?:env:)?\w+\}?|%\w+%|<[^<>]*>|\[[^[\]]*\]|[*\u2022.\u2026]+|x{3,}|your[_ -][\w -]*)$/iu;

/** Whether a text stands for a value that is elsewhere. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}
