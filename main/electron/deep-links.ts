import { app as electron } from 'electron';
import { deepLinkIn, deepLinkToPath } from './page-paths.ts';

/**
 * Calls `show` for every deep link such as `slipway://change/CHG-A12`, wherever the system puts it: the command line
 * of a second start (Linux, Windows) or an event (macOS). A second start without a link shows the window as it is.
 * Returns the screen that the first start was asked for. Call before the app is ready.
 */
export function listenToDeepLinks(
  argv: readonly string[],
  show: (path: string | null) => void,
): () => string | null {
  let first = deepLinkIn(argv);
  const open = (path: string | null) => {
    if (electron.isReady()) show(path);
    else first = path ?? first;
  };
  electron.on('open-url', (event, link) => {
    event.preventDefault();
    const path = deepLinkToPath(link);
    if (path !== null) open(path);
  });
  electron.on('second-instance', (_event, secondArgv) => open(deepLinkIn(secondArgv)));
  // Only the installed program: a checkout must not take over the links of the system.
  if (electron.isPackaged) electron.setAsDefaultProtocolClient('slipway');
  return () => first;
}
