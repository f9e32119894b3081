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
