// Screens of the page by their first segment; the second says whether a key follows, always or where one is meant.
const screens: Readonly<Record<string, 'alone' | 'key' | 'either'>> = {
  calendar: 'alone',
  releases: 'alone',
  release: 'key',
  changes: 'alone',
  change: 'key',
  cab: 'either',
  runbooks: 'alone',
  run: 'key',
  'war-room': 'alone',
  wall: 'key',
  insights: 'alone',
  timeline: 'alone',
  settings: 'alone',
};

/** Whether a path names a screen, such as `/`, `/calendar` or `/change/CHG-A12`; nothing may follow it. */
export function isPagePath(path: string): boolean {
  if (path === '/') return true;
  const [empty, screen, key, ...rest] = path.split('/');
  if (empty !== '' || screen === undefined || rest.length > 0 || !Object.hasOwn(screens, screen))
    return false;
  if (key === undefined) return screens[screen] !== 'key';
  return screens[screen] !== 'alone' && /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(key);
}

/**
 * The path a deep link stands for: `slipway://change/CHG-A12` is `/change/CHG-A12`. Null for everything that is not
 * exactly a link to a screen, since any web page and any mail can make the system hand one over.
 */
export function deepLinkToPath(link: string): string | null {
  const match = /^slipway:\/\/([A-Za-z0-9/-]{0,100})$/i.exec(link);
  if (match === null) return null;
  // Browsers and Windows add a slash at the end.
  const named = (match[1] ?? '').replace(/\/$/, '');
  const path = named === 'today' ? '/' : `/${named}`;
  return isPagePath(path) ? path : null;
}

/** The last deep link on a command line, as a path; null when there is none. */
export function deepLinkIn(argv: readonly string[]): string | null {
  return argv.map(deepLinkToPath).findLast((path) => path !== null) ?? null;
}
