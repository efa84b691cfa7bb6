import { decodeLiteral, type Escapes } from './escapes';

/**
 * What a debugger shows of a variable, read back into the value that the program has. A debugger writes
 * values as its language does, and says less of what does not fit.
 */
export type ShownValue =
  /** `isCut`: only the beginning of it is shown. */
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  /** A whole number, by its digits. */
  | { readonly kind: 'number'; readonly text: string }
  /** null, None, nil, undefined. */
  | { readonly kind: 'nothing' }
  /** The program has it no more: the compiler left it out, or it cannot be read. */
  | { readonly kind: 'unavailable' }
  /** An object, a list, a function, true or false, a fraction. */
  | { readonly kind: 'other' };

/** Whose way of writing values it is. */
export type Dialect = 'javascript' | 'python' | 'java' | 'csharp' | 'go' | 'native';

/** By the type of a debug configuration; what nobody knows is most likely a native debugger. */
export function dialectOf(debugType: string): Dialect {
  if (/node|chrome|edge|firefox|extensionhost|bun|deno|safari|^js/i.test(debugType))
    return 'javascript';
  if (/python|debugpy/i.test(debugType)) return 'python';
  if (/java|kotlin|scala|groovy/i.test(debugType)) return 'java';
  if (/clr|dotnet|csharp|mono|unity/i.test(debugType)) return 'csharp';
  return /^(?:go|delve)/i.test(debugType) ? 'go' : 'native';
}

const NOTHING = /^(?:null|undefined|None|nil|<nil>|<null>|nullptr|NULL|Nothing|0x0+)$/;
const UNAVAILABLE =
  /optimi[sz]ed (?:out|away)|not available|unavailable|<unreadable|^\(unreadable|cannot (?:obtain|access|read|evaluate)|could not (?:read|find)|out of scope|<error/i;
/** What an object holds may read like a sentence of the debugger. */
const LIKE_AN_OBJECT = /\{|^(?:\(\d+\) )?\[/;
/** A sentence of the debugger is no longer than that; a text of the program may be. */
const LONGEST_EXCUSE = 400;
const STRING_TYPE =
  /^(?:str|string|bytes|&(?:'static )?str|(?:java\.lang\.|System\.|alloc::string::|std::)?String|(?:const )?char ?\*|std::(?:__cxx11::)?(?:basic_)?string.*)$/i;
/** Of a whole number: what languages write after its digits. */
const NUMBER = /^([+-]?)(\d+(?:_\d+)*)(?:n|[uU]?[lL]{0,2}|[lL]{0,2}[uU]?|[ui](?:8|16|32|64|128))$/;
const WHOLE_FRACTION = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]\+?(\d{1,2}))?[dDfFmM]?$/;

/** @param type of the value, where the debugger says one */
export function readShownValue(shown: string, dialect: Dialect, type = ''): ShownValue {
  return readNested(shown.trim(), dialect, type, 0);
}

/** Wrappers are opened so deep: `Some(Ok("…"))`. */
const DEEPEST = 4;

function readNested(shown: string, dialect: Dialect, type: string, depth: number): ShownValue {
  const literal = readLiteral(shown, dialect);
  if (literal !== undefined) return literal;
  if (STRING_TYPE.test(type) && !isExcuse(shown) && !NOTHING.test(shown))
    return { kind: 'text', ...cutOf(shown) };
  if (NOTHING.test(shown)) return { kind: 'nothing' };
  const number = readNumber(shown);
  if (number !== undefined) return { kind: 'number', text: number };
  if (isExcuse(shown)) return { kind: 'unavailable' };
  const inner = depth < DEEPEST ? unwrapped(shown) : undefined;
  if (inner === undefined) return { kind: 'other' };
  const value = readNested(inner, dialect, '', depth + 1);
  return value.kind === 'text' || value.kind === 'number' ? value : { kind: 'other' };
}

function isExcuse(shown: string): boolean {
  if (shown.length > LONGEST_EXCUSE || LIKE_AN_OBJECT.test(shown)) return false;
  return UNAVAILABLE.test(shown);
}

/** Undefined for what is no whole number. */
function readNumber(shown: string): string | undefined {
  if (shown.length > LONGEST_EXCUSE) return undefined;
  const [, sign, digits] = NUMBER.exec(shown) ?? [];
  if (digits !== undefined) return `${sign === '-' ? '-' : ''}${digits.replaceAll('_', '')}`;
  const [, minus, whole, fraction = '', exponent = '0'] = WHOLE_FRACTION.exec(shown) ?? [];
  if (whole === undefined) return undefined;
  // 9.19812345577E11, as Java writes a double
  const places = Number(exponent);
  const moved = fraction.slice(0, places).padEnd(places, '0');
  if (/[1-9]/.test(fraction.slice(places))) return undefined;
  return `${minus === '-' ? '-' : ''}${`${whole}${moved}`.replace(/^0+(?=\d)/, '')}`;
}

/** What stands before a text's first quote: an address, a pointer, a type, a boxed object's number. */
const BEFORE =
  /^(?:0x[\da-f]+(?: <[^>]*>)? |[*&]+|\w[\w.$<>[\], *]*@[\da-f]+ |interface \{\}\([\w. ]+\) )/i;
const PREFIX = /^(?:[bBuUfF]?[rR]?|[rR][bB]|[LuU]R?|u8R?|R|@|\$@?|@\$)(?=["'`])/;
const QUOTES = /^(?:"""|'''|["'`])/;

/** A text as the language writes it; undefined where it is none. */
function readLiteral(shown: string, dialect: Dialect): ShownValue | undefined {
  const bare = shown.replace(BEFORE, '');
  const prefix = PREFIX.exec(bare)?.[0] ?? '';
  const quoted = bare.slice(prefix.length);
  const quote = quotesOf(quoted, dialect);
  if (quote === undefined) return undefined;
  const escapes = escapesOf(dialect, prefix.toLowerCase(), quote);
  const end = escapes === 'none' ? quoted.lastIndexOf(quote) : closing(quoted, quote, escapes);
  // the end is not shown
  if (end < quote.length) {
    const beginning = cutOf(quoted.slice(quote.length)).text;
    return { kind: 'text', text: decodeLiteral(beginning, quote, escapes), isCut: true };
  }
  const after = quoted.slice(end + quote.length).trim();
  if (after !== '' && !CUT_AFTER.test(after)) return undefined;
  const { text, isCut } = cutOf(quoted.slice(quote.length, end));
  return {
    kind: 'text',
    text: decodeLiteral(text, quote, escapes),
    isCut: isCut || after !== '',
  };
}

function quotesOf(quoted: string, dialect: Dialect): string | undefined {
  const quote = QUOTES.exec(quoted)?.[0];
  // an empty text of one quote looks like the beginning of three
  if (quote?.length === 3 && (dialect !== 'python' || quoted.length < 6)) return quote[0];
  return quote;
}

/** Java's debugger writes what is between the quotes as it is. */
function escapesOf(dialect: Dialect, prefix: string, quote: string): Escapes {
  if (prefix.includes('@')) return 'doubled';
  if (prefix.includes('r') || dialect === 'java') return 'none';
  switch (dialect) {
    case 'javascript':
      return 'javascript';
    case 'python':
      return prefix.includes('b') ? 'bytes' : 'python';
    case 'csharp':
      return 'csharp';
    case 'go':
      return quote === '`' ? 'none' : 'bytes';
    case 'native':
      return 'bytes';
  }
}

/** Where the closing quote is; -1 where there is none. */
function closing(quoted: string, quote: string, escapes: Escapes): number {
  for (let at = quote.length; at < quoted.length; at++) {
    if (escapes !== 'doubled' && quoted[at] === '\\') at++;
    else if (quoted.startsWith(quote, at)) {
      if (escapes !== 'doubled' || quoted[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

const CUT_AFTER = /^(?:\.{3}|…|\.{0,3}\+\d+ more)/;
const CUT_WITHIN = /(?:\.{3}|…)(?:\+\d+ more)?$/;

function cutOf(text: string): { readonly text: string; readonly isCut: boolean } {
  const cut = CUT_WITHIN.exec(text.slice(-40));
  return cut === null
    ? { text, isCut: false }
    : { text: text.slice(0, text.length - cut[0].length), isCut: true };
}

/** `String {'…'}`, `Decimal('…')`, `Some("…")`, `np.int64(…)`, `{…}`: what is within. */
function unwrapped(shown: string): string | undefined {
  const [, , inner] =
    /^([A-Za-z_][\w.:<>]*) ?\((.*)\)$/s.exec(shown) ??
    /^(String|Number|BigInt|Object) ?\{(.*)\}$/s.exec(shown) ??
    [];
  const [, boxed] = /^[A-Za-z_][\w.$]*@[\da-f]+ (.+)$/is.exec(shown) ?? [];
  return (inner ?? boxed)?.trim();
}
