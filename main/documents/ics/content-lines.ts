/** One line of content (RFC 5545 section 3.1) after unfolding; `line` is where it begins in the file, from 1. */
export type ContentLine = { readonly line: number; readonly name: string; readonly text: string };

export type Note = { readonly line: number; readonly what: string };

const decoders = { utf8: new TextDecoder('utf-8', { fatal: true }), cp1252: new TextDecoder('windows-1252') };

/**
 * Splits the bytes of a calendar file into unfolded lines: any line ending, a byte order mark, UTF-8, UTF-16 and
 * windows-1252. Lines are unfolded before they are decoded, for a fold may cut a character in two. What stands on a
 * line that begins no property belongs to the line before it. `notes` says what had to be guessed.
 */
export function contentLines(bytes: Uint8Array): { lines: ContentLine[]; notes: Note[] } {
  // Each byte as one character: as fast as text, and nothing is lost before the encoding is known.
  const raw = asUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString('latin1');
  const unfolded = unfold(raw);
  const notes = unfolded.notes;
  let decode = (text: string) => decoders.utf8.decode(Buffer.from(text, 'latin1'));
  const foreign = unfolded.lines.find((one) => !isAscii(one.text) && !isUtf8(one.text));
  if (foreign !== undefined) {
    notes.push({ line: foreign.line, what: 'The file is not in UTF-8; it was read as windows-1252.' });
    decode = (text) => decoders.cp1252.decode(Buffer.from(text, 'latin1'));
  }
  const lines = unfolded.lines.map((one) => (isAscii(one.text) ? one : { ...one, text: decode(one.text) }));
  return { lines, notes };
}

function unfold(raw: string): { lines: ContentLine[]; notes: Note[] } {
  const lines: { line: number; name: string; text: string }[] = [];
  const notes: Note[] = [];
  let last: { line: number; name: string; text: string } | undefined;
  let at = 0;
  const ending = /\r\n|\n|\r/g;
  for (let from = 0; from <= raw.length; ) {
    const found = ending.exec(raw);
    const physical = raw.slice(from, found?.index ?? raw.length);
    from = found === null ? raw.length + 1 : ending.lastIndex;
    at += 1;
    if (physical === '') continue;
    if (last !== undefined && (physical[0] === ' ' || physical[0] === '\t')) {
      last.text += physical.slice(1);
      continue;
    }
    const name = /^([A-Za-z][A-Za-z0-9-]*)[;:]/.exec(physical)?.[1];
    if (name !== undefined) {
      last = { line: at, name: name.toUpperCase(), text: physical };
      lines.push(last);
    } else if (last !== undefined && physical.trim() !== '') {
      last.text += physical;
      notes.push({
        line: at,
        what: `This line begins no property and is not folded rightly; it was read as the rest of line ${last.line}.`,
      });
    }
  }
  return { lines, notes };
}

/** UTF-16 in either order becomes UTF-8; a byte order mark is dropped. */
function asUtf8(bytes: Buffer): Buffer {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3);
  const little = (a === 0xff && b === 0xfe) || (a !== 0 && b === 0);
  const big = (a === 0xfe && b === 0xff) || (a === 0 && b !== 0);
  if (bytes.length < 2 || !(little || big)) return bytes;
  const text = new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes);
  return Buffer.from(text, 'utf8');
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every byte below 128 is meant
  return /^[\x00-\x7f]*$/.test(text);
}

function isUtf8(text: string): boolean {
  try {
    decoders.utf8.decode(Buffer.from(text, 'latin1'));
    return true;
  } catch {
    return false;
  }
}
