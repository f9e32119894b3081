import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';

/** One key and what it does. `keys`: `c`, `?`, `Space`, `Enter`, `mod+k` (Ctrl or Cmd), `shift+ArrowUp`, or two in a row: `g t`. */
export type KeyBinding = {
  readonly keys: string;
  /** What the help dialog says. */
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
  /** False: the key is listed but does nothing at present. */
  readonly enabled?: boolean;
};
type Group = {
  readonly id: symbol;
  readonly order: number;
  readonly screen: string;
  readonly bindings: readonly KeyBinding[];
};

const OFF = 'slipway.single-keys-off';

/** Keys of what is on screen, the frame's first, the newest screen last. */
export const useKeyRegistry = create<{ readonly groups: readonly Group[]; readonly singleKeys: boolean }>(
  () => ({
    groups: [],
    singleKeys: localStorage.getItem(OFF) === null,
  }),
);

/** Switches the keys without Ctrl on or off on this computer (WCAG 2.2, 2.1.4). */
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, '1');
  useKeyRegistry.setState({ singleKeys: on });
}

/** Registers keys while the component is on screen; `?` lists them under the name of the screen. A newer screen's key wins over an older one's. */
export function useKeys(screen: string, bindings: readonly KeyBinding[]): void {
  // Taken while rendering, where parents come first; effects run the other way round and again with each new shape.
  const [order] = useState(nextOrder);
  const latest = useRef(bindings);
  latest.current = bindings;
  const shape = bindings.map((b) => `${b.keys}|${b.does}|${b.enabled ?? true}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the bindings; their functions are read late, so that a new closure does not register again
  useEffect(() => {
    const id = Symbol(screen);
    const late = latest.current.map((binding, index) => ({
      ...binding,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    useKeyRegistry.setState(({ groups }) => ({
      groups: [...groups, { id, order, screen, bindings: late }].sort((a, b) => a.order - b.order),
    }));
    return () => useKeyRegistry.setState(({ groups }) => ({ groups: groups.filter((g) => g.id !== id) }));
  }, [screen, shape, order]);
}

let orders = 0;
const nextOrder = () => orders++;

let pending = '';
let pendingAt = 0;

/** The one listener of the window; leaves typing, open dialogs and the native keys of focused controls alone. */
export function listenToKeys(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.key === 'Shift') return;
    const key = nameOf(event);
    const modified = key.startsWith('mod+');
    if (!modified && (isTyping(event.target) || dialogIsOpen() || isNativeKey(event))) return;
    if (!modified && !useKeyRegistry.getState().singleKeys) return;
    const sequence = pending !== '' && event.timeStamp - pendingAt < 1500 ? `${pending} ${key}` : key;
    const binding = find(sequence) ?? find(key);
    pending = '';
    if (binding) {
      event.preventDefault();
      binding.run(event);
    } else if (isPrefix(key)) {
      pending = key;
      pendingAt = event.timeStamp;
    }
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`;
}

function find(keys: string): KeyBinding | undefined {
  for (const group of useKeyRegistry.getState().groups.toReversed()) {
    const binding = group.bindings.find((b) => b.keys === keys && b.enabled !== false);
    if (binding) return binding;
  }
  return undefined;
}

function isPrefix(key: string): boolean {
  return useKeyRegistry.getState().groups.some((g) => g.bindings.some((b) => b.keys.startsWith(`${key} `)));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  if (target.closest('[role="listbox"], [role="menu"], [role="combobox"]')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Space and Enter belong to the focused button or link. */
function isNativeKey(event: KeyboardEvent): boolean {
  if (event.key !== ' ' && event.key !== 'Enter') return false;
  return (
    event.target instanceof HTMLElement &&
    event.target.closest('a, button, input, summary, [role="button"]') !== null
  );
}
