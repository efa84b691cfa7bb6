import type { Call } from './codeCall';
import { syntaxOf } from './shells';

const posix = syntaxOf('posix');

export function shellHttpie(call: Call): string {
  return [
    'http --ignore-stdin --body --pretty=none GET',
    posix.url(call.url),
    `'Accept: application/json'`,
    posix.withVariable(`${call.header}:${call.prefix}`, call.variable),
  ]
    .join(posix.lineBreak)
    .concat('\n');
}

export function shellWget(call: Call): string {
  return [
    'wget --quiet --output-document=- --content-on-error --max-redirect=0',
    `--header='Accept: application/json'`,
    `--header=${posix.withVariable(`${call.header}: ${call.prefix}`, call.variable)}`,
    posix.url(call.url),
  ]
    .join(posix.lineBreak)
    .concat('\n');
}

/** For tools that put values of the environment into text, such as envsubst. */
export function rawHttp(call: Call): string {
  return [
    `GET ${call.path} HTTP/1.1`,
    `Host: ${call.host}`,
    'Accept: application/json',
    `${call.header}: ${call.prefix}\${${call.variable}}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n');
}

function httpFile(call: Call, value: string): string {
  return `### Customers of a hierarchy
# @no-redirect
GET ${call.url}
Accept: application/json
${call.header}: ${call.prefix}${value}
`;
}

export function httpFileRestClient(call: Call): string {
  return httpFile(call, `{{$processEnv ${call.variable}}}`);
}

/** Its environment is a file beside the request: http-client.private.env.json. */
export function httpFileJetBrains(call: Call): string {
  return httpFile(call, `{{${call.variable}}}`);
}

export function postmanCollection(call: Call): string {
  const [address = '', query = ''] = call.url.split('?');
  const { protocol, hostname, port, pathname } = new URL(address);
  const collection = {
    info: {
      name: 'Customers of a hierarchy',
      description: call.notes.join('\n'),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [
      {
        name: `GET ${pathname}`,
        request: {
          method: 'GET',
          header: [
            { key: 'Accept', value: 'application/json' },
            { key: call.header, value: `${call.prefix}{{${call.variable}}}` },
          ],
          url: {
            raw: call.url,
            protocol: protocol.replace(':', ''),
            host: hostname.split('.'),
            ...(port !== '' && { port }),
            path: pathname.split('/').slice(1),
            query: query.split('&').map((parameter) => {
              const [key = '', value = ''] = parameter.split('=');
              return { key, value };
            }),
          },
        },
        protocolProfileBehavior: { followRedirects: false },
      },
    ],
    variable: [{ key: call.variable, value: '' }],
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}
