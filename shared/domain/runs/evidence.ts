import type { Evidence, StepEventKind } from '#shared/contract/run-records.ts';
import { isWebAddress } from '../drafts/work-items.ts';

/** Largest picture in bytes. */
export const PICTURE_BYTES = 5_000_000;

/** Why something cannot be attached as evidence, in a sentence; null when it can. */
export function evidenceRefusal(kind: Evidence['kind'], text: string): string | null {
  if (text.trim() === '') return kind === 'picture' ? 'Say what the picture shows.' : 'Write what it is.';
  if (kind === 'link' && !isWebAddress(text.trim()))
    return 'A link begins with https:// or http:// and names a host, without a password.';
  return null;
}

/** Why a step is not finished yet for want of evidence, in a sentence; null when it may be. A comment says why it is missing. */
export function missingEvidence(
  { number, evidence }: { readonly number: number; readonly evidence: string },
  kind: StepEventKind,
  comment: string,
  attached: number,
): string | null {
  if (kind !== 'finish' || attached > 0 || comment.trim() !== '') return null;
  return `Step ${number} asks for evidence: ${evidence}. Attach it, or finish with a comment that says why it is missing.`;
}

/** Media type of a picture by its first bytes (PNG, JFIF and RIFF specifications); null for anything else. */
export function pictureType(bytes: Uint8Array): string | null {
  const at = (from: number, ...want: number[]) => want.every((byte, i) => bytes[from + i] === byte);
  if (at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (at(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (at(0, 0x52, 0x49, 0x46, 0x46) && at(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}
