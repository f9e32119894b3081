import { pageFile, pageHeaders } from '#main/services/files/page-files.ts';
import { isOwnUrl } from './decisions.ts';

/** Headers of every answer under `app://`: the page reaches the router through its port, so it connects to nothing. */
export const responseHeaders = pageHeaders([]);

/** Answers requests under `app://slipway/` from the folder of the built page; never throws. */
export function createPageServer(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const say = (status: number, sentence: string) =>
      new Response(sentence, { status, headers: { ...responseHeaders, 'content-type': 'text/plain' } });
    if (!isOwnUrl(request.url)) return say(403, 'This address belongs to nobody.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only GET is answered.');
    const file = await pageFile(root, new URL(request.url).pathname);
    if (file === null) return say(404, 'There is no such file.');
    return new Response(request.method === 'HEAD' ? null : file.body, {
      headers: { ...responseHeaders, 'content-type': file.type, 'cache-control': file.cache },
    });
  };
}
