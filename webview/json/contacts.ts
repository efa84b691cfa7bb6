import { plainFieldOn, type PlainField } from './plainField';

export type ContactKind = 'email' | 'phone';

const mailbox = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const digits = /^\+?\d{7,15}$/;
const phoneName = /mobile|phone|whatsapp|sms/i;

/**
 * What a value reaches somebody by. A number is a phone's only where its own name, or the type beside
 * it, says so: most numbers of an answer are ids.
 *
 * @param beside the lines before and after it
 */
export function contactKind(field: PlainField, beside: readonly string[]): ContactKind | undefined {
  if (!field.isText) return undefined;
  if (mailbox.test(field.value)) return 'email';
  if (!digits.test(field.value)) return undefined;
  const names = [field.key ?? '', ...beside.map(typeOn)];
  return names.some((name) => phoneName.test(name)) ? 'phone' : undefined;
}

function typeOn(line: string): string {
  const field = plainFieldOn(line);
  return field?.key === 'type' ? field.value : '';
}
