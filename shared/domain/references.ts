export type Reference = { readonly prefix: string; readonly letters: string; readonly number: number };

/** `CHG`, `A`, 12 → `CHG-A12`: prefix, the letters of the device that minted it, its own counter from 1. */
export function formatRef(prefix: string, letters: string, number: number): string {
  return `${prefix}-${letters}${number}`;
}

/** Reads a reference as people type it: any case, spaces around it. Null when it is none. */
export function parseRef(text: string): Reference | null {
  const match = /^\s*([A-Z]{2,5})-([A-Z]{1,4})([1-9]\d{0,9})\s*$/i.exec(text);
  const [, prefix, letters, number] = match ?? [];
  if (prefix === undefined || letters === undefined || number === undefined) return null;
  return { prefix: prefix.toUpperCase(), letters: letters.toUpperCase(), number: Number(number) };
}

/** Letters of the next device: A … Z, AA, AB … as spreadsheet columns count. Empty → A. */
export function lettersAfter(letters: string): string {
  const last = letters.at(-1);
  if (last === undefined) return 'A';
  const rest = letters.slice(0, -1);
  return last === 'Z' ? `${lettersAfter(rest)}A` : rest + String.fromCharCode(last.charCodeAt(0) + 1);
}
