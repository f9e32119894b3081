import type { CutText } from './snapshot.ts';

/** Most characters of a long text that go into a pack: about four pages. The ticket keeps the rest. */
export const LONGEST_TEXT = 12_000;
/** Of a title, step or line. */
export const LONGEST_LINE = 600;

/**
 * Characters that would change how the text around them is read, or that no printer shows: controls, marks that turn
 * the direction of everything after them, invisible fillers. Joiners stay: Arabic and emoji are written with them.
 */
const UNPRINTABLE = /(?![\n\t\u200C-\u200F\u0600-\u0605\u06DD\u08E2\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}]/gu;

/** The text with every unprintable character named where it stands: `‹U+202E›`. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      UNPRINTABLE,
      (one) => `‹U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
    )
    .toWellFormed();
}

/** The beginning of a text, and how many characters of it are left out. Never ends inside a character. */
export function cut(text: string, most = LONGEST_TEXT): CutText {
  if (text.length <= most) return { text, more: 0 };
  const end = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '') ? most - 1 : most;
  return { text: text.slice(0, end), more: text.length - end };
}

/** Says what was left out; empty when nothing was. */
export function moreWords(more: number): string {
  return more === 0 ? '' : `${withThousands(more)} more characters in the ticket`;
}

/** `1,204`. */
export function withThousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const LETTER = /\p{L}/u;

/** True when the first letter of a text is of a script that runs from right to left. */
export function runsRightToLeft(text: string): boolean {
  return RTL.test(LETTER.exec(text)?.[0] ?? '');
}
