/** What is loaded when code is first wanted: the writers for all languages, and their colours. */
export { codeFor } from './code';
export { highlighted } from './highlight';
export { Unwritable } from './unwritable';
