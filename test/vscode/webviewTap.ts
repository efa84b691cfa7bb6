import type { BrowserContext } from 'playwright-core';

/** A word between an extension and the page of a webview. */
interface WireWord {
  readonly direction: 'toHost' | 'toPage' | 'state';
  /** As JSON. */
  readonly text: string;
}

/** What was seen of the webviews of extensions; both lists grow. */
export interface WebviewTap {
  /** What the content security policy of a page had to stop. */
  readonly violations: string[];
  readonly wire: readonly WireWord[];
}

/**
 * Listens in every webview from its first moment on.
 *
 * @param recordWire keeps every word between host and page, which slows large answers down
 */
export async function tapWebviews(
  context: BrowserContext,
  recordWire: boolean,
): Promise<WebviewTap> {
  const violations: string[] = [];
  const wire: WireWord[] = [];
  await context.exposeBinding(
    'tapViolation',
    (_source, text: string) => void violations.push(text),
  );
  await context.exposeBinding('tapWord', (_source, word: WireWord) => void wire.push(word));
  await context.addInitScript(listenInWebview, recordWire);
  return { violations, wire };
}

interface WebviewWindow {
  tapViolation?: (text: string) => Promise<void>;
  tapWord?: (word: WireWord) => Promise<void>;
  acquireVsCodeApi?: () => WebviewApi;
  /** The page's own way to its host, for tests that speak in its place. */
  tapPost?: (message: unknown) => void;
  /** Keeps a state in the page's place, whatever the page wants to keep from then on. */
  tapKeep?: (state: unknown) => void;
}
interface WebviewApi {
  postMessage(message: unknown, transfer?: readonly unknown[]): void;
  setState(state: unknown): unknown;
  getState(): unknown;
}

/** Runs in the page. VS Code gives a webview its document, and then its API: that is the moment. */
function listenInWebview(recordWire: boolean): void {
  const here = globalThis as unknown as Window & WebviewWindow;
  let given: (() => WebviewApi) | undefined;
  const say = (direction: WireWord['direction'], value: unknown): void => {
    if (!recordWire) return;
    const text = JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array || part instanceof ArrayBuffer
        ? new TextDecoder().decode(part)
        : part,
    );
    void here.tapWord?.({ direction, text });
  };
  const listen = (): void => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const place = `${sourceFile}:${lineNumber} ${sample}`;
      // VS Code's own pages are not ours to judge
      setTimeout(() => {
        if (document.querySelector('meta[property="csp-nonce"]') !== null)
          void here.tapViolation?.(`${effectiveDirective} stopped ${blockedURI} (${place})`);
      });
    });
    here.addEventListener('message', ({ data }) => say('toPage', data));
  };
  Object.defineProperty(here, 'acquireVsCodeApi', {
    configurable: true,
    get: () => given,
    set: (acquire: () => WebviewApi) => {
      listen();
      given = () => {
        const api = acquire();
        let isKept = false;
        here.tapPost = (message) => api.postMessage(message);
        here.tapKeep = (state) => {
          isKept = true;
          api.setState(state);
        };
        return Object.freeze({
          ...api,
          postMessage: (message: unknown, transfer?: readonly unknown[]) => {
            say('toHost', message);
            api.postMessage(message, transfer);
          },
          setState: (state: unknown) => {
            say('state', state);
            return isKept ? state : api.setState(state);
          },
        });
      };
    },
  });
}
