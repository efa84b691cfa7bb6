import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlCommand } from '../../../src/snippets/curl';
import { curlStyle, hostileRequest } from './curlCases';
import { asItArrives, startEcho, type Echo } from './echo';
import {
  isThere,
  runAsOnWindows,
  runIn,
  shellsThere,
  windowsModels,
  type WindowsModel,
} from './shellRuns';

const AT_ONCE = 12;

describe.runIf(isThere('curl'))('a curl command sends the very request', () => {
  let echo: Echo;
  beforeAll(async () => {
    echo = await startEcho();
  });
  afterAll(() => echo.close());

  it.each(shellsThere())('from %s, whatever is in it', async (shell) => {
    const commands = fc.array(fc.tuple(hostileRequest(echo.origin, 'posix'), curlStyle('posix')), {
      minLength: AT_ONCE,
      maxLength: AT_ONCE,
    });
    await fc.assert(
      fc.asyncProperty(commands, async (many) => {
        await runIn(shell, many.map(([request, style]) => curlCommand(request, style)).join('\n'));
        expect(echo.arrived()).toEqual(many.map(([request]) => asItArrives(request)));
      }),
      { numRuns: 2, interruptAfterTimeLimit: 8000 },
    );
  });

  it.each(Object.keys(windowsModels) as WindowsModel[])('from %s', async (model) => {
    const shell = model.startsWith('cmd') ? 'cmd' : 'powershell';
    const commands = fc.array(fc.tuple(hostileRequest(echo.origin, shell), curlStyle(shell)), {
      minLength: AT_ONCE,
      maxLength: AT_ONCE,
    });
    await fc.assert(
      fc.asyncProperty(commands, async (many) => {
        const text = many.map(([request, style]) => curlCommand(request, style)).join('\n');
        await runAsOnWindows(model, text);
        expect(echo.arrived()).toEqual(many.map(([request]) => asItArrives(request)));
      }),
      { numRuns: 2, interruptAfterTimeLimit: 8000 },
    );
  });
});
