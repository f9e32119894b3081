import { client } from '#renderer/lib/client.ts';
import { LARGEST_FILE, PIECE } from '#shared/contract/exchange.ts';

/** A file that was handed over to be read in: its name here, and what it is called there. */
export type Uploaded = { readonly name: string; readonly file: string };

/**
 * Hands a file over piece by piece, so that neither side ever holds one huge message. `onProgress` hears bytes sent.
 * Throws the refusal when the file is too large, and what `signal` was aborted with.
 */
export async function uploadFile(
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  let id: string | undefined;
  for (let at = 0; at < file.size || id === undefined; at += PIECE) {
    const data = await base64Of(file.slice(at, at + PIECE));
    const answer = await client.exchange.upload(id === undefined ? { data } : { file: id, data }, { signal });
    id = answer.file;
    onProgress(Math.min(at + PIECE, file.size));
  }
  return { name: file.name, file: id };
}

/** Why a file is not even sent, in a sentence; null when it can be. */
export function whyNotSent(file: { readonly name: string; readonly size: number }): string | null {
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size <= LARGEST_FILE) return null;
  const megabytes = (bytes: number) => Math.round(bytes / (1024 * 1024));
  return `${file.name} has ${megabytes(file.size)} MB; files up to ${megabytes(LARGEST_FILE)} MB can be read in. Export a shorter period.`;
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(piece);
  });
}
