import type { RequestAsSent } from '../api/exchange';
import { callOf, type Call, type CodeOptions } from './codeCall';
import type { CodeTarget } from './codeTargets';
import * as dotnet from './dotnetCode';
import * as jvm from './jvmCode';
import * as native from './nativeCode';
import * as script from './scriptCode';
import * as tool from './toolCode';
import { Unwritable } from './unwritable';
import * as web from './webCode';

type Writer = (call: Call) => string;

const writers: ReadonlyMap<string, Writer> = new Map(
  Object.entries({
    'javascript-fetch': web.javascriptFetch,
    'javascript-axios': web.javascriptAxios,
    'typescript-axios': web.typescriptAxios,
    'node-http': web.nodeHttp,
    k6: web.k6Script,
    'python-requests': script.pythonRequests,
    'python-http-client': script.pythonHttpClient,
    'python-urllib': script.pythonUrllib,
    'python-httpx': script.pythonHttpx,
    'php-curl': script.phpCurl,
    'php-guzzle': script.phpGuzzle,
    'php-streams': script.phpStreams,
    'ruby-net-http': script.rubyNetHttp,
    'ruby-faraday': script.rubyFaraday,
    'perl-http-tiny': script.perlHttpTiny,
    'perl-lwp': script.perlLwp,
    'r-httr': script.rHttr,
    'r-httr2': script.rHttr2,
    'lua-socket': script.luaSocket,
    'elixir-req': script.elixirReq,
    'julia-http': script.juliaHttp,
    'powershell-rest-method': script.powershellRestMethod,
    'powershell-web-request': script.powershellWebRequest,
    'java-http-client': jvm.javaHttpClient,
    'java-okhttp': jvm.javaOkHttp,
    'kotlin-http-client': jvm.kotlinHttpClient,
    'kotlin-okhttp': jvm.kotlinOkHttp,
    'scala-http-client': jvm.scalaHttpClient,
    'clojure-http-client': jvm.clojureHttpClient,
    'csharp-http-client': dotnet.csharpHttpClient,
    'csharp-restsharp': dotnet.csharpRestSharp,
    'fsharp-http-client': dotnet.fsharpHttpClient,
    'go-net-http': native.goNetHttp,
    'rust-reqwest': native.rustReqwest,
    'rust-ureq': native.rustUreq,
    'swift-urlsession': native.swiftUrlSession,
    'objective-c-urlsession': native.objectiveCUrlSession,
    'c-libcurl': native.cLibcurl,
    'dart-io': native.dartIo,
    'ocaml-cohttp': native.ocamlCohttp,
    'shell-httpie': tool.shellHttpie,
    'shell-wget': tool.shellWget,
    'http-raw': tool.rawHttp,
    'http-rest-client': tool.httpFileRestClient,
    'http-jetbrains': tool.httpFileJetBrains,
    postman: tool.postmanCollection,
  } satisfies Record<string, Writer>),
);

/**
 * The request as a program, or as a file of a tool, that makes it and prints the answer's body. It
 * takes the secret from the environment, follows no redirect, and leaves user agent and encodings to
 * the library that it uses. The first lines say, as comments, what to set.
 *
 * @param note of one line, above everything else
 * @throws {Unwritable} for what cannot be a request, with the reason
 */
export function codeFor(
  request: RequestAsSent,
  { id, languageId, can = [] }: CodeTarget,
  options: CodeOptions,
  note?: string,
): string {
  const call = callOf(
    request,
    {
      paging: options.paging && can.includes('paging'),
      signIn: options.signIn && can.includes('signIn'),
    },
    note,
  );
  const write = writers.get(id);
  if (write === undefined) throw new Unwritable('noTarget');
  const notes = commented(languageId, call.notes);
  if (languageId === 'php') return `<?php\n${notes}\n${write(call)}`;
  return notes === '' ? write(call) : `${notes}\n${write(call)}`;
}

function commented(languageId: string, notes: readonly string[]): string {
  const [begin, end = ''] = commentSigns(languageId);
  return begin === undefined ? '' : notes.map((line) => `${begin} ${line}${end}`).join('\n');
}

function commentSigns(languageId: string): readonly string[] {
  switch (languageId) {
    // what would be a part of the request, or of none
    case 'json':
    case 'plaintext':
      return [];
    case 'python':
    case 'ruby':
    case 'perl':
    case 'r':
    case 'elixir':
    case 'julia':
    case 'powershell':
    case 'shellscript':
    case 'http':
      return ['#'];
    case 'lua':
      return ['--'];
    case 'clojure':
      return [';;'];
    case 'ocaml':
      return ['(*', ' *)'];
    default:
      return ['//'];
  }
}
