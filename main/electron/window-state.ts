import { z } from 'zod';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export type Bounds = z.infer<typeof bounds>;

const windowState = z.object({ bounds, maximized: z.boolean(), fullScreen: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

const stored = z.object({ main: windowState.optional(), wall: windowState.optional() });
export type StoredWindows = z.infer<typeof stored>;

/** Reads the file of window places; anything that is not one counts as none. */
export function parseWindows(text: string): StoredWindows {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

const smallest = { width: 800, height: 560 };
const usual = { width: 1440, height: 900 };
// Enough of the title bar to grab the window with.
const graspable = { width: 120, height: 40 };

/**
 * Where a window goes, in screen pixels: where it was, if enough of its top still lies on a display that is there,
 * else centred on `home`. Never larger than its display, never too small to use unless the display is.
 */
export function placeWindow(saved: Bounds | null, displays: readonly Bounds[], home: Bounds): Bounds {
  const on = saved === null ? undefined : displays.find((display) => isGraspable(saved, display));
  const display = on ?? home;
  const size = saved ?? usual;
  const width = Math.min(Math.max(size.width, smallest.width), display.width);
  const height = Math.min(Math.max(size.height, smallest.height), display.height);
  if (saved !== null && on !== undefined) {
    const x = clamp(saved.x, on.x - width + graspable.width, on.x + on.width - graspable.width);
    const y = clamp(saved.y, on.y, on.y + on.height - graspable.height);
    return { x, y, width, height };
  }
  return {
    x: display.x + Math.floor((display.width - width) / 2),
    y: display.y + Math.floor((display.height - height) / 2),
    width,
    height,
  };
}

/** The display for the wall: one that is not the main window's, the largest of them; else null. */
export function wallDisplay(displays: readonly Bounds[], mainWindow: Bounds): Bounds | null {
  const others = displays.filter((display) => !contains(display, centre(mainWindow)));
  const [largest] = others.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return displays.length > 1 ? (largest ?? null) : null;
}

function isGraspable(window: Bounds, display: Bounds): boolean {
  const across = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const top = window.y >= display.y && window.y <= display.y + display.height - graspable.height;
  return across >= graspable.width && top;
}

function centre(of: Bounds): { readonly x: number; readonly y: number } {
  return { x: of.x + of.width / 2, y: of.y + of.height / 2 };
}

function contains(display: Bounds, point: { readonly x: number; readonly y: number }): boolean {
  return (
    point.x >= display.x &&
    point.x < display.x + display.width &&
    point.y >= display.y &&
    point.y < display.y + display.height
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
