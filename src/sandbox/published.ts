import type { Profile, Traits } from './people';

/**
 * Customers of the two answers that the API's own documentation publishes, field for field. What the
 * hierarchy computes (`noOfChildren`, `defaultChild`) is not repeated here: oddities.ts puts these
 * people where they come out as published.
 */

/** Current reference, `parentChildCustomer`: the customer asked for. */
export const tomSawyer = published({
  profiles: [
    {
      firstName: 'tom',
      lastName: 'sawyer',
      fields: {},
      identifiers: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
        },
        {
          type: 'mobile',
          value: '917799889933',
        },
      ],
      commChannels: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
          primary: true,
          verified: false,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
        {
          type: 'mobile',
          value: '917799889933',
          primary: true,
          verified: false,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
      ],
      source: 'INSTORE',
      userId: 134094571n,
      accountId: '',
      conflictingProfileList: [],
      autoUpdateTime: '2023-07-21T05:54:37Z',
      identifiersAll: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
        },
        {
          type: 'mobile',
          value: '917799889933',
        },
      ],
    },
  ],
  extendedFields: {
    dob: '1980-05-08T00:00:00Z',
  },
  createdDate: '2023-04-14T03:29:31Z',
});

/** Current reference, `parentChildCustomer`: the only child; shares the parent’s e-mail. */
export const lalitSharma = published({
  profiles: [
    {
      firstName: 'Lalit',
      lastName: 'Sharma',
      fields: {},
      identifiers: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
        },
        {
          type: 'mobile',
          value: '919620653502',
        },
      ],
      commChannels: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
          primary: true,
          verified: false,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
        {
          type: 'mobile',
          value: '919620653502',
          primary: true,
          verified: false,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
      ],
      source: 'INSTORE',
      userId: 109983515n,
      accountId: '',
      conflictingProfileList: [],
      autoUpdateTime: '2023-07-21T05:54:37Z',
      identifiersAll: [
        {
          type: 'email',
          value: 'tom.sawyer@capillarytech.com',
        },
        {
          type: 'mobile',
          value: '919620653502',
        },
      ],
    },
  ],
  extendedFields: {
    dob: '1983-12-31T00:00:00Z',
  },
  createdDate: '2023-04-14T03:31:01Z',
});

/** 2021 reference, `parentCustomer`, source WECHAT: first child; a card, a cuid and a unionId. */
export const wechatCustomer182418 = published({
  profiles: [
    {
      firstName: 'Capillary',
      lastName: 'Customer',
      fields: {
        gender: 'MALE',
      },
      identifiers: [
        {
          type: 'cardnumber',
          value: 'regcm0000000000182418',
        },
        {
          type: 'cuid',
          value: 'cuid_91677872472',
        },
        {
          type: 'unionId',
          value: 'unionId_91677872472',
        },
      ],
      commChannels: [
        {
          type: 'email',
          value: '91677872472@mail.com',
          primary: true,
          verified: true,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
      ],
      source: 'WECHAT',
      userId: 409967645n,
      accountId: 'WECHAT-CM',
      conflictingProfileList: [],
      autoUpdateTime: '2021-07-30T16:43:25+05:30',
      identifiersAll: [
        {
          type: 'cardnumber',
          value: 'regcm0000000000182418',
        },
        {
          type: 'cuid',
          value: 'cuid_91677872472',
        },
        {
          type: 'unionId',
          value: 'unionId_91677872472',
        },
      ],
    },
  ],
  extendedFields: {
    city: 'city_6878387',
    gender: 'Male',
  },
});

/** 2021 reference, `parentCustomer`, source WECHAT: second child. */
export const wechatCustomer182417 = published({
  profiles: [
    {
      firstName: 'Capillary',
      lastName: 'Customer',
      fields: {
        gender: 'MALE',
      },
      identifiers: [
        {
          type: 'cardnumber',
          value: 'regcm0000000000182417',
        },
        {
          type: 'unionId',
          value: 'unionId_915610000000',
        },
        {
          type: 'cuid',
          value: 'cuid_915610000000',
        },
      ],
      commChannels: [
        {
          type: 'email',
          value: '915610000000@mail.com',
          primary: true,
          verified: true,
          meta: {
            residence: false,
            office: false,
          },
          attributes: {},
        },
      ],
      source: 'WECHAT',
      userId: 409967644n,
      accountId: 'WECHAT-CM',
      conflictingProfileList: [],
      autoUpdateTime: '2021-07-30T16:43:25+05:30',
      identifiersAll: [
        {
          type: 'cardnumber',
          value: 'regcm0000000000182417',
        },
        {
          type: 'unionId',
          value: 'unionId_915610000000',
        },
        {
          type: 'cuid',
          value: 'cuid_915610000000',
        },
      ],
    },
  ],
  extendedFields: {
    city: 'city_6878387',
    gender: 'Male',
  },
});

/** Traits of a published customer; times are those that the publication states. */
function published(customer: {
  readonly profiles: readonly Profile[];
  readonly extendedFields: Readonly<Record<string, string>>;
  readonly createdDate?: string;
}): Traits {
  const { profiles, extendedFields, createdDate } = customer;
  const updates = profiles.map(({ autoUpdateTime }) => Date.parse(autoUpdateTime) / 1000);
  return {
    userId: profiles[0]?.userId,
    profiles,
    extendedFields,
    createdAt: createdDate === undefined ? undefined : Date.parse(createdDate) / 1000,
    updatedAt: Math.max(...updates),
  };
}
