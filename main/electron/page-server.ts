import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { isOwnUrl } from './decisions.ts';
import { filePathFor } from './page-paths.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Headers of every answer under `app://`: scripts only from the package, no frames, nothing from a network. */
export const responseHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes style elements while it runs.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
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
  'cache-control': 'no-store',
};

/** Answers requests under `app://slipway/` from the folder of the built page; never throws. */
export function createPageServer(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const say = (status: number, sentence: string) =>
      new Response(sentence, { status, headers: { ...responseHeaders, 'content-type': 'text/plain' } });
    if (!isOwnUrl(request.url)) return say(403, 'This address belongs to nobody.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only GET is answered.');
    const file = filePathFor(root, request.url);
    const type = file === null ? undefined : types[extname(file)];
    if (file === null || type === undefined) return say(404, 'There is no such file.');
    try {
      const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file));
      return new Response(body, { headers: { ...responseHeaders, 'content-type': type } });
    } catch {
      return say(404, 'There is no such file.');
    }
  };
}
