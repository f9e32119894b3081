import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { tell } from './dialogs.ts';

/** Prints what a window shows through the system's dialog; a failure is said, a change of mind is not. */
export function printWindow(window: BrowserWindow): void {
  window.webContents.print({ printBackground: true }, (printed, reason) => {
    if (!printed && reason !== '' && !/cancel/i.test(reason))
      void tell(window, 'error', 'Nothing was printed', `The printer said: ${reason}`);
  });
}

/** Saves what a window shows as an A4 PDF with tags for screen readers. */
export async function saveWindowAsPdf(window: BrowserWindow): Promise<void> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save as PDF',
    defaultPath: `${fileName(window.getTitle())}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return;
  try {
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    await writeFile(filePath, pdf);
  } catch (error) {
    await tell(
      window,
      'error',
      'The PDF was not saved',
      error instanceof Error ? error.message : String(error),
    );
  }
}

function fileName(title: string): string {
  const plain = title.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim();
  return plain === '' ? 'Slipway' : plain.slice(0, 80);
}
