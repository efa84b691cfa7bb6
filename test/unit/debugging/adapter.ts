import type { DebugAdapter, StoppedProgram } from '../../../src/debugging/debuggedProgram';

/** What a debugger has below a reference, or for an expression. */
interface Held {
  readonly name?: string;
  readonly value: string;
  readonly type?: string;
  readonly evaluateName?: string;
  readonly variablesReference?: number;
}

export interface AdapterOptions {
  readonly type?: string;
  /** By context and expression, such as `clipboard customer.mobile`; by expression alone for any context. */
  readonly expressions?: Readonly<Record<string, Held>>;
  /** Those that the debugger still knows. */
  readonly frames?: readonly number[];
  readonly below?: Readonly<Record<number, readonly Held[]>>;
}

interface Asked {
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A stopped program whose debugger says what it is told to, and refuses everything else. */
export function stoppedIn({
  type = 'pwa-node',
  expressions = {},
  frames = [7],
  below = {},
}: AdapterOptions) {
  const asked: Asked[] = [];
  const adapter: DebugAdapter = {
    type,
    customRequest: (command, given) => {
      const parameters = given as Asked['parameters'];
      asked.push({ command, parameters });
      const { context, expression, variablesReference } = parameters;
      const held =
        expressions[`${String(context)} ${String(expression)}`] ?? expressions[String(expression)];
      if (command === 'evaluate' && held !== undefined)
        return Promise.resolve({ result: held.value, variablesReference: 0, ...held });
      if (command === 'variables' && typeof variablesReference === 'number')
        return Promise.resolve({ variables: below[variablesReference] ?? [] });
      if (command === 'scopes' && frames.includes(Number(parameters.frameId)))
        return Promise.resolve({ scopes: [] });
      return Promise.reject(new Error(`${command} is not supported`));
    },
  };
  const program: StoppedProgram = { adapter, frameId: 7, patience: 1000 };
  return { program, asked };
}
