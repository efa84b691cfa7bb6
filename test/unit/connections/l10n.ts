import type { Localisation } from '../../../src/connections/errorSentences';

/** English words, as VS Code fills them in; a placeholder without a value is a mistake. */
export const l10n: Localisation = {
  t: (message: unknown, ...values: unknown[]): string => {
    if (typeof message !== 'string') throw new TypeError('Only plain messages are used.');
    const named = (values[0] ?? {}) as Record<string, unknown>;
    return message.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = named[name];
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new Error(`“${message}” has no value for ${name}.`);
      return String(value);
    });
  },
};
