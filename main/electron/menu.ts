import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { type MenuActions, menuTemplate } from './menu-template.ts';

/** Sets the native menu. */
export function setMenu(developing: boolean, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, developing, actions)));
}

/** The menu of the right mouse button: spelling and clipboard where there is text, nothing elsewhere. */
export function attachContextMenu(contents: WebContents): void {
  contents.on(
    'context-menu',
    (_event, { isEditable, selectionText, misspelledWord, dictionarySuggestions }) => {
      const items: MenuItemConstructorOptions[] = [];
      if (isEditable && misspelledWord !== '')
        for (const suggestion of dictionarySuggestions.slice(0, 5))
          items.push({ label: suggestion, click: () => contents.replaceMisspelling(suggestion) });
      if (items.length > 0) items.push({ type: 'separator' });
      if (isEditable) items.push({ role: 'cut' }, { role: 'copy' }, { role: 'paste' });
      else if (selectionText.trim() !== '') items.push({ role: 'copy' });
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    },
  );
}
