import type { ApiError } from '../api/errors';
import { errorSentenceIn, type Localisation } from '../connections/errorSentences';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';

const LONGEST_FAILURE = 1000;

/** The sentences of the code as they are written: a language model reads every language, and mixes none. */
export const english: Localisation = {
  t: (message: unknown, ...values: unknown[]): string => {
    if (typeof message !== 'string') throw new TypeError('Only plain messages are used.');
    const named = new Map(Object.entries(values[0] ?? {}));
    return message.replace(/\{(\w+)\}/g, (_, name: string) => String(named.get(name)));
  },
};

/** What happened and what to do next, for a language model. */
export function failureText(error: ApiError, masking: Masking): string {
  return visibleText(errorSentenceIn(english, masking.error(error)), LONGEST_FAILURE);
}
