// Preloaded into VS Code's server: it writes log files without the native module, which nobody built.
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
