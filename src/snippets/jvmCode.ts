import { headerValue, type Call } from './codeCall';

function javaValue(call: Call): string {
  return call.signIn ? 'token' : headerValue(call, `System.getenv("${call.variable}")`);
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
            .header("${call.header}", ${headerValue(call, `System.getenv("${call.variable}")`)})
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
        .header("${call.header}", ${headerValue(call, `System.getenv("${call.variable}")`)})
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
        .header("${call.header}", ${headerValue(call, `System.getenv("${call.variable}")`)})
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
    .header("${call.header}", ${headerValue(call, `sys.env("${call.variable}")`)})
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
