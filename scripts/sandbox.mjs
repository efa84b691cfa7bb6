// Serves the sandbox to one's own program: npm run sandbox -- --help
// May run before node_modules exists: nothing but Node's own modules at the top.
import './nodeVersion.mjs';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../dist/sandbox-cli.js', import.meta.url);

try {
  if (!existsSync(fileURLToPath(bundle))) await makeBundle();
  // it reads its flags from process.argv, as this script got them
  await import(bundle.href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function makeBundle() {
  console.error('First run: setting up and building the sandbox …');
  const { ensurePackages } = await import('./setup.mjs');
  await ensurePackages();
  const { build } = await import('./build.mjs');
  await build();
}
