import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export type PageFile = { readonly body: Buffer; readonly type: string; readonly cache: string };

/**
 * The file of the built page that a path stands for; index.html for any path without a dot, because the page
 * routes itself. Null when there is none, the path leaves the folder or its kind is not one a page has.
 */
export async function pageFile(folder: string, path: string): Promise<PageFile | null> {
  const inside = fileWithin(path);
  if (inside === null) return null;
  const type = types[extname(inside)];
  if (type === undefined) return null;
  try {
    const body = await readFile(join(folder, inside));
    // Vite names everything under assets/ after its content.
    const cache = inside.startsWith(`assets${sep}`) ? 'private, max-age=31536000, immutable' : 'no-store';
    return { body, type, cache };
  } catch {
    return null;
  }
}

/** Pure part of {@link pageFile}: path of a request to a relative file path, or null when it is not a plain one. */
export function fileWithin(path: string): string | null {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (!plain.startsWith('/') || /[\\\0:]/.test(plain)) return null;
  const parts = plain.slice(1).split('/');
  if (parts.some((part) => part.startsWith('.'))) return null;
  if (!plain.includes('.')) return 'index.html';
  return parts.some((part) => part === '') ? null : parts.join(sep);
}
