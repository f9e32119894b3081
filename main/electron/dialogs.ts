import { type BrowserWindow, dialog } from 'electron';

/** Asks for a folder; null when the person changes their mind. */
export async function chooseFolder(window: BrowserWindow | null, title: string): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'dontAddToRecent'] };
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

/** Says one thing; resolves once it has been read. */
export async function tell(
  window: BrowserWindow | null,
  type: 'info' | 'error',
  message: string,
  detail: string,
): Promise<void> {
  const options: Electron.MessageBoxOptions = { type, message, detail };
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
}
