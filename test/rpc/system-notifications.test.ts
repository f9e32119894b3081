import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('#test/support/fake-electron.ts'));
const fake = await import('#test/support/fake-electron.ts');
const { systemNotifications } = await import('#main/electron/notifications.ts');

const opened: (string | null)[] = [];
const show = systemNotifications((path) => opened.push(path));
const told = { title: 'Checkout 4.2', text: 'Gate 3 waits for your word.', path: '/run/a' };

beforeEach(() => {
  opened.length = 0;
  fake.Notification.shown.length = 0;
  fake.Notification.supported = true;
});

test('a notification is shown without a sound of its own, and a click on it opens its path', () => {
  expect(show(told)).toBe(true);
  const [shown] = fake.Notification.shown;
  expect(shown?.options).toEqual({ title: told.title, body: told.text, silent: true });
  shown?.emit('click');
  expect(opened).toEqual(['/run/a']);
});

test('a system without notifications is said to have none', () => {
  fake.Notification.supported = false;
  expect(show(told)).toBe(false);
  expect(fake.Notification.shown).toEqual([]);
});
