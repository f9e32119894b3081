import { create } from 'zustand';
import { followClock, useClock } from '#renderer/lib/clock.ts';
import { setConnection } from '#renderer/lib/connection.ts';
import { type PresenterNews, presenterClose } from '#shared/contract/presenter.ts';
import type { WallView } from '#shared/contract/warroom.ts';

/** What a presenter link showed last, and why it shows nothing more; empty while it does. */
type Presented = { readonly view: WallView | null; readonly over: 'unknown' | 'revoked' | 'ended' | null };

export const usePresented = create<Presented>(() => ({ view: null, over: null }));

const SLOWEST_RETRY_MS = 4_000;
/** Three signs of life missed: the network is gone, though no socket said so. */
const SILENCE_MS = 16_000;

/** Keeps one socket to the listener of the link, opened again for as long as the link is good. */
export function followPresenter(): void {
  const secret = location.hash.slice(1);
  // Another link in the same tab changes nothing but the fragment.
  window.addEventListener('hashchange', () => location.reload());
  if (secret === '') usePresented.setState({ over: 'unknown' });
  else open(secret, 0);
}

function open(secret: string, attempt: number): void {
  const socket = new WebSocket(`ws://${location.host}/wall`);
  let heard = false;
  let silence = setTimeout(() => socket.close(), SILENCE_MS);
  socket.addEventListener('open', () => socket.send(JSON.stringify({ token: secret })));
  socket.addEventListener('message', ({ data }) => {
    clearTimeout(silence);
    silence = setTimeout(lose, SILENCE_MS);
    const news = JSON.parse(data as string) as Partial<PresenterNews>;
    if (news.now === undefined) return;
    followClock(news.now);
    if (news.view) usePresented.setState({ view: news.view });
    heard = true;
    setConnection('connected');
  });
  socket.addEventListener('close', ({ code }) => lose(code));

  let lost = false;
  function lose(code?: number): void {
    if (lost) return;
    lost = true;
    clearTimeout(silence);
    // A socket whose network is gone does not close by itself.
    socket.close();
    const over = reasonOf(code);
    if (over !== null) {
      // What has ended may stay; a link that is not good any more shows nothing of what it showed.
      usePresented.setState(over === 'ended' ? { over } : { view: null, over });
      return;
    }
    setConnection('reconnecting', useClock.getState().now);
    const next = heard ? 0 : attempt + 1;
    setTimeout(() => open(secret, next), Math.min(SLOWEST_RETRY_MS, 100 * 2 ** next));
  }
}

function reasonOf(code: number | undefined): Presented['over'] {
  switch (code) {
    case presenterClose.unknown:
      return 'unknown';
    case presenterClose.revoked:
      return 'revoked';
    case presenterClose.ended:
      return 'ended';
    default:
      return null;
  }
}
