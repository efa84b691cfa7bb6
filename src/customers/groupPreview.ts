import type { JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';
import { listed, type Translation } from '../sentence';
import type { GroupName } from './rows';

/** Entries that a line has room for; a description is cut long before that many. */
const LONGEST_PREVIEW = 20;

/**
 * What a group holds, on one line, so that the mobile number of a customer can be read without
 * opening its identifiers: `mobile 919800001001, email asha@example.com`. Undefined where an entry
 * does not fit on a line.
 */
export function groupPreview(
  l10n: Translation,
  group: GroupName,
  content: JsonValue,
): string | undefined {
  if (group === 'parentCustomer') return customerPreview(l10n, content);
  const entries = isJsonArray(content)
    ? content.slice(0, LONGEST_PREVIEW).map(typedEntry)
    : isJsonObject(content)
      ? Object.entries(content).slice(0, LONGEST_PREVIEW).map(namedEntry)
      : [scalarText(content)];
  const said = entries.filter((entry) => entry !== undefined);
  return said.length === entries.length ? listed(l10n, said) : undefined;
}

/** An identifier or a communication channel. */
function typedEntry(entry: JsonValue): string | undefined {
  return isJsonObject(entry) ? namedEntry([scalarText(entry.type) ?? '', entry.value]) : undefined;
}

function namedEntry([name, content]: readonly [string, JsonValue | undefined]): string | undefined {
  const value = scalarText(content);
  return name === '' || value === undefined ? undefined : `${name} ${value}`;
}

/** Name and identifiers of a customer's first profile. */
function customerPreview(l10n: Translation, content: JsonValue): string | undefined {
  const profiles = isJsonObject(content) ? content.profiles : undefined;
  const profile = isJsonArray(profiles) ? profiles[0] : undefined;
  if (!isJsonObject(profile)) return undefined;
  const name = [scalarText(profile.firstName), scalarText(profile.lastName)]
    .filter(Boolean)
    .join(' ');
  const identifiers =
    profile.identifiers === undefined ? '' : groupPreview(l10n, 'identifiers', profile.identifiers);
  const said = [name, identifiers].filter(Boolean).join(' · ');
  return said === '' ? undefined : said;
}
