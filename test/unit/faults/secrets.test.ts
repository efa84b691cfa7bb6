import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../../../src/api/connection';
import { errorSentenceIn } from '../../../src/connections/errorSentences';
import { failureLine } from '../../../src/privacy/failureLine';
import { faults } from '../../../src/sandbox/faults';
import { SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import { found, newCanaries, traces } from '../../ui/canary/canaries';
import { l10n } from '../connections/l10n';
import { expectations } from './expectations';
import { makeWorld, type World } from './world';

const canaries = newCanaries();
const forms = traces(canaries);
const { oauth, basic, token } = canaries;
/** The sandbox knows the first two, and refuses the token. */
const waysToSignIn: readonly Credentials[] = [
  { kind: 'oauth', ...oauth },
  { kind: 'basic', till: basic.till, passwordMd5: md5(basic.password) },
  { kind: 'token', token },
];

describe('secrets', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld({ oauth, basic });
  });
  afterAll(() => world.close());

  it.each(waysToSignIn)(
    'are in nothing that is logged, kept or said of any fault: $kind',
    async (credentials) => {
      for (const fault of faults) {
        const texts: string[] = [];
        const client = world.newClient({
          // also where a fault leads to: an address that nobody, or nobody who can be trusted, answers at
          credentials: { read: () => Promise.resolve(credentials) },
          noted: (line) => texts.push(line),
          answered: (record) => texts.push(JSON.stringify(record), failureLine(record) ?? ''),
        });
        const connection = { ...world.connection, signIn: credentials.kind };
        world.breakIt(fault, 'bulk');
        const answer = await client.page(connection, {
          associationEntityType: 'parentCustomer',
          identifierType: 'mobile',
          identifierValue: SHOWCASE_MOBILE,
          limit: 1,
          offset: 0,
          includeNoOfChildren: false,
          includeCustomerAssociateDetail: false,
        });
        if (answer.kind !== 'page') texts.push(errorSentenceIn(l10n, answer));
        world.mend();
        client.dispose();
        expect(texts.length).toBeGreaterThan(1);
        expect(found(texts.join('\n'), forms), fault.id).toEqual([]);
        if (fault.group === 'address') expect(answer.kind).toBe(expectations[fault.id]?.most);
      }
    },
  );
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
