import type { HostToPage, PageToHost, SavedState } from '../src/inspector/wire';

interface VsCodeApi {
  postMessage(message: PageToHost): void;
  setState(state: SavedState): void;
  getState(): SavedState | undefined;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page's only way out. */
export interface Host {
  send(message: PageToHost): void;
  /** Keeps what a window reload must not lose. */
  keep(state: SavedState): void;
  /** What was kept before this page was made. */
  readonly kept: SavedState | undefined;
  listen(listener: (message: HostToPage) => void): void;
}

/** May be called once in a page's life. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    keep: (state) => api.setState(state),
    kept: api.getState(),
    listen(listener) {
      // only the host can post into this frame: what comes is what wire.ts says
      window.addEventListener('message', (event: MessageEvent<HostToPage>) => listener(event.data));
    },
  };
}
