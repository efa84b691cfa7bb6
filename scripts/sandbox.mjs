// Serves the sandbox to one's own program: npm run sandbox -- --help
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../dist/sandbox-cli.js', import.meta.url);

if (!existsSync(fileURLToPath(bundle))) {
  const { ensurePackages } = await import('./setup.mjs');
  await ensurePackages();
  const { build } = await import('./build.mjs');
  await build();
}
// it reads its flags from process.argv, as this script got them
await import(bundle.href);
