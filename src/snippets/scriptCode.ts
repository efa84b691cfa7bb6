import { headerValue, type Call } from './codeCall';

export function pythonRequests(call: Call): string {
  const value = call.signIn ? 'token' : headerValue(call, `os.environ["${call.variable}"]`, '+');
  const signIn = `signed_in = requests.post(
    "${call.tokenUrl}",
    json={"key": os.environ["CAPILLARY_KEY"], "secret": os.environ["CAPILLARY_SECRET"]},
    # another host would get the secret
    allow_redirects=False,
    timeout=30,
)
if signed_in.status_code != 200:
    raise RuntimeError(f"Sign-in was refused: {signed_in.status_code}")
token = signed_in.json()["data"]["accessToken"]

`;
  const headers = `headers = {
    "Accept": "application/json",
    "${call.header}": ${value},
}
`;
  if (call.paging)
    return `${PYTHON_PAGING_IMPORTS}${call.signIn ? signIn : ''}${headers}${pythonLoop(call)}`;
  return `import os

import requests

${call.signIn ? signIn : ''}${headers}
response = requests.get(
    "${call.url}",
    headers=headers,
    allow_redirects=False,
    timeout=30,
)
print(response.text)
`;
}

const PYTHON_PAGING_IMPORTS = `import json
import os
import random
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import requests

`;

function pythonLoop(call: Call): string {
  return `URL = "${call.urlWithoutOffset}"


def wait(retry_after, tries):
    """Seconds: as the server says (seconds or a date), up to 300; else longer each time."""
    try:
        if retry_after.isdigit():
            return min(int(retry_after), 300)
        until = parsedate_to_datetime(retry_after)
        return min(max(0, (until - datetime.now(timezone.utc)).total_seconds()), 300)
    except (AttributeError, TypeError, ValueError):
        return 2**tries * 0.5 * (1 + random.random())


def page(offset):
    for tries in range(1, 7):
        response = requests.get(
            f"{URL}&offset={offset}", headers=headers, allow_redirects=False, timeout=30
        )
        if response.status_code != 429 or tries == 6:
            break
        time.sleep(wait(response.headers.get("Retry-After"), tries))
    answer = response.json()
    if response.status_code != 200 or answer.get("success") is False:
        raise RuntimeError(f"HTTP {response.status_code}: {response.text}")
    return answer["entity"]["customers"]


# a page may have fewer rows than asked for: go on by those received, until none of them is new
seen = set()
offset = ${call.offset}
while True:
    customers = page(offset)
    before = len(seen)
    for customer in customers:
        user_id = next(iter(customer.get("profiles") or []), {}).get("userId")
        # who has no id may be anybody
        key = json.dumps(customer) if user_id is None else str(user_id)
        if user_id is None or key not in seen:
            print(json.dumps(customer))
        seen.add(key)
    if len(seen) == before:
        break
    offset += len(customers)
`;
}

export function pythonHttpClient(call: Call): string {
  return `import http.client
import os
import sys

connection = http.client.${call.isHttps ? 'HTTPSConnection' : 'HTTPConnection'}("${call.host}", timeout=30)
connection.request(
    "GET",
    "${call.path}",
    headers={
        "Accept": "application/json",
        "${call.header}": ${headerValue(call, `os.environ["${call.variable}"]`, '+')},
    },
)
sys.stdout.buffer.write(connection.getresponse().read())
`;
}

export function pythonHttpx(call: Call): string {
  return `import os

import httpx

response = httpx.get(
    "${call.url}",
    headers={
        "Accept": "application/json",
        "${call.header}": ${headerValue(call, `os.environ["${call.variable}"]`, '+')},
    },
    timeout=30,
)
print(response.text)
`;
}

export function pythonUrllib(call: Call): string {
  return `import os
import sys
import urllib.error
import urllib.request


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Another host would get the credentials: redirects are answers like others."""

    def redirect_request(self, *_):
        return None


request = urllib.request.Request(
    "${call.url}",
    headers={
        "Accept": "application/json",
        "${call.header}": ${headerValue(call, `os.environ["${call.variable}"]`, '+')},
    },
)
try:
    response = urllib.request.build_opener(NoRedirects).open(request, timeout=30)
except urllib.error.HTTPError as error:
    response = error
sys.stdout.buffer.write(response.read())
`;
}

export function phpCurl(call: Call): string {
  return `$curl = curl_init('${call.url}');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_ENCODING => '',
    CURLOPT_HTTPHEADER => [
        'Accept: application/json',
        '${call.header}: ${call.prefix}' . getenv('${call.variable}'),
    ],
]);
$body = curl_exec($curl);
if ($body === false) {
    fwrite(STDERR, curl_error($curl) . PHP_EOL);
    exit(1);
}
echo $body;
`;
}

export function phpStreams(call: Call): string {
  return `$context = stream_context_create(['http' => [
    'header' => [
        'Accept: application/json',
        '${call.header}: ${call.prefix}' . getenv('${call.variable}'),
    ],
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
echo file_get_contents('${call.url}', false, $context);
`;
}

export function phpGuzzle(call: Call): string {
  return `require 'vendor/autoload.php';

$client = new GuzzleHttp\\Client();
$response = $client->get('${call.url}', [
    'headers' => [
        'Accept' => 'application/json',
        '${call.header}' => '${call.prefix}' . getenv('${call.variable}'),
    ],
    'allow_redirects' => false,
    'http_errors' => false,
]);
echo $response->getBody();
`;
}

export function rubyNetHttp(call: Call): string {
  return `require 'net/http'

url = URI('${call.url}')
request = Net::HTTP::Get.new(url)
request['Accept'] = 'application/json'
request['${call.header}'] = ${headerValue(call, `ENV.fetch('${call.variable}')`, '+').replaceAll('"', "'")}

response = Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == 'https') do |http|
  http.request(request)
end
puts response.body
`;
}

export function rubyFaraday(call: Call): string {
  return `require 'faraday'

response = Faraday.get('${call.url}') do |request|
  request.headers['Accept'] = 'application/json'
  request.headers['${call.header}'] = ${headerValue(call, `ENV.fetch('${call.variable}')`, '+').replaceAll('"', "'")}
end
puts response.body
`;
}

export function perlHttpTiny(call: Call): string {
  return `use strict;
use warnings;
use HTTP::Tiny;

my $response = HTTP::Tiny->new(max_redirect => 0, verify_SSL => 1)->get(
    '${call.url}',
    {
        headers => {
            'Accept' => 'application/json',
            '${call.header}' => ${headerValue(call, `$ENV{'${call.variable}'}`, '.').replaceAll('"', "'")},
        },
    },
);
binmode STDOUT;
print $response->{content};
`;
}

export function perlLwp(call: Call): string {
  return `use strict;
use warnings;
use LWP::UserAgent;

my $agent = LWP::UserAgent->new(max_redirect => 0, timeout => 30);
my $response = $agent->get(
    '${call.url}',
    'Accept' => 'application/json',
    '${call.header}' => ${headerValue(call, `$ENV{'${call.variable}'}`, '.').replaceAll('"', "'")},
);
binmode STDOUT;
print $response->decoded_content(charset => 'none');
`;
}

function rValue(call: Call): string {
  const value = `Sys.getenv("${call.variable}")`;
  return call.prefix === '' ? value : `paste0("${call.prefix}", ${value})`;
}

export function rHttr(call: Call): string {
  return `library(httr)

response <- GET(
  "${call.url}",
  add_headers(
    Accept = "application/json",
    "${call.header}" = ${rValue(call)}
  ),
  config(followlocation = FALSE)
)
cat(content(response, as = "text", encoding = "UTF-8"))
`;
}

export function rHttr2(call: Call): string {
  return `library(httr2)

response <- request("${call.url}") |>
  req_headers(
    Accept = "application/json",
    "${call.header}" = ${rValue(call)}
  ) |>
  req_options(followlocation = FALSE) |>
  req_error(is_error = \\(response) FALSE) |>
  req_perform()
cat(resp_body_string(response))
`;
}

export function luaSocket(call: Call): string {
  return `local http = require("${call.isHttps ? 'ssl.https' : 'socket.http'}")
local ltn12 = require("ltn12")

local parts = {}
http.request({
  url = "${call.url}",
  headers = {
    ["Accept"] = "application/json",
    ["${call.header}"] = ${headerValue(call, `os.getenv("${call.variable}")`, '..')},
  },
  redirect = false,
  sink = ltn12.sink.table(parts),
})
io.write(table.concat(parts))
`;
}

function powershellValue(call: Call): string {
  return call.prefix === '' ? `$env:${call.variable}` : `"${call.prefix}$env:${call.variable}"`;
}

function powershell(call: Call, before: string, after: string): string {
  return `$headers = @{
    'Accept' = 'application/json'
    '${call.header}' = ${powershellValue(call)}
}
${before} -Uri '${call.url}' -Headers $headers -MaximumRedirection 0${after}
`;
}

export function powershellRestMethod(call: Call): string {
  return powershell(call, '$answer = Invoke-RestMethod', '\n$answer | ConvertTo-Json -Depth 20');
}

export function powershellWebRequest(call: Call): string {
  return powershell(call, '(Invoke-WebRequest -UseBasicParsing', ').Content');
}

export function elixirReq(call: Call): string {
  return `Mix.install([:req])

response =
  Req.get!("${call.url}",
    headers: [
      {"accept", "application/json"},
      {"${call.header.toLowerCase()}", ${headerValue(call, `System.fetch_env!("${call.variable}")`, '<>')}}
    ],
    redirect: false,
    decode_body: false
  )

IO.puts(response.body)
`;
}

export function juliaHttp(call: Call): string {
  return `using HTTP

response = HTTP.get(
    "${call.url}",
    ["Accept" => "application/json", "${call.header}" => ${headerValue(call, `ENV["${call.variable}"]`, '*')}];
    redirect = false,
    status_exception = false,
)
println(String(response.body))
`;
}
