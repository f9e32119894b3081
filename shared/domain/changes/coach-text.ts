import type { TicketStep } from '#shared/contract/changes.ts';
import { cut } from '../wording.ts';

/** What is counted in a text; nothing here knows what it means. */

// Scripts that put no spaces between words.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Number of words: parts between spaces, or what the Unicode rules call a word where a script has no spaces. */
export function wordsIn(text: string): number {
  const bare = text.trim().slice(0, 5000);
  if (!UNSPACED.test(bare)) return bare.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(bare);
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}

/** Whether a text holds more than one sentence: an end of one with more behind it. A full stop inside 4.8.0 or "e.g. x" is none. */
export function hasSentenceInside(text: string): boolean {
  return /[\p{L}\p{N})"”]{3,}[.!?]\s+\p{Lu}|[。！？।]\s*\S|[\n\r]\s*\S/u.test(text.trim());
}

const ENGLISH =
  /\b(the|of|and|to|is|are|in|it|for|with|on|that|be|this|by|from|we|which|when|not|a|an|at|as)\b/gi;

/** Whether enough of the small words of English are in a text to judge its wording by English words. */
export function looksEnglish(text: string): boolean {
  const found = text.slice(0, 5000).match(ENGLISH)?.length ?? 0;
  return found >= 2 && found * 12 >= Math.min(400, wordsIn(text));
}

/** Work item or ticket numbers: `ABC-123`, `#12`, `CHG0030001`. */
export const ITEM_NUMBER =
  /(?:\b(?!(?:UTF|ISO|SHA|TLS|SSL|RFC|HTTP|AES|CVE|IPV)-)[A-Z][A-Z0-9]{1,9}-[A-Z]{0,3}\d+\b|(?:^|\s|\()#\d+\b|\b[A-Z]{2,8}\d{4,}\b)/g;

const VERSION = /(?<![\w.])v?\d+\.\d+(?:\.\d+)*(?:[-+][\w.]+)?(?![\w.]*\w)/gi;
// A commit, a tag of a day, a build number: what else names one state and no other.
const OTHER_STATE =
  /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b|\b20\d{2}-?[01]\d-?[0-3]\d\b|\bbuild\s?#?\d+\b/gi;

/** Of a step: a version further back in it is not read. */
const LOOKED_AT = 400;

/** Versions, commits, dated states and build numbers that steps name. */
export function statesNamed(steps: readonly Pick<TicketStep, 'title'>[]): readonly string[] {
  return steps.flatMap((step) => {
    const title = step.title.slice(0, LOOKED_AT);
    return [...(title.match(VERSION) ?? []), ...(title.match(OTHER_STATE) ?? [])];
  });
}

/** Words that point at a version without naming it, in the languages they were written down for. */
const VAGUE =
  /\b(?:the )?(?:version|release|build|state|image) before\b|\b(?:the )?(?:previous|prior|last|old|older|earlier|former)(?: (?:known|good|working|stable))* (?:version|release|build|state|image|tag)\b|\b(?:vorherigen?|letzten?|alten?) (?:version|stand)\b|\bversion précédente\b|\bversión anterior\b|\bversione precedente\b|\bvers(?:ão|ao) anterior\b|\bvorige versie\b/iu;

/** The first step that points at a version without naming one, with its words as they stand. */
export function vagueStep(
  steps: readonly TicketStep[],
): { readonly at: number; readonly words: string } | null {
  for (const [at, { title }] of steps.entries()) {
    const words = VAGUE.exec(title.slice(0, LOOKED_AT))?.[0];
    if (words && statesNamed([{ title }]).length === 0) return { at, words };
  }
  return null;
}

/** Words of English that tell what something is good for, or what it costs to leave it. */
const VALUE =
  /\b(because|so that|in order to|otherwise|without|unless|until|saves?|saving|costs?|loses?|lost|loss|earns?|revenue|customers?|users?|risks?|fines?|deadline|goal|target|faster|slower|fewer|less|more|reduces?|prevents?|avoids?|needs?|required?|asks?|asked|law|regulation|compliance|security|vulnerab\w+|fails?|failed|failures?|errors?|outages?|incidents?|expires?|ends?|misse[sd]|complaints?|support)\b/i;

/** Whether an English text has a figure or one of the words above. */
export function namesValue(text: string): boolean {
  return hasFigure(text) || VALUE.test(text.slice(0, 20_000));
}

/** A number that says how much, not one that is part of a reference. */
function hasFigure(text: string): boolean {
  return /(?<![\p{L}\p{N}#-])\p{N}/u.test(text.slice(0, 20_000).replace(ITEM_NUMBER, ' '));
}

/** As it is quoted in a sentence: one line, its first characters. */
export function quoted(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  return `“${line.length > 60 ? `${cut(line, 57).trimEnd()}…` : line}”`;
}

/** Letters and figures only, lower case, for comparing. */
export function plainWords(text: string): string {
  return text
    .slice(0, 20_000)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
