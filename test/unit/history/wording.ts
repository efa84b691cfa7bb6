import { figuresOf } from '../../../src/figures';
import type { Wording } from '../../../src/history/words';

/** English, without a time zone. */
export const wording: Wording = {
  l10n: {
    t: (message: unknown, ...values: unknown[]) =>
      String(message).replace(/\{(\w+)\}/g, (_, name: string) =>
        String((values[0] as Record<string, unknown>)[name]),
      ),
  },
  figures: {
    ...figuresOf('en-GB'),
    time: (at) => new Date(at).toISOString().slice(11, 19),
    dateTime: (at) => new Date(at).toISOString(),
  },
  errorSentence: (error) => `Sentence about ${error.kind}.`,
};
