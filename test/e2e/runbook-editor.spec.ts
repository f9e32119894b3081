import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('a runbook is written by keyboard and by hand, published, seen as a graph, exported, and read again', async ({
  app,
}) => {
  await loadSample(app);
  await app.getByRole('link', { name: 'Runbooks' }).click();
  const dialog = app.getByRole('dialog');
  const list = app.getByRole('list', { name: 'Steps of the runbook' });
  const titles = list.getByRole('button').locator('span:nth-child(2)');

  await test.step('steps are added, put in order by keys and by hand, and kept by themselves', async () => {
    await app.getByRole('button', { name: 'New runbook' }).click();
    await app.getByLabel('Name of the runbook').fill('Failover');
    for (const [i, title] of ['Drain the old site', 'Switch the names', 'Watch the errors'].entries()) {
      await app.getByRole('button', { name: 'Add a step' }).click();
      await app.getByLabel(`Title of step ${i + 1}`).fill(title);
    }
    await expect(app.getByText(/saved \d\d:\d\d:\d\d/)).toBeVisible();
    await list.getByRole('button').nth(2).press('Alt+ArrowUp');
    await expect(titles).toHaveText(['Drain the old site', 'Watch the errors', 'Switch the names']);
    await list.getByRole('listitem').nth(2).dragTo(list.getByRole('listitem').nth(1));
    await expect(titles).toHaveText(['Drain the old site', 'Switch the names', 'Watch the errors']);
    await isAccessible(app);
    await app.setViewportSize({ width: 720, height: 450 });
    expect(await overflow(app)).toBeLessThanOrEqual(0);
    await app.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('a circle is refused with its path, and what was typed stays', async () => {
    await list.getByRole('button').first().click();
    await app.getByRole('combobox', { name: 'After' }).click();
    await app.getByRole('option', { name: '3 Watch the errors' }).click();
    await app.keyboard.press('Escape');
    await expect(app.getByRole('alert')).toContainText(/circle: 1 waits for 3/);
    await app.getByRole('combobox', { name: 'After' }).focus();
    await app.keyboard.press('Backspace');
    await expect(app.getByRole('alert')).toHaveCount(0);
    await app.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('it is published with what is new, and only then attached', async () => {
    await expect(app.getByRole('button', { name: 'Attach to a release' })).toBeDisabled();
    await app.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.getByLabel('What is new').fill('First version');
    await dialog.getByRole('button', { name: 'Publish version 1' }).click();
    await expect(app.getByText(/^Version 1, 3 steps/)).toBeVisible();
    await expect(app.getByRole('button', { name: 'Attach to a release' })).toBeEnabled();
    await app.getByRole('radiogroup', { name: 'View' }).getByText('Dependencies').click();
    await expect(app.getByRole('list', { name: 'Steps by what they wait for' })).toContainText(
      'longest chain',
    );
    await isAccessible(app);
  });

  await test.step('an edit stands against what was published, and the version is taken up again', async () => {
    await app.getByRole('button', { name: 'Edit', exact: true }).click();
    await list.getByRole('button').first().click();
    await app.getByLabel('Planned minutes').fill('25');
    await app.getByRole('button', { name: 'Done' }).click();
    await app.getByRole('button', { name: 'More for this runbook' }).click();
    await app.getByRole('menuitem', { name: 'Versions' }).click();
    await expect(dialog.getByRole('list', { name: 'Since version 1' })).toContainText('Minutes: 10 → 25');
    await dialog.getByRole('button', { name: 'Take version 1 up again' }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('what was exported is read again; what cannot be read is named', async () => {
    await app.getByRole('button', { name: 'More for this runbook' }).click();
    const [download] = await Promise.all([
      app.waitForEvent('download'),
      app.getByRole('menuitem', { name: 'Export as Markdown' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('failover.md');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('- [ ] 2. Switch the names (10 min, after 1)');
    await app.getByRole('button', { name: 'Import' }).click();
    await dialog.getByLabel('Or as text').fill('- [ ] A\n## Lunch');
    await expect(dialog.getByRole('alert')).toContainText('“Lunch” is no section');
    await dialog.getByLabel('Or as text').fill(text.replace('# Failover', '# Failover, again'));
    await expect(dialog.getByRole('status')).toContainText('Failover, again, 3 steps');
    await isAccessible(app);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(app.getByRole('heading', { name: 'Failover, again' })).toBeVisible();
    await app.reload();
    await ready(app);
    await expect(app.getByRole('navigation', { name: 'Runbooks' })).toContainText('Failover, again');
  });
});

test('two windows edit one runbook, and each sees and keeps what the other wrote', async ({ app, shell }) => {
  await loadSample(app);
  const edit = async (page: Page) => {
    await page.goto(new URL('/runbooks', page.url()).href);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    return page.getByRole('list', { name: 'Steps of the runbook' }).getByRole('button');
  };
  await app.getByRole('link', { name: 'War room' }).click();
  const other = await shell.windowElsewhere(app, () =>
    app.getByRole('button', { name: /^Wall/ }).first().click(),
  );
  const steps = await edit(app);
  const theirs = await edit(other);
  await theirs.nth(1).click();
  await other.getByLabel('Title of step 2').fill('Written elsewhere');
  await steps.first().click();
  await app.getByLabel('Planned minutes').fill('37');
  await expect(steps.nth(1)).toContainText('Written elsewhere');
  await expect(theirs.first()).toContainText('37 min');
  await app.getByRole('button', { name: 'Done' }).click();
  await other.getByRole('button', { name: 'Done' }).click();
  for (const page of [app, other])
    for (const text of ['Written elsewhere', '37 min'])
      await expect(page.getByRole('main')).toContainText(text);
});
