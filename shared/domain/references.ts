/** Reference people say aloud: prefix, the device's letters, a number of that device: `CHG-A12`. */
export function formatRef(prefix: string, letters: string, n: number): string {
  return `${prefix}-${letters}${n}`;
}

/** Parts of a reference, or null when the text is none. Letters may be typed small. */
export function parseRef(text: string): { prefix: string; letters: string; n: number } | null {
  const parts = /^([A-Z]{2,5})-([A-Z]{1,4})([1-9]\d{0,8})$/i.exec(text.trim());
  if (!parts) return null;
  const [, prefix = '', letters = '', n = ''] = parts;
  return { prefix: prefix.toUpperCase(), letters: letters.toUpperCase(), n: Number(n) };
}

/** First free letters for a new device: A … Z, AA, AB … given those taken. */
export function lettersAfter(taken: readonly string[]): string {
  for (let n = 0; ; n += 1) {
    const letters = lettersAt(n);
    if (!taken.includes(letters)) return letters;
  }
}

function lettersAt(n: number): string {
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : lettersAt(Math.floor(n / 26) - 1) + last;
}
