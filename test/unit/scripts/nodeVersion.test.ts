import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeProblem } from '../../../scripts/nodeVersion.mjs';

const root = path.join(import.meta.dirname, '..', '..', '..');

describe('the version of Node', () => {
  it('may be the oldest that is named, or any newer one', () => {
    for (const version of ['20.19.0', '20.20.2', '22.1.0', '100.0.0']) {
      expect(nodeProblem(version, '>=20.19'), version).toBeUndefined();
    }
  });

  it('is told in a sentence where it is too old', () => {
    for (const version of ['20.18.9', '18.20.4', '9.99.9']) {
      expect(nodeProblem(version, '>=20.19'), version).toBe(
        `This is Node ${version}, and 20.19 or newer is needed. Install it from https://nodejs.org, and try again.`,
      );
    }
  });
});

describe('every script, on a Node that is too old', () => {
  let folder = '';
  let older = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'older-node-'));
    older = path.join(folder, 'older.cjs');
    await writeFile(
      older,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.0.0' } });`,
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(['start', 'sandbox', 'setup', 'build', 'test', 'bench', 'package'])(
    'npm run %s says so, and nothing else',
    async (name) => {
      const script = path.join(root, 'scripts', `${name}.mjs`);
      const failed: unknown = await promisify(execFile)(process.execPath, [
        '--require',
        older,
        script,
      ]).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code: 1, stdout: '' });
      const { stderr } = failed as { stderr: string };
      expect(stderr).toMatch(/^This is Node 18\.0\.0, and .* or newer is needed\..*\n$/);
    },
  );
});
