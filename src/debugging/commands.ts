/** Everything of the room that loads with its first use, as one bundle. */
export { compareWithApi } from './compareWithApi';
export { inspectVariable } from './inspectVariable';
export { maskedText } from './maskedText';
export { showResponse } from './showResponse';
