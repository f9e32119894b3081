import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** Puts a recorder in the place of the browser's notifications and its sound; what it heard outlives the page. */
async function fakeNotifier(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const heard = (what: string) => {
      const before: string[] = JSON.parse(localStorage.getItem('heard') ?? '[]');
      localStorage.setItem('heard', JSON.stringify([...before, what]));
    };
    class FakeNotification {
      static get permission() {
        return localStorage.getItem('permission') ?? 'default';
      }
      static async requestPermission() {
        heard('asked');
        localStorage.setItem('permission', localStorage.getItem('answer') ?? 'granted');
      }
      onclick: (() => void) | null = null;
      constructor(title: string, options: { body: string }) {
        heard(`${title}: ${options.body}`);
        window.addEventListener('fake-click', () => this.onclick?.(), { once: true });
      }
      close() {}
    }
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    const connect = <T>(to: T) => to;
    class FakeAudio {
      state = 'suspended';
      currentTime = 0;
      destination = {};
      async resume() {
        if (localStorage.getItem('mute') === null) this.state = 'running';
      }
      createGain = () => ({ gain, connect });
      createOscillator = () => ({ frequency: { value: 0 }, connect, start: () => heard('note'), stop() {} });
    }
    Object.assign(window, { Notification: FakeNotification, AudioContext: FakeAudio });
  });
}

const heard = (page: Page): Promise<string[]> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('heard') ?? '[]'));
const notices = async (page: Page) => (await heard(page)).filter((what) => !/^(asked|note)$/.test(what));
const keep = (page: Page, key: string, value: string | null) =>
  page.evaluate(
    ([name, text]) =>
      text === null ? localStorage.removeItem(`${name}`) : localStorage.setItem(`${name}`, `${text}`),
    [key, value],
  );

async function go(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page);
}

async function doStep(page: Page, number: number): Promise<void> {
  const card = page.getByTestId(`step-${number}`);
  await card.getByRole('button', { name: /^Start/ }).click();
  await card.getByRole('button', { name: /^Finish/ }).click();
  await expect(card.getByRole('button', { name: /^Finish/ })).toHaveCount(0);
}

/** Until the clock of the run has moved twice: what a second sets off has been set off. */
async function twoSeconds(page: Page): Promise<void> {
  const count = page.getByTestId('countdown');
  for (let moves = 0; moves < 2; moves += 1) {
    const shown = (await count.textContent()) ?? '';
    await expect(count).not.toHaveText(shown);
  }
}

test('deadline and gate call once, by one of two windows and not after a reload; off they call nothing', async ({
  web,
  page: first,
  folder,
}) => {
  test.setTimeout(180_000);
  await fakeNotifier(first);
  const minute = 60_000;
  const { runId } = await scheduledRun(folder, {
    started: true,
    run: {
      decisionMinutes: 0,
      validationMinutes: 0,
      windowEndsAt: Date.now() + 90 * minute,
      protectionEndsAt: Date.now() + 14.4 * minute,
    },
  });
  const page = await web.open();
  const alert = page.getByRole('alert');

  await test.step('off unless switched on', async () => {
    await go(page, `/run/${runId}`);
    await twoSeconds(page);
    expect(await heard(page)).toEqual([]);
    await go(page, '/settings');
    const section = page.getByRole('region', { name: 'Tell me' });
    await expect(section.getByRole('switch', { checked: true })).toHaveCount(0);
    await section.getByRole('button', { name: 'Try it' }).click();
    await expect(section.getByRole('status')).toHaveText('Switch on the tone or the notification first.');
  });

  const section = page.getByRole('region', { name: 'Tell me' });
  await test.step('a permission that is refused is said in words, and the switch stays off', async () => {
    await keep(page, 'answer', 'denied');
    await section.getByRole('switch', { name: /notification/ }).click();
    await expect(section.getByRole('status')).toContainText('does not let Slipway show notifications');
    await expect(section.getByRole('switch', { name: /notification/ })).not.toBeChecked();
    await isAccessible(page);
  });

  await test.step('switched on, the deadline calls at once, on whatever screen', async () => {
    await keep(page, 'permission', null);
    await keep(page, 'answer', null);
    await section.getByRole('switch', { name: /notification/ }).click();
    await expect(section.getByRole('switch', { name: /notification/ })).toBeChecked();
    await expect
      .poll(() => notices(page))
      .toContainEqual(expect.stringMatching(/^Checkout 4.2.0: Back-out deadline \d\d:\d\d, in 1\d min\.$/));
    await expect(alert.filter({ hasText: 'Back-out deadline' })).toBeVisible();
    expect((await heard(page)).filter((what) => what === 'note')).toEqual([]);
    await page.evaluate(() => window.dispatchEvent(new Event('fake-click')));
    await page.waitForURL(`**/run/${runId}`);
    await go(page, '/settings');
    await section.getByRole('switch', { name: /tone/ }).click();
    await section.getByRole('button', { name: 'Try it' }).click();
    await expect(section.getByRole('status')).toHaveText(
      'The tone was played. The notification was handed to the system.',
    );
    expect((await heard(page)).filter((what) => what === 'note')).toHaveLength(2);
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('with a second window open the gate calls once, with a tone', async () => {
    await go(page, `/run/${runId}`);
    const second = await web.windowAfter(() =>
      page.evaluate(() => {
        window.open('/calendar');
      }),
    );
    await page.bringToFront();
    await doStep(page, 1);
    await doStep(page, 2);
    await expect
      .poll(() => notices(page))
      .toContainEqual(expect.stringMatching(/: Gate 3, Go\/no-go 1, is asked now\.$/));
    await page.reload();
    await ready(page);
    await twoSeconds(page);
    const all = await notices(page);
    expect(all.filter((what) => what.includes('Gate 3'))).toHaveLength(1);
    // The steps leave something to undo, so that the deadline came nearer; each threshold was said once.
    expect(all.filter((what) => /deadline .*in 1\d min/.test(what))).toHaveLength(1);
    expect(new Set(all).size).toBe(all.length);
    await second.close();
  });
});
