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

export type PageFile = { readonly body: Buffer<ArrayBuffer>; readonly type: string; readonly cache: string };

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

/**
 * Path of a request (still percent-encoded) to a relative file path, or null when it is not made of plain names, so
 * that nothing outside the folder, no hidden file and no stream or device of Windows can be named.
 */
export function fileWithin(path: string): string | null {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (!plain.startsWith('/')) return null;
  const names = plain.slice(1).split('/');
  if (names.some((name) => name !== '' && !/^[\w@~+-][\w@~+.-]*$/.test(name))) return null;
  if (!plain.includes('.')) return 'index.html';
  return names.includes('') ? null : names.join(sep);
}

/**
 * Headers of every answer to a page: no scripts but our own, no frames, no sniffing, no referrer, nothing for other
 * origins. `connect` names what the page may connect to besides its own origin, as in a content security policy.
 */
export function pageHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      // Mantine writes style elements while it runs.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      ['connect-src', "'self'", ...connect].join(' '),
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}
