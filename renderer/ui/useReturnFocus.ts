import { useLayoutEffect, useRef } from 'react';

/** What closes leaves the page after its motion; until then the focus is still inside. */
const LOOK_EVERY_MS = 30;
const LOOKS = 20;

/**
 * Gives the focus back to where it was before a dialog opened, when closing it left the focus nowhere. Mantine does so
 * only for dialogs that stay in the page between two openings, and not for those opened from a menu: its entry is gone
 * by then, so the button of that menu gets the focus.
 */
export function useReturnFocus(opened: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (!opened) return;
    before.current = openerOf(document.activeElement);
    return () => {
      giveBack(before.current, LOOKS);
    };
  }, [opened]);
}

function giveBack(opener: Element | null, looks: number): void {
  if (!(opener instanceof HTMLElement) || looks === 0) return;
  window.setTimeout(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) {
      if (opener.isConnected) opener.focus({ preventScroll: true });
    } else if (active.closest('[role="dialog"]')) giveBack(opener, looks - 1);
  }, LOOK_EVERY_MS);
}

/** What had the focus, or the button of the menu that had it. */
function openerOf(active: Element | null): Element | null {
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : active;
}
