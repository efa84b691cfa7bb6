/** The page prints what it gets as the host prints what it copies and opens as a document. */
export { PrettyStream } from '../api/json';
