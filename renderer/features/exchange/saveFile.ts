import type { z } from 'zod';
import type { madeFile } from '#shared/contract/base.ts';

type Made = z.infer<typeof madeFile>;

/** Offers a text or bytes, whole or in pieces, as a file to save. `type` is its media type. */
export function saveFile(name: string, content: BlobPart | readonly BlobPart[], type: string): void {
  const pieces: readonly BlobPart[] = Array.isArray(content) ? content : [content as BlobPart];
  const address = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Offers a document that was made, whose bytes came as base64, as a file to save. */
export function saveMade({ name, type, data }: Made): void {
  saveFile(name, bytesOf(data), type);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
