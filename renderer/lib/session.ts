const KEY = 'slipway.token';

/** Takes the single-use code out of the address and puts the wanted path there, so that neither a bookmark nor the history holds it. Call before the router starts. */
export function takeCode(): void {
  if (location.protocol === 'app:') return;
  const hash = new URLSearchParams(location.hash.slice(1));
  const given = hash.get('code');
  if (given === null) return;
  code = given;
  const to = hash.get('to');
  const path = to?.startsWith('/') && !to.startsWith('//') ? to : location.pathname;
  history.replaceState(null, '', path);
}

let code: string | null = null;

/** The session token of this window: a fresh code first, else the kept one; null when there is neither. Throws when the server cannot be reached. */
export async function sessionToken(): Promise<string | null> {
  if (code !== null) {
    const answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    code = null;
    if (answer.ok) {
      const { token } = (await answer.json()) as { token: string };
      sessionStorage.setItem(KEY, token);
      return token;
    }
  }
  return sessionStorage.getItem(KEY);
}

/** Opens a page of Slipway in a window of its own, such as the wall; the browser shell gives it its own code. */
export async function openWindow(path: string): Promise<void> {
  if (location.protocol === 'app:') {
    window.open(path);
    return;
  }
  const answer = await fetch('/session/code', {
    method: 'POST',
    headers: { authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ''}` },
  });
  if (!answer.ok) throw new Error(`The second window was refused (${answer.status})`);
  const fresh = ((await answer.json()) as { code: string }).code;
  window.open(`/#code=${encodeURIComponent(fresh)}&to=${encodeURIComponent(path)}`, '_blank', 'noopener');
}
