import type { Call } from './codeCall';

/** The value of the header that signs: text that is there already, then a value of the environment. */
function joined({ prefix }: Call, value: string, operator = '+'): string {
  return prefix === '' ? value : `"${prefix}" ${operator} ${value}`;
}

function javaValue(call: Call): string {
  return call.signIn ? 'token' : joined(call, `System.getenv("${call.variable}")`);
}

export function javaHttpClient(call: Call): string {
  if (call.paging || call.signIn) return javaWithJson(call);
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Main {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder()
            .uri(URI.create("${call.url}"))
            .header("Accept", "application/json")
            .header("${call.header}", ${javaValue(call)})
            .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        System.out.write(response.body());
        System.out.flush();
    }
}
`;
}

/** JSON is none of Java's own: Jackson reads it, long numbers to their last digit. */
function javaWithJson(call: Call): string {
  const imports = [
    'com.fasterxml.jackson.databind.JsonNode',
    'com.fasterxml.jackson.databind.ObjectMapper',
    ...(call.signIn ? ['com.fasterxml.jackson.databind.node.ObjectNode'] : []),
    ...(call.paging ? ['java.io.PrintStream'] : []),
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    ...(call.signIn ? ['java.net.http.HttpRequest.BodyPublishers'] : []),
    'java.net.http.HttpResponse.BodyHandlers',
    ...(call.paging
      ? [
          'java.nio.charset.StandardCharsets',
          'java.time.Duration',
          'java.time.Instant',
          'java.time.ZonedDateTime',
          'java.time.format.DateTimeFormatter',
          'java.util.HashSet',
        ]
      : []),
  ];
  return `${imports.map((name) => `import ${name};`).join('\n')}

/** Needs jackson-databind on the class path. */
public class Main {
    static final HttpClient client = HttpClient.newHttpClient();
    static final ObjectMapper json = new ObjectMapper();

    public static void main(String[] args) throws Exception {
${call.signIn ? `        String token = signIn();\n` : ''}${call.paging ? javaLoop(call) : javaOnce(call)}    }
${call.signIn ? javaSignIn(call) : ''}${call.paging ? javaPage(call) : ''}}
`;
}

function javaOnce(call: Call): string {
  return `        var request = HttpRequest.newBuilder()
            .uri(URI.create("${call.url}"))
            .header("Accept", "application/json")
            .header("${call.header}", ${javaValue(call)})
            .build();
        System.out.write(client.send(request, BodyHandlers.ofByteArray()).body());
        System.out.flush();
`;
}

function javaSignIn({ tokenUrl }: Call): string {
  return `
    static String signIn() throws Exception {
        ObjectNode body = json.createObjectNode();
        body.put("key", System.getenv("CAPILLARY_KEY"));
        body.put("secret", System.getenv("CAPILLARY_SECRET"));
        var request = HttpRequest.newBuilder()
            .uri(URI.create("${tokenUrl}"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200)
            throw new IllegalStateException("Sign-in was refused: " + response.statusCode());
        return json.readTree(response.body()).at("/data/accessToken").asText();
    }
`;
}

function javaLoop(call: Call): string {
  return `        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // a page may have fewer rows than asked for: go on by those received, until none is new
        var seen = new HashSet<String>();
        for (int offset = ${call.offset}; ; ) {
            JsonNode customers = page(offset, ${javaValue(call)});
            int before = seen.size();
            for (JsonNode customer : customers) {
                String userId = customer.at("/profiles/0/userId").asText("");
                // who has no id may be anybody
                if (seen.add(userId.isEmpty() ? customer.toString() : userId) || userId.isEmpty())
                    out.println(customer);
            }
            if (seen.size() == before) break;
            offset += customers.size();
        }
`;
}

function javaPage(call: Call): string {
  return `
    static JsonNode page(int offset, String secret) throws Exception {
        var request = HttpRequest.newBuilder()
            .uri(URI.create("${call.urlWithoutOffset}&offset=" + offset))
            .header("Accept", "application/json")
            .header("${call.header}", secret)
            .build();
        for (int tries = 1; ; tries++) {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 429 && tries < 6) {
                Thread.sleep(wait(response.headers().firstValue("Retry-After").orElse(""), tries));
                continue;
            }
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200 || !answer.path("success").asBoolean(true))
                throw new IllegalStateException("HTTP " + response.statusCode() + ": " + answer);
            return answer.at("/entity/customers");
        }
    }

    /** Milliseconds: as the server says (seconds or a date), up to 5 minutes; else longer each time. */
    static long wait(String retryAfter, int tries) {
        if (retryAfter.matches("\\\\d{1,9}")) return Math.min(Long.parseLong(retryAfter), 300) * 1000;
        try {
            var until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            long left = Duration.between(Instant.now(), until.toInstant()).toMillis();
            return Math.min(Math.max(0, left), 300_000);
        } catch (RuntimeException noDate) {
            return (long) (Math.pow(2, tries) * 500 * (1 + Math.random()));
        }
    }
`;
}

export function javaOkHttp(call: Call): string {
  return `import okhttp3.OkHttpClient;
import okhttp3.Request;

public class Main {
    public static void main(String[] args) throws Exception {
        var client = new OkHttpClient.Builder().followRedirects(false).build();
        var request = new Request.Builder()
            .url("${call.url}")
            .header("Accept", "application/json")
            .header("${call.header}", ${joined(call, `System.getenv("${call.variable}")`)})
            .build();
        try (var response = client.newCall(request).execute()) {
            System.out.println(response.body().string());
        }
    }
}
`;
}

export function kotlinHttpClient(call: Call): string {
  return `import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

fun main() {
    val request = HttpRequest.newBuilder()
        .uri(URI.create("${call.url}"))
        .header("Accept", "application/json")
        .header("${call.header}", ${joined(call, `System.getenv("${call.variable}")`)})
        .build()
    println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
}
`;
}

export function kotlinOkHttp(call: Call): string {
  return `import okhttp3.OkHttpClient
import okhttp3.Request

fun main() {
    val client = OkHttpClient.Builder().followRedirects(false).build()
    val request = Request.Builder()
        .url("${call.url}")
        .header("Accept", "application/json")
        .header("${call.header}", ${joined(call, `System.getenv("${call.variable}")`)})
        .build()
    client.newCall(request).execute().use { response -> println(response.body?.string()) }
}
`;
}

export function scalaHttpClient(call: Call): string {
  return `import java.net.URI
import java.net.http.{HttpClient, HttpRequest}
import java.net.http.HttpResponse.BodyHandlers

@main def run(): Unit =
  val request = HttpRequest.newBuilder()
    .uri(URI.create("${call.url}"))
    .header("Accept", "application/json")
    .header("${call.header}", ${joined(call, `sys.env("${call.variable}")`)})
    .build()
  println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
`;
}

export function clojureHttpClient(call: Call): string {
  const value = `(System/getenv "${call.variable}")`;
  return `(import '(java.net URI)
        '(java.net.http HttpClient HttpRequest HttpResponse$BodyHandlers))

(let [request (-> (HttpRequest/newBuilder)
                  (.uri (URI/create "${call.url}"))
                  (.header "Accept" "application/json")
                  (.header "${call.header}" ${call.prefix === '' ? value : `(str "${call.prefix}" ${value})`})
                  (.build))
      response (.send (HttpClient/newHttpClient) request (HttpResponse$BodyHandlers/ofString))]
  (println (.body response)))
`;
}

function csharpValue(call: Call): string {
  return call.signIn
    ? 'token'
    : joined(call, `Environment.GetEnvironmentVariable("${call.variable}")`);
}

export function csharpHttpClient(call: Call): string {
  const usings = [
    'System',
    ...(call.paging || call.signIn ? ['System.Collections.Generic'] : []),
    'System.Net.Http',
    ...(call.signIn ? ['System.Text'] : []),
    ...(call.paging || call.signIn ? ['System.Text.Json'] : []),
    'System.Threading.Tasks',
  ];
  return `${usings.map((name) => `using ${name};`).join('\n')}

public static class Program
{
    static readonly HttpClient client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

    public static async Task Main()
    {
${call.signIn ? '        var token = await SignIn();\n' : ''}${call.paging ? csharpLoop(call) : csharpOnce(call)}    }
${call.signIn ? csharpSignIn(call) : ''}${call.paging ? csharpPage(call) : ''}}
`;
}

function csharpOnce(call: Call): string {
  return `        var request = new HttpRequestMessage(HttpMethod.Get, "${call.url}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("${call.header}", ${csharpValue(call)});
        var response = await client.SendAsync(request);
        Console.WriteLine(await response.Content.ReadAsStringAsync());
`;
}

function csharpSignIn({ tokenUrl }: Call): string {
  return `
    static async Task<string> SignIn()
    {
        var body = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["key"] = Environment.GetEnvironmentVariable("CAPILLARY_KEY"),
            ["secret"] = Environment.GetEnvironmentVariable("CAPILLARY_SECRET"),
        });
        var response = await client.PostAsync(
            "${tokenUrl}",
            new StringContent(body, Encoding.UTF8, "application/json"));
        response.EnsureSuccessStatusCode();
        using (var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()))
            return answer.RootElement.GetProperty("data").GetProperty("accessToken").GetString();
    }
`;
}

function csharpLoop(call: Call): string {
  return `        // a page may have fewer rows than asked for: go on by those received, until none is new
        var seen = new HashSet<string>();
        for (var offset = ${call.offset}; ;)
        {
            var customers = await Page(offset, ${csharpValue(call)});
            var before = seen.Count;
            foreach (var customer in customers.EnumerateArray())
            {
                var userId = UserId(customer);
                // who has no id may be anybody
                if (seen.Add(userId ?? customer.GetRawText()) || userId == null)
                    Console.WriteLine(JsonSerializer.Serialize(customer));
            }
            if (seen.Count == before) break;
            offset += customers.GetArrayLength();
        }
`;
}

function csharpPage(call: Call): string {
  return `
    static async Task<JsonElement> Page(int offset, string secret)
    {
        for (var tries = 1; ; tries++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "${call.urlWithoutOffset}&offset=" + offset);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            request.Headers.TryAddWithoutValidation("${call.header}", secret);
            var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode == 429 && tries < 6)
            {
                await Task.Delay(Wait(response, tries));
                continue;
            }
            if ((int)response.StatusCode != 200)
                throw new InvalidOperationException("HTTP " + (int)response.StatusCode + ": " + text);
            using (var answer = JsonDocument.Parse(text))
            {
                var whole = answer.RootElement;
                if (whole.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False)
                    throw new InvalidOperationException("HTTP 200: " + text);
                return whole.GetProperty("entity").GetProperty("customers").Clone();
            }
        }
    }

    static string UserId(JsonElement customer)
    {
        if (!customer.TryGetProperty("profiles", out var profiles)) return null;
        if (profiles.ValueKind != JsonValueKind.Array || profiles.GetArrayLength() == 0) return null;
        if (profiles[0].ValueKind != JsonValueKind.Object) return null;
        if (!profiles[0].TryGetProperty("userId", out var userId)) return null;
        return userId.ValueKind == JsonValueKind.Null ? null : userId.ToString();
    }

    /// As the server says (seconds or a date), up to 5 minutes; else longer each time.
    static TimeSpan Wait(HttpResponseMessage response, int tries)
    {
        var after = response.Headers.RetryAfter;
        var said = after?.Delta ?? after?.Date - DateTimeOffset.UtcNow;
        if (said is TimeSpan left)
            return TimeSpan.FromSeconds(Math.Min(Math.Max(0, left.TotalSeconds), 300));
        return TimeSpan.FromSeconds(Math.Pow(2, tries) * 0.5 * (1 + new Random().NextDouble()));
    }
`;
}

export function csharpRestSharp(call: Call): string {
  return `using System;
using RestSharp;

var client = new RestClient(new RestClientOptions { FollowRedirects = false });
var request = new RestRequest("${call.url}");
request.AddHeader("Accept", "application/json");
request.AddHeader("${call.header}", ${joined(call, `Environment.GetEnvironmentVariable("${call.variable}")`)});
var response = await client.ExecuteAsync(request);
Console.WriteLine(response.Content);
`;
}

export function fsharpHttpClient(call: Call): string {
  return `open System
open System.Net.Http

let client = new HttpClient(new HttpClientHandler(AllowAutoRedirect = false))
let request = new HttpRequestMessage(HttpMethod.Get, "${call.url}")
request.Headers.TryAddWithoutValidation("Accept", "application/json") |> ignore
request.Headers.TryAddWithoutValidation("${call.header}", ${joined(call, `Environment.GetEnvironmentVariable "${call.variable}"`)}) |> ignore
let response = client.Send request
printfn "%s" (response.Content.ReadAsStringAsync().Result)
`;
}

export function goNetHttp(call: Call): string {
  return `package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	request, err := http.NewRequest("GET", "${call.url}", nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("${call.header}", ${joined(call, `os.Getenv("${call.variable}")`)})
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}
`;
}

function rustValue(call: Call): string {
  const value = `std::env::var("${call.variable}")?`;
  return call.prefix === '' ? value : `format!("${call.prefix}{}", ${value})`;
}

export function rustReqwest(call: Call): string {
  return `// reqwest = { version = "0.12", features = ["blocking"] }
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .get("${call.url}")
        .header("Accept", "application/json")
        .header("${call.header}", ${rustValue(call)})
        .send()?;
    println!("{}", response.text()?);
    Ok(())
}
`;
}

export function rustUreq(call: Call): string {
  return `// ureq = "3"
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .into();
    let mut response = agent
        .get("${call.url}")
        .header("Accept", "application/json")
        .header("${call.header}", ${rustValue(call)})
        .call()?;
    println!("{}", response.body_mut().read_to_string()?);
    Ok(())
}
`;
}

export function swiftUrlSession(call: Call): string {
  const value = `ProcessInfo.processInfo.environment["${call.variable}"]!`;
  return `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Another host would get the credentials.
final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

let session = URLSession(configuration: .default, delegate: NoRedirects(), delegateQueue: nil)
var request = URLRequest(url: URL(string: "${call.url}")!)
request.setValue("application/json", forHTTPHeaderField: "Accept")
request.setValue(${joined(call, value)}, forHTTPHeaderField: "${call.header}")

let (data, _) = try await session.data(for: request)
print(String(decoding: data, as: UTF8.self))
`;
}

export function objectiveCUrlSession(call: Call): string {
  const value = `NSProcessInfo.processInfo.environment[@"${call.variable}"]`;
  return `#import <Foundation/Foundation.h>

/// Another host would get the credentials.
@interface NoRedirects : NSObject <NSURLSessionTaskDelegate>
@end

@implementation NoRedirects
- (void)URLSession:(NSURLSession *)session
                          task:(NSURLSessionTask *)task
    willPerformHTTPRedirection:(NSHTTPURLResponse *)response
                    newRequest:(NSURLRequest *)request
             completionHandler:(void (^)(NSURLRequest *))completionHandler {
    completionHandler(nil);
}
@end

int main(void) {
    @autoreleasepool {
        NSURL *url = [NSURL URLWithString:@"${call.url}"];
        NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:url];
        [request setValue:@"application/json" forHTTPHeaderField:@"Accept"];
        [request setValue:${call.prefix === '' ? value : `[@"${call.prefix}" stringByAppendingString:${value}]`} forHTTPHeaderField:@"${call.header}"];
        NSURLSession *session = [NSURLSession
            sessionWithConfiguration:NSURLSessionConfiguration.defaultSessionConfiguration
                            delegate:[NoRedirects new]
                       delegateQueue:nil];
        dispatch_semaphore_t done = dispatch_semaphore_create(0);
        [[session dataTaskWithRequest:request
            completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {
                if (error) NSLog(@"%@", error);
                else [NSFileHandle.fileHandleWithStandardOutput writeData:data];
                dispatch_semaphore_signal(done);
            }] resume];
        dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
    }
    return 0;
}
`;
}

export function cLibcurl(call: Call): string {
  return `#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    const char *secret = getenv("${call.variable}");
    char header[8192];
    snprintf(header, sizeof header, "${call.header}: ${call.prefix}%s", secret ? secret : "");

    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    headers = curl_slist_append(headers, header);
    curl_easy_setopt(curl, CURLOPT_URL, "${call.url}");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    CURLcode result = curl_easy_perform(curl);
    if (result != CURLE_OK) fprintf(stderr, "%s\\n", curl_easy_strerror(result));
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return result == CURLE_OK ? 0 : 1;
}
`;
}

export function dartIo(call: Call): string {
  const value = `Platform.environment['${call.variable}']!`;
  return `import 'dart:convert';
import 'dart:io';

Future<void> main() async {
  final client = HttpClient();
  final request = await client.getUrl(Uri.parse('${call.url}'));
  request.followRedirects = false;
  request.headers.set('Accept', 'application/json');
  request.headers.set('${call.header}', ${call.prefix === '' ? value : `'${call.prefix}' + ${value}`});
  final response = await request.close();
  print(await response.transform(utf8.decoder).join());
  client.close();
}
`;
}

export function ocamlCohttp(call: Call): string {
  return `open Lwt.Syntax

let () =
  let uri = Uri.of_string "${call.url}" in
  let headers =
    Cohttp.Header.of_list
      [ ("Accept", "application/json");
        ("${call.header}", ${joined(call, `Sys.getenv "${call.variable}"`, '^')}) ]
  in
  Lwt_main.run
    (let* _, body = Cohttp_lwt_unix.Client.get ~headers uri in
     let* text = Cohttp_lwt.Body.to_string body in
     Lwt_io.print text)
`;
}
