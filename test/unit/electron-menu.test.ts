import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { goScript } from '#main/electron/go.ts';
import { type MenuActions, menuTemplate } from '#main/electron/menu-template.ts';
import { isPagePath } from '#main/electron/page-paths.ts';

const actions = () =>
  ({
    go: vi.fn(),
    chooseRepository: vi.fn(),
    print: vi.fn(),
    savePdf: vi.fn(),
    showDataFolder: vi.fn(),
  }) satisfies MenuActions;

const platforms = ['linux', 'win32', 'darwin'] as const;

/** All entries of a menu with their submenus. */
function entries(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? entries(item.submenu) : [])]);
}

/** Chooses an entry as a person would; Electron's arguments are not used by ours. */
function choose(item: MenuItemConstructorOptions): void {
  Reflect.apply(item.click ?? (() => undefined), undefined, []);
}

describe.each(platforms)('the menu on %s', (platform) => {
  it('gives no key to two entries', () => {
    const keys = entries(menuTemplate(platform, true, actions())).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    // The page has Ctrl+K for the palette, and text fields have theirs.
    for (const taken of ['K', 'Z', 'X', 'C', 'V', 'A']) expect(keys).not.toContain(`CmdOrCtrl+${taken}`);
  });

  it('leads only to screens that exist', () => {
    const called = actions();
    for (const item of entries(menuTemplate(platform, false, called))) choose(item);
    const paths = called.go.mock.calls.map(([path]) => String(path));
    expect(paths.toSorted()).toEqual([
      '/',
      '/cab',
      '/calendar',
      '/changes',
      '/insights',
      '/releases',
      '/runbooks',
      '/settings',
      '/timeline',
      '/war-room',
    ]);
    for (const path of paths) expect(isPagePath(path)).toBe(true);
    for (const action of Object.values(called)) expect(action).toHaveBeenCalled();
  });

  it('has a way to quit and no developer tools in a package', () => {
    const roles = entries(menuTemplate(platform, false, actions())).map((item) => item.role);
    expect(roles).toContain('quit');
    expect(roles).not.toContain('toggleDevTools');
    expect(roles).not.toContain('reload');
    expect(entries(menuTemplate(platform, true, actions())).map((item) => item.role)).toContain(
      'toggleDevTools',
    );
  });
});

describe('going to a screen from the menu', () => {
  it('moves the router of the page without loading it again', async () => {
    const { createBrowserHistory } = await import('@tanstack/react-router');
    const place = { pathname: '/', search: '', hash: '' };
    const history = {
      state: null as unknown,
      length: 1,
      pushState(state: unknown, _: string, path: string) {
        this.state = state;
        place.pathname = path;
      },
      replaceState(state: unknown) {
        this.state = state;
      },
    };
    const page = { history, location: place, addEventListener() {}, removeEventListener() {} };
    const router = createBrowserHistory({ window: page });
    const seen: string[] = [];
    router.subscribe(({ location }) => seen.push(location.pathname));
    new Function('history', goScript('/change/CHG-A12'))(history);
    expect(seen).toEqual(['/change/CHG-A12']);
  });

  it('runs no text that is not a path of the page', () => {
    for (const path of ["/');alert(1);('", '/change/a b', '//evil', '/change/x/y', 'javascript:alert(1)', ''])
      expect(() => goScript(path)).toThrow();
  });
});
