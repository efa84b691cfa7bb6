/** How the page knows a value by its shape. */
export { DOT, maskValue } from '../privacy/maskValue';
