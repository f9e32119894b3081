import { stripVTControlCharacters } from 'node:util';

/** Characters that are kept of what a job writes; what is cut out is said in their place. */
export const OUTPUT_CHARS = 100_000;
/** Room for the sentence that says how much was cut. */
const NOTE_CHARS = 200;

export type Output = { add(text: string): void; text(): string };

/** Collects what a job writes: the first fifth and the newest rest, so that a flood costs neither memory nor its end. */
export function createOutput(chars = OUTPUT_CHARS): Output {
  const headChars = Math.floor((chars - NOTE_CHARS) / 5);
  const tailChars = chars - NOTE_CHARS - headChars;
  let head = '';
  let tail = '';
  let cut = 0;
  return {
    add: (text) => {
      const room = headChars - head.length;
      head += text.slice(0, room);
      tail += text.slice(room);
      // Cut only now and then: each cut copies what is kept.
      if (tail.length > 2 * tailChars) {
        cut += tail.length - tailChars;
        tail = tail.slice(-tailChars);
      }
    },
    text: () => {
      const over = Math.max(0, tail.length - tailChars);
      const left = cut + over;
      const note = left === 0 ? '' : `\n[${left.toLocaleString('en')} characters were left out here]\n`;
      return asShown(`${head}${note}${tail.slice(over)}`);
    },
  };
}

/** Text as a terminal would have left it: no escape sequences, a line that was written over shows its last state. */
function asShown(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.replace(/\r+$/, ''))
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n')
    .replace(CONTROL, '')
    .toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
