import { isPagePath } from './page-paths.ts';

// Every question the guards ask, as functions of values: nothing here loads Electron, so tests run on plain Node.

export const scheme = 'app';
export const host = 'slipway';
export const origin = `${scheme}://${host}`;

/** Whether a URL belongs to Slipway's own page: `app://slipway/…`, without a user, a port or another host. */
export function isOwnUrl(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed?.protocol === `${scheme}:` &&
    parsed.host === host &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Whether a page may go to a URL: only to another path of Slipway itself. */
export function mayNavigate(url: string): boolean {
  return isOwnUrl(url);
}

/**
 * Whether the page may load a resource. The page is complete on disk: nothing comes from a network, so a picture in
 * a ticket text cannot tell anyone that it was looked at. `devtools:` counts only where developer tools are on.
 */
export function mayLoad(url: string, developing: boolean): boolean {
  const parsed = parse(url);
  if (parsed === null) return false;
  if (parsed.protocol === 'data:') return true;
  if (parsed.protocol === 'blob:') return isOwnUrl(parsed.pathname);
  if (parsed.protocol === 'devtools:') return developing;
  return isOwnUrl(url);
}

const longestUrl = 2_048;

/**
 * The address to hand to the operating system, or null when it must not be opened: only https with a host, no user
 * name that could pass for one, no characters that a shell or a terminal reads as more than text.
 */
export function externalAddress(url: string): string | null {
  if (url.length > longestUrl || hasControlOrSpace(url)) return null;
  const parsed = parse(url);
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null;
  if (!/^https:\/\/[^/\\]/i.test(url) || parsed.hostname === '') return null;
  return parsed.href.length > longestUrl ? null : parsed.href;
}

export type WindowOpenDecision =
  | { readonly kind: 'wall'; readonly path: string }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'deny' };

/** What happens when the page asks for a window: the wall gets one of ours, an https link goes to the browser. */
export function windowOpenDecision(url: string): WindowOpenDecision {
  if (isOwnUrl(url)) {
    const path = new URL(url).pathname;
    return path.startsWith('/wall/') && isPagePath(path) ? { kind: 'wall', path } : { kind: 'deny' };
  }
  const external = externalAddress(url);
  return external === null ? { kind: 'deny' } : { kind: 'external', url: external };
}

// Copying a reference, the wall in full screen, the wall's screen kept awake.
const permissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'fullscreen',
  'screen-wake-lock',
]);

/** Whether a page of the given origin or URL gets a permission; all others are refused without asking. */
export function permissionDecision(permission: string, askedBy: string): boolean {
  return permissions.has(permission) && isOwnUrl(askedBy);
}

export type Sender = { readonly origin: string; readonly url: string; readonly isTop: boolean };

/** Whether the frame behind a message may have a port to the router: the top frame of our page, nothing else. */
export function maySpeak(sender: Sender | null): boolean {
  return sender?.isTop === true && sender.origin === origin && isOwnUrl(sender.url);
}

/** Whether a download may start: only what the page itself has made or what lies in the package. */
export function mayDownload(url: string): boolean {
  const parsed = parse(url);
  return parsed?.protocol === 'blob:' ? isOwnUrl(parsed.pathname) : isOwnUrl(url);
}

/** Value of `--data=<folder>` on a command line that may hold switches of Chromium and a deep link as well. */
export function dataArgument(argv: readonly string[]): string | null {
  const given = argv.findLast((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  return given === undefined || given === '' ? null : given;
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function hasControlOrSpace(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x20 || (code >= 0x7f && code <= 0x9f) || character === '\\' || character === '"')
      return true;
  }
  return false;
}
