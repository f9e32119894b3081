import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { feedByHash, noteTokenUsed } from '#db/queries/access.ts';
import type { Store } from '#db/store.ts';
import { pathOf } from '#main/services/http/guards.ts';
import { say } from '#main/services/http/loopback.ts';
import { DAY } from '#shared/domain/time.ts';
import { calendarText } from './calendar-text.ts';

/** What a feed holds, counted from today: what was, for whoever looks back, and all that is planned. */
const BACK = 60 * DAY;
const AHEAD = 400 * DAY;

/**
 * Answers `/feed/<token>.ics` with the calendar as that token shows it. Whoever has no such token, or asks otherwise
 * than by reading, is told nothing but that there is nothing.
 */
export async function answerFeed(
  store: Store | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = /^\/feed\/([\w-]{1,200})\.ics$/.exec(pathOf(request.url ?? ''))?.[1];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  // Found by its hash: how long the search takes says nothing about the token.
  const feed =
    store === null || token === undefined || !reads ? undefined : feedByHash(store.db, sha256(token, 'hex'));
  if (store === null || feed === undefined) return say(response, 404, { reason: 'There is nothing here.' });

  noteTokenUsed(store, feed.id);
  const today = Math.floor(store.now() / DAY) * DAY;
  const last = store.db.row<{ hash: string; at: number }>(
    'SELECT hash, at FROM log_entry ORDER BY n DESC LIMIT 1',
  );
  // The text follows from the log, the layers and the day; so does this, without writing it.
  const etag = `"${sha256(`${last?.hash} ${feed.layers.join()} ${today} 1`, 'base64url')}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'private, no-cache');
  if (matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304);
    response.end();
    return;
  }
  const text = await calendarText(store.db, {
    from: today - BACK,
    until: today + AHEAD,
    layers: feed.layers,
    stamp: last?.at ?? today,
  });
  response.writeHead(200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'content-disposition': 'inline; filename="slipway.ics"',
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** RFC 9110 section 13.1.2: compared weakly, any of a list, or `*`. */
function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => {
    const asked = one.trim().replace(/^W\//, '');
    return asked === etag || asked === '*';
  });
}

function sha256(text: string, as: 'hex' | 'base64url'): string {
  return createHash('sha256').update(text).digest(as);
}
