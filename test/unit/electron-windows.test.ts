import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { afterCrash, crashSentence } from '#main/electron/crash-decision.ts';
import { openWindowFile } from '#main/electron/window-file.ts';
import { type Bounds, parseWindows, placeWindow, wallDisplay } from '#main/electron/window-state.ts';

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 };
const beamer: Bounds = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('where a window opens', () => {
  it('opens where it was', () => {
    const was = { x: 1500, y: 100, width: 1000, height: 700 };
    expect(placeWindow(was, [laptop, beamer], laptop)).toEqual(was);
  });

  it('comes back to a display that is there after the beamer was unplugged', () => {
    const was = { x: 1500, y: 100, width: 1000, height: 700 };
    const place = placeWindow(was, [laptop], laptop);
    expect(place).toEqual({ x: 220, y: 112, width: 1000, height: 700 });
  });

  it('does not keep a title bar that lies above the screen', () => {
    expect(
      placeWindow({ x: 10, y: -400, width: 1000, height: 700 }, [laptop], laptop).y,
    ).toBeGreaterThanOrEqual(25);
  });

  it('can always be seen and grabbed, whatever the file says', () => {
    const number = fc.integer({ min: -50_000, max: 50_000 });
    const size = fc.integer({ min: 1, max: 50_000 });
    const bounds = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(
        fc.option(bounds),
        fc.array(fc.constantFrom(laptop, beamer), { maxLength: 2 }),
        (was, displays) => {
          const place = placeWindow(was, displays, laptop);
          return [laptop, beamer].some(
            (display) =>
              place.width <= display.width &&
              place.height <= display.height &&
              place.width >= 800 &&
              place.height >= 560 &&
              place.y >= display.y &&
              place.y <= display.y + display.height - 40 &&
              Math.min(place.x + place.width, display.x + display.width) - Math.max(place.x, display.x) >=
                120,
          );
        },
      ),
    );
  });

  it('puts the wall on the other display, if there is one', () => {
    const main = { x: 100, y: 100, width: 1000, height: 700 };
    expect(wallDisplay([laptop, beamer], main)).toEqual(beamer);
    expect(wallDisplay([laptop, beamer], { ...main, x: 1600 })).toEqual(laptop);
    expect(wallDisplay([laptop], main)).toBeNull();
    expect(wallDisplay([], main)).toBeNull();
  });
});

describe('the file of window places', () => {
  it.each([
    '',
    'null',
    '[]',
    '{"main":1}',
    '{"main":{"bounds":{"x":1e400}}}',
    '\u0000',
    '{"main":{"bounds":{}}}',
  ])('takes %j for none', (text) => expect(parseWindows(text)).toEqual({}));

  it('keeps the place of one window when the other is written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-windows-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'windows.json');
    const state = { bounds: laptop, maximized: true, fullScreen: false };
    openWindowFile(path).write('main', state);
    openWindowFile(path).write('wall', { ...state, bounds: beamer });
    expect(openWindowFile(path).read('main')).toEqual(state);
    expect(openWindowFile(path).read('wall')?.bounds).toEqual(beamer);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
    expect(openWindowFile(path).read('main')).toBeNull();
  });

  it('does not stop a window when the folder is not there or cannot be written', () => {
    const file = openWindowFile('/dev/null/windows.json');
    file.write('main', { bounds: laptop, maximized: false, fullScreen: false });
    expect(file.read('main')).toBeNull();
  });
});

describe('a page that crashed', () => {
  const now = 1_000_000;

  it('is opened again, but not for ever', () => {
    expect(afterCrash('crashed', [], now)).toBe('reload');
    expect(afterCrash('oom', [now - 1_000], now)).toBe('reload');
    expect(afterCrash('crashed', [now - 2_000, now - 1_000], now)).toBe('ask');
    expect(afterCrash('crashed', [now - 90_000, now - 61_000], now)).toBe('reload');
  });

  it('is not opened again when that cannot help or nothing went wrong', () => {
    expect(afterCrash('launch-failed', [], now)).toBe('ask');
    expect(afterCrash('integrity-failure', [], now)).toBe('ask');
    expect(afterCrash('clean-exit', [], now)).toBe('nothing');
  });

  it('says what happened and what is kept', () => {
    expect(crashSentence('oom')).toMatch(/ran out of memory.*saved is kept/);
    expect(crashSentence('crashed')).toMatch(/ended \(crashed\)/);
  });
});
