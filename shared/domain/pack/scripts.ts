/** Scripts that a font of the pack has the letters of (main/documents/pack/font-files.ts); the rest prints as boxes. */
const PRINTED = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Hebrew',
  'Arabic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
  'Common',
  'Inherited',
].map((name) => `\\p{Script_Extensions=${name}}`);

const UNKNOWN_LETTER = new RegExp(`(?![${PRINTED.join('')}])\\p{L}`, 'u');

/** True when a text has a letter that no font of the PDF can show: Thai, Devanagari. Word, HTML and Markdown show it. */
export function hasUnprintedScript(text: string): boolean {
  return UNKNOWN_LETTER.test(text);
}
