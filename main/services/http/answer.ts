/** What an address answered: its status, or why there is none, in a sentence. */
export type Answer =
  | { readonly status: number; readonly reason: null }
  | { readonly status: number | null; readonly reason: string };

const REDIRECTS = 5;

/**
 * Asks an address by GET, without credentials, and reads no more than the status. A redirect is followed on the same host
 * only, unless its status is the one that is `wanted`. Rejects only when `signal` is aborted.
 */
export async function ask(
  url: string,
  wanted: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answer> {
  const patience = AbortSignal.timeout(timeoutMs);
  let at = parsed(url);
  if (at === null)
    return { status: null, reason: 'This is no address that begins with http:// or https://.' };
  try {
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const response = await fetch(at, {
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        headers: { 'user-agent': 'Slipway', accept: '*/*' },
        signal: AbortSignal.any([signal, patience]),
      });
      // The rest of the answer is nobody's business, and may be endless.
      await response.body?.cancel().catch(() => undefined);
      const { status } = response;
      const location = response.headers.get('location');
      if (status === wanted || status < 300 || status > 399 || location === null)
        return { status, reason: null };
      const next: URL | null = parsed(location, at);
      if (next === null || next.hostname !== at.hostname)
        return {
          status,
          reason: `It redirects to ${next?.hostname ?? 'an address that cannot be read'}; other hosts are not followed.`,
        };
      at = next;
    }
    return { status: null, reason: `It redirects more than ${REDIRECTS} times.` };
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted) return { status: null, reason: `No answer within ${timeoutMs / 1000} s.` };
    return { status: null, reason: inWords(error, at.host) };
  }
}

function parsed(url: string, base?: URL): URL | null {
  const found = URL.parse(url, base?.href);
  return found && /^https?:$/.test(found.protocol) && found.username === '' && found.password === ''
    ? found
    : null;
}

function inWords(error: unknown, host: string): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const { code = '', message = '' } = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return `${host} refuses the connection.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} is not known.`;
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return `${host} closed the connection without an answer.`;
    default:
      return `${host} cannot be asked: ${message || code}.`;
  }
}
