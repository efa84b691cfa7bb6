// What code in C# uses of System.Text.Json, by Newtonsoft.Json: Mono has that one alone.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace System.Text.Json
{
    public enum JsonValueKind { Undefined, Object, Array, String, Number, True, False, Null }

    public struct JsonElement
    {
        readonly JToken token;

        internal JsonElement(JToken token) { this.token = token; }

        public JsonValueKind ValueKind
        {
            get
            {
                switch (token.Type)
                {
                    case JTokenType.Object: return JsonValueKind.Object;
                    case JTokenType.Array: return JsonValueKind.Array;
                    case JTokenType.Boolean: return (bool)token ? JsonValueKind.True : JsonValueKind.False;
                    case JTokenType.Integer: case JTokenType.Float: return JsonValueKind.Number;
                    case JTokenType.Null: return JsonValueKind.Null;
                    default: return JsonValueKind.String;
                }
            }
        }

        public JsonElement this[int index] { get { return new JsonElement(((JArray)token)[index]); } }

        public bool TryGetProperty(string name, out JsonElement value)
        {
            var found = ((JObject)token).Property(name);
            value = found == null ? default(JsonElement) : new JsonElement(found.Value);
            return found != null;
        }

        public JsonElement GetProperty(string name)
        {
            if (!TryGetProperty(name, out var value)) throw new KeyNotFoundException(name);
            return value;
        }

        public int GetArrayLength() { return ((JArray)token).Count; }
        public IEnumerable<JsonElement> EnumerateArray() { return ((JArray)token).Select(one => new JsonElement(one)); }
        public string GetRawText() { return token.ToString(Formatting.None); }
        public string GetString() { return (string)token; }
        public JsonElement Clone() { return new JsonElement(token.DeepClone()); }
        public override string ToString() { return token is JValue ? token.ToString() : GetRawText(); }
    }

    public sealed class JsonDocument : IDisposable
    {
        public JsonElement RootElement { get; private set; }

        public static JsonDocument Parse(string text)
        {
            var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return new JsonDocument { RootElement = new JsonElement(JToken.ReadFrom(reader)) };
        }

        public void Dispose() { }
    }

    public static class JsonSerializer
    {
        public static string Serialize<T>(T value)
        {
            object given = value;
            return given is JsonElement ? ((JsonElement)given).GetRawText() : JsonConvert.SerializeObject(given);
        }
    }
}
