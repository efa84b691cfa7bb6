/** Values of `source` that the documentation names, of its current and its 2022 edition. */
const SOURCES: ReadonlySet<string> = new Set([
  'ALL',
  'ECOMMERCE',
  'FACEBOOK',
  'INSTORE',
  'JD',
  'LINE',
  'MAPP_SDK',
  'MARTJACK',
  'MOBILE_APP',
  'OTHERS',
  'TAOBAO',
  'TMALL',
  'WEBSITE',
  'WEB_ENGAGE',
  'WECHAT',
  'WHATSAPP',
]);

/** Accounts of the sources that have several here; asking such a source needs `accountId`. */
const ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  WECHAT: ['WECHAT-HK', 'WECHAT-CM'],
  LINE: ['LINE-TH', 'LINE-JP'],
  FACEBOOK: ['FB-OUTLET', 'FB-MAIN'],
};

/** Whether a source exists, in upper case. */
export function isSource(source: string): boolean {
  return SOURCES.has(source);
}

/** Accounts of a source; none for a source that has but one. */
export function accountsOf(source: string): readonly string[] {
  return ACCOUNTS[source] ?? [];
}
