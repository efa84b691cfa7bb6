import { sentence } from '../sentence';

/** What code can be written in: a language, and what it uses to make the request. */
export interface CodeTarget {
  readonly id: string;
  /** A name, or English words, as `client` is. */
  readonly language: string;
  /** Library or tool. */
  readonly client: string;
  /** Of a file with such code, without the dot. */
  readonly extension: string;
  /** As VS Code names the language. */
  readonly languageId: string;
  /** What code can do besides. */
  readonly can?: readonly ('paging' | 'signIn')[];
}

const target = (
  id: string,
  language: string,
  client: string,
  extension: string,
  languageId: string,
  ...can: readonly ('paging' | 'signIn')[]
): CodeTarget => ({ id, language, client, extension, languageId, can });

/** In the order in which they are offered. */
export const codeTargets = [
  target('javascript-fetch', 'JavaScript', 'fetch', 'mjs', 'javascript', 'signIn'),
  target('javascript-axios', 'JavaScript', 'axios', 'mjs', 'javascript'),
  target(
    'typescript-axios',
    'TypeScript',
    sentence('axios, typed'),
    'mts',
    'typescript',
    'paging',
    'signIn',
  ),
  target('node-http', 'Node.js', 'http', 'mjs', 'javascript'),
  target('python-requests', 'Python', 'requests', 'py', 'python', 'paging', 'signIn'),
  target('python-http-client', 'Python', 'http.client', 'py', 'python'),
  target('python-urllib', 'Python', 'urllib', 'py', 'python'),
  target('python-httpx', 'Python', 'httpx', 'py', 'python'),
  target('java-http-client', 'Java', 'HttpClient', 'java', 'java', 'paging', 'signIn'),
  target('java-okhttp', 'Java', 'OkHttp', 'java', 'java'),
  target('kotlin-http-client', 'Kotlin', 'HttpClient', 'kt', 'kotlin'),
  target('kotlin-okhttp', 'Kotlin', 'OkHttp', 'kt', 'kotlin'),
  target('csharp-http-client', 'C#', 'HttpClient', 'cs', 'csharp', 'paging', 'signIn'),
  target('csharp-restsharp', 'C#', 'RestSharp', 'cs', 'csharp'),
  target('fsharp-http-client', 'F#', 'HttpClient', 'fsx', 'fsharp'),
  target('go-net-http', 'Go', 'net/http', 'go', 'go'),
  target('php-curl', 'PHP', 'cURL', 'php', 'php'),
  target('php-guzzle', 'PHP', 'Guzzle', 'php', 'php'),
  target('php-streams', 'PHP', 'streams', 'php', 'php'),
  target('ruby-net-http', 'Ruby', 'net/http', 'rb', 'ruby'),
  target('ruby-faraday', 'Ruby', 'Faraday', 'rb', 'ruby'),
  target('rust-reqwest', 'Rust', 'reqwest', 'rs', 'rust'),
  target('rust-ureq', 'Rust', 'ureq', 'rs', 'rust'),
  target('swift-urlsession', 'Swift', 'URLSession', 'swift', 'swift'),
  target('objective-c-urlsession', 'Objective-C', 'NSURLSession', 'm', 'objective-c'),
  target('c-libcurl', 'C', 'libcurl', 'c', 'c'),
  target('scala-http-client', 'Scala', 'HttpClient', 'scala', 'scala'),
  target('clojure-http-client', 'Clojure', 'HttpClient', 'clj', 'clojure'),
  target('dart-io', 'Dart', 'dart:io', 'dart', 'dart'),
  target('elixir-req', 'Elixir', 'Req', 'exs', 'elixir'),
  target('julia-http', 'Julia', 'HTTP.jl', 'jl', 'julia'),
  target('lua-socket', 'Lua', 'LuaSocket', 'lua', 'lua'),
  target('ocaml-cohttp', 'OCaml', 'cohttp', 'ml', 'ocaml'),
  target('perl-http-tiny', 'Perl', 'HTTP::Tiny', 'pl', 'perl'),
  target('perl-lwp', 'Perl', 'LWP', 'pl', 'perl'),
  target('r-httr', 'R', 'httr', 'R', 'r'),
  target('r-httr2', 'R', 'httr2', 'R', 'r'),
  target('powershell-rest-method', 'PowerShell', 'Invoke-RestMethod', 'ps1', 'powershell'),
  target('powershell-web-request', 'PowerShell', 'Invoke-WebRequest', 'ps1', 'powershell'),
  target('shell-httpie', 'Shell', 'HTTPie', 'sh', 'shellscript'),
  target('shell-wget', 'Shell', 'wget', 'sh', 'shellscript'),
  target('http-rest-client', sentence('HTTP file'), 'REST Client', 'http', 'http'),
  target('http-jetbrains', sentence('HTTP file'), 'JetBrains', 'http', 'http'),
  target('http-raw', 'HTTP', sentence('raw request'), 'txt', 'plaintext'),
  target('postman', 'Postman', sentence('collection'), 'postman_collection.json', 'json'),
  target('k6', 'k6', sentence('load test'), 'js', 'javascript'),
] as const;

export function codeTarget(id: string): CodeTarget | undefined {
  return codeTargets.find((one) => one.id === id);
}
