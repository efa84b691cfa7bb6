import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { DebugAdapter, StoppedProgram } from '../../../src/debugging/debuggedProgram';

/** Debian's `python3-debugpy` belongs to the system's own Python; others have it where they want. */
const pythons = ['/usr/bin/python3', 'python3', 'python'];

/** The Python that has debugpy; undefined where none is installed. */
export const pythonWithDebugpy = pythons.find(
  (python) =>
    (!python.startsWith('/') || existsSync(python)) &&
    spawnSync(python, ['-c', 'import debugpy.adapter'], { stdio: 'ignore' }).status === 0,
);

interface Message {
  readonly type: 'response' | 'event' | 'request';
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** A Python program that is stopped at a line, in a real debugger. */
export async function stoppedInPython(
  python: string,
  program: string,
  line: number,
): Promise<{ readonly program: StoppedProgram; readonly close: () => void }> {
  const child = spawn(python, ['-m', 'debugpy.adapter'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const answers = new Map<number, (message: Message) => void>();
  const events = new Map<string, (body: unknown) => void>();
  const event = (name: string) => new Promise<unknown>((resolve) => events.set(name, resolve));
  readMessages(child.stdout, (message) => {
    if (message.type === 'event') events.get(message.event ?? '')?.(message.body);
    else answers.get(message.request_seq ?? -1)?.(message);
  });
  let sequence = 0;
  const customRequest = (command: string, given: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      sequence += 1;
      answers.set(sequence, ({ success, message, body }) =>
        success === true ? resolve(body) : reject(new Error(message)),
      );
      const text = JSON.stringify({ seq: sequence, type: 'request', command, arguments: given });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    });
  const [initialized, stopped] = [event('initialized'), event('stopped')];
  await customRequest('initialize', { adapterID: 'debugpy', supportsRunInTerminalRequest: false });
  const launched = customRequest('launch', {
    program,
    python: [python],
    console: 'internalConsole',
    cwd: process.cwd(),
  });
  await initialized;
  await customRequest('setBreakpoints', { source: { path: program }, breakpoints: [{ line }] });
  await customRequest('configurationDone', {});
  await launched;
  const { threadId } = (await stopped) as { readonly threadId: number };
  const { stackFrames } = (await customRequest('stackTrace', { threadId })) as {
    readonly stackFrames: readonly { readonly id: number }[];
  };
  const adapter: DebugAdapter = { type: 'debugpy', customRequest };
  return {
    program: { adapter, frameId: stackFrames[0]?.id ?? 0, patience: 10_000 },
    close: () => {
      void customRequest('disconnect', { terminateDebuggee: true }).finally(() => child.kill());
    },
  };
}

function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let held = Buffer.alloc(0);
  stream.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(held.toString('latin1', 0, 100));
      if (head === null) return;
      const end = head[0].length + Number(head[1]);
      if (held.length < end) return;
      take(JSON.parse(held.toString('utf8', head[0].length, end)) as Message);
      held = held.subarray(end);
    }
  });
}
