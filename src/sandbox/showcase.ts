import { extras, type CastMember } from './cast';
import type { Traits } from './people';

export const SHOWCASE_MOBILE = '919800000001';
export const SHOWCASE_COMPANY = 'ACME-FLEET';
const ROOT = 'showcase';

/** The children in the first list that a newcomer sees, and how many children each of them has. */
const CHILDREN: readonly {
  readonly name: readonly [string, string];
  readonly mobile: string;
  readonly city: string;
  readonly children: number;
  readonly more?: Traits;
}[] = [
  { name: ['Arjun', 'Nair'], mobile: '919800001001', city: 'Kochi', children: 4 },
  { name: ['Clara', 'Hoffmann'], mobile: '4917000001002', city: 'Berlin', children: 3 },
  { name: ['Chidi', 'Okafor'], mobile: '2347000001003', city: 'Lagos', children: 2 },
  { name: ['Sofía', 'Ramírez'], mobile: '523300001004', city: 'Guadalajara', children: 5 },
  {
    name: ['Meera', 'Iyer'],
    mobile: '919800001005',
    city: 'Chennai',
    children: 0,
    more: { secondProfile: true },
  },
  { name: ['Thomas', 'Walker'], mobile: '441632960106', city: 'Newcastle', children: 1 },
  { name: ['João', 'Almeida'], mobile: '5521900001007', city: 'Rio de Janeiro', children: 6 },
  { name: ['美咲', '田中'], mobile: '818000001008', city: '東京', children: 2 },
  { name: ['Fatima', 'Al Mansoori'], mobile: '971500001009', city: 'Dubai', children: 3 },
  { name: ['Linh', 'Nguyễn'], mobile: '84900001010', city: 'Hà Nội', children: 0 },
  { name: ['Emma', 'Johnson'], mobile: '12025550111', city: 'Chicago', children: 2 },
  { name: ['Rohan', 'Deshpande'], mobile: '919800001012', city: 'Pune', children: 0 },
  { name: ['Amara', 'Balogun'], mobile: '2347000001013', city: 'Abuja', children: 0 },
];

/** The family that a newcomer opens first: friendly, several levels deep, with a few mild oddities. */
export function showcase(roles: number): readonly CastMember[] {
  const root: CastMember = {
    key: ROOT,
    under: [],
    level: 0,
    traits: named('Asha', 'Mehta', SHOWCASE_MOBILE, 'Bengaluru'),
  };
  const children = CHILDREN.flatMap(({ name, mobile, city, children: count, more }, order) => {
    const [firstName, lastName] = name;
    const child: CastMember = {
      key: `${ROOT}/${firstName}`,
      under: [ROOT],
      level: 1,
      traits: { ...named(firstName, lastName, mobile, city), ...more },
      defaultChild: order === 0,
    };
    return [child, ...descendants(child.key, count, 2, roles)];
  });
  const cardOnly: CastMember = {
    key: `${ROOT}/card`,
    under: [ROOT],
    level: 1,
    traits: {
      firstName: 'Noor',
      lastName: 'Khan',
      identifiers: [{ type: 'cardnumber', value: '6002000900001014' }],
      secondProfile: false,
    },
  };
  return [root, ...children, cardOnly].filter(({ level }) => level < roles);
}

/** Drawn people below a child, fewer at each level, down to the last role. */
function descendants(
  parent: string,
  count: number,
  level: number,
  roles: number,
): readonly CastMember[] {
  if (level >= roles || count < 1) return [];
  return extras(parent, count, level).flatMap((extra, order) => [
    extra,
    ...descendants(extra.key, order === 0 ? Math.min(count, 2) : 0, level + 1, roles),
  ]);
}

function named(firstName: string, lastName: string, mobile: string, city: string): Traits {
  return {
    firstName,
    lastName,
    identifiers: [
      { type: 'email', value: `${mailbox(firstName)}${mobile.slice(-4)}@example.com` },
      { type: 'mobile', value: mobile },
      { type: 'externalId', value: `ACME-${mobile.slice(-4)}` },
    ],
    fields: { preferred_store: city },
    extendedFields: { dob: `19${60 + (Number(mobile.slice(-2)) % 40)}-05-08T00:00:00Z`, city },
    secondProfile: false,
  };
}

function mailbox(firstName: string): string {
  const letters = firstName
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return letters === '' ? 'customer' : letters;
}
