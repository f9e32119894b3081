/** What a spreadsheet takes for a formula at the beginning of a cell (OWASP, CSV injection). */
const FORMULA = /^'*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;
const NEUTRAL = /^'+[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A cell that no spreadsheet runs as a formula: an apostrophe goes before what looks like one. */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that {@link neutralised} was given. Only for cells that Slipway has written. */
export function withoutNeutral(text: string): string {
  return NEUTRAL.test(text) ? text.slice(1) : text;
}
