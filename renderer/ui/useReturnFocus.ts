import { useLayoutEffect, useRef } from 'react';

/** What closes leaves the page after its motion; until then the focus is still inside. */
const LOOK_EVERY_MS = 30;
const LOOKS = 20;
/** Counts openings and closings: whoever looked after the focus before the last of them has nothing more to say. */
let turn = 0;

const WHOLE = '[tabindex="-1"]';
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled)';

/**
 * Gives the focus back to where it was before a dialog opened, when closing it left the focus nowhere. Mantine does so
 * only for dialogs that stay in the page between two openings, and not for those opened from a menu: its entry is gone
 * by then, so the button of that menu gets the focus. An opener that is gone leaves it to its neighbour.
 */
export function useReturnFocus(opened: boolean): void {
  const before = useRef<readonly Element[]>([]);
  useLayoutEffect(() => {
    if (!opened) return;
    before.current = withAncestors(openerOf(document.activeElement));
    turn += 1;
    return () => {
      turn += 1;
      giveBack(before.current, LOOKS, turn);
    };
  }, [opened]);
}

function giveBack(before: readonly Element[], looks: number, mine: number): void {
  if (before.length === 0 || looks === 0) return;
  window.setTimeout(() => {
    if (mine !== turn) return;
    const active = document.activeElement;
    if (active === null || active === document.body) nearest(before)?.focus({ preventScroll: true });
    // A decision takes its own button away only when its answer has been read again.
    else if (active !== before[0] && !active.closest('[role="dialog"]')) return;
    giveBack(before, looks - 1, mine);
  }, LOOK_EVERY_MS);
}

/**
 * The opener itself; where the dialog took it away, as a decision takes its button, the first that is left beside it, or
 * a part of the page that takes the focus as a whole: there the keys go on, and none presses a button of something else.
 */
function nearest([opener, ...around]: readonly Element[]): HTMLElement | null {
  if (opener instanceof HTMLElement && opener.isConnected) return opener;
  for (const one of around.filter(({ isConnected }) => isConnected)) {
    const left = one.matches(WHOLE) ? one : one.querySelector(FOCUSABLE);
    if (left instanceof HTMLElement) return left;
  }
  return null;
}

/** An element and what it lies in, innermost first, as far as the part of the page it belongs to. */
function withAncestors(element: Element | null): Element[] {
  return element === null || element.matches('main, body')
    ? []
    : [element, ...withAncestors(element.parentElement)];
}

/** What had the focus, or the button of the menu that had it. */
function openerOf(active: Element | null): Element | null {
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : active;
}
