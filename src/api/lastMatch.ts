/**
 * Lets go of the text that a regular expression last found something in: JavaScript keeps it, for
 * `RegExp.$_`, until another one finds something. To be called after work on a text of megabytes.
 */
export function forgetLastMatch(): void {
  /./.exec('.');
}
