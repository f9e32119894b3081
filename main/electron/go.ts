import type { WebContents } from 'electron';
import { isOwnUrl, origin } from './decisions.ts';
import { isPagePath } from './page-paths.ts';

/** Script that makes the page's router go to a path without loading the page again, so nothing typed is lost. */
export function goScript(path: string): string {
  if (!isPagePath(path)) throw new Error('Not a path of the page');
  return `history.pushState(null, '', ${JSON.stringify(path)})`;
}

/** Shows a screen in a window: within the page where there is one, else by loading it. */
export async function go(contents: WebContents, path: string): Promise<void> {
  if (isOwnUrl(contents.getURL()) && !contents.isCrashed() && !contents.isLoadingMainFrame())
    await contents.executeJavaScript(goScript(path));
  else await contents.loadURL(`${origin}${path}`);
}
