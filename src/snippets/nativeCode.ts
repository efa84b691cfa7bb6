import { headerValue, type Call } from './codeCall';

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
	request.Header.Set("${call.header}", ${headerValue(call, `os.Getenv("${call.variable}")`)})
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
request.setValue(${headerValue(call, value)}, forHTTPHeaderField: "${call.header}")

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
        ("${call.header}", ${headerValue(call, `Sys.getenv "${call.variable}"`, '^')}) ]
  in
  Lwt_main.run
    (let* _, body = Cohttp_lwt_unix.Client.get ~headers uri in
     let* text = Cohttp_lwt.Body.to_string body in
     Lwt_io.print text)
`;
}
