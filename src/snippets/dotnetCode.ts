import { headerValue, type Call } from './codeCall';

function csharpValue(call: Call): string {
  return call.signIn
    ? 'token'
    : headerValue(call, `Environment.GetEnvironmentVariable("${call.variable}")`);
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
request.AddHeader("${call.header}", ${headerValue(call, `Environment.GetEnvironmentVariable("${call.variable}")`)});
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
request.Headers.TryAddWithoutValidation("${call.header}", ${headerValue(call, `Environment.GetEnvironmentVariable "${call.variable}"`)}) |> ignore
let response = client.Send request
printfn "%s" (response.Content.ReadAsStringAsync().Result)
`;
}
