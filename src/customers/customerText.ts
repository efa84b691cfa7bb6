import type { Customer } from '../api/customer';
import { tidyIdentifier } from '../api/identifiers';

/** What customers are looked for by, in their names, ids and roles. */
export interface Wanted {
  /** As it was typed, without the white space around it. */
  readonly text: string;
  readonly matches: (customer: Customer) => boolean;
}

/** Undefined where there is nothing to look for. */
export function wanted(typed: string): Wanted | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const needle = plain(text);
  // numbers are written with blanks and dashes, and kept without
  const digits = tidyIdentifier('mobile', text).replace(/^\+/, '');
  const needles = /^\d{3,}$/.test(digits) && digits !== needle ? [needle, digits] : [needle];
  return {
    text,
    matches: (customer) => {
      const hay = textOf(customer);
      return needles.some((one) => hay.includes(one));
    },
  };
}

/** Of thousands of customers, and for every key that is pressed: made once. */
const texts = new WeakMap<Customer, string>();

function textOf(customer: Customer): string {
  const known = texts.get(customer);
  if (known !== undefined) return known;
  const { name, userId, roleCode, profiles } = customer;
  const parts = [name, userId, roleCode];
  for (const { firstName, lastName, userId: id, identifiers, identifiersAll } of profiles)
    parts.push(
      `${firstName} ${lastName}`,
      id,
      ...[...identifiers, ...identifiersAll].map(({ value }) => value),
    );
  const given = new Set(parts.filter((part) => part !== undefined && part !== ''));
  // nobody types a line break
  const text = plain([...given].join('\n'));
  texts.set(customer, text);
  return text;
}

/** Without case, and without the accents of Latin letters. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
