import { expect, type Page } from '@playwright/test';
import { violationsIn } from '#test/support/accessibility.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

async function makeWorkspace(page: Page): Promise<void> {
  await page.getByLabel('Name of the workspace').fill('Larkspur Bank');
  await page.getByLabel('Who operates').fill('Rosa Ruiz');
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
}

async function newChange(page: Page, title: string): Promise<void> {
  await go(page, '/changes');
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Short description').fill(title);
  await dialog.getByRole('button', { name: 'Create and open' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
}

/** Waits until nothing typed is missing on disk. */
async function saved(page: Page): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await expect(page.getByText(/saved \d\d:\d\d/)).toBeVisible();
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('every field that is filled in stands there after a reload, and an older value comes back', async ({
  app,
}) => {
  await makeWorkspace(app);
  await newChange(app, 'Retry declined captures');

  await app.getByLabel('Impact', { exact: true }).fill('Nobody notices');
  await saved(app);
  await app.getByLabel('Impact', { exact: true }).fill('Merchants see captures a minute late');
  await app.getByLabel('Origin', { exact: true }).click();
  await app.getByRole('option', { name: 'Defect' }).click();
  await app.getByLabel('Release strategy', { exact: true }).click();
  await app.getByRole('option', { name: 'Canary' }).click();
  await app.getByLabel('Version of the build').fill('4.9.0-rc.2');
  await app.getByLabel('Digest of the build').fill('sha256:12ab');
  await app.getByRole('radiogroup', { name: 'Testing complete' }).getByText('Yes', { exact: true }).click();
  await app.getByLabel('Evidence for Testing complete').fill('Run 812');

  const documents = section(app, 'Documents');
  await documents.getByLabel('Title').fill('Load test');
  await documents.getByLabel('Address').fill('javascript:alert(1)');
  await documents.getByRole('button', { name: 'Add' }).click();
  await expect(documents.getByText('begins with https:// or http://')).toBeVisible();
  await documents.getByLabel('Address').fill('https://files.example/load.pdf');
  await documents.getByRole('button', { name: 'Add' }).click();

  // A list that is pasted becomes steps.
  await app.getByRole('button', { name: 'Add a deployment step' }).click();
  await app.getByLabel('deployment step 1', { exact: true }).evaluate((box) => {
    const data = new DataTransfer();
    data.setData('text/plain', '1. Drain the node ~5m\r\n2) Deploy 4.9.0 (12 min)\r\n- [ ] Watch');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(app.getByLabel('deployment step 3', { exact: true })).toHaveValue('Watch');
  await app.getByLabel('deployment step 3', { exact: true }).press('Alt+ArrowUp');
  await saved(app);

  await app.reload();
  await ready(app);
  await expect(app.getByLabel('Impact', { exact: true })).toHaveValue('Merchants see captures a minute late');
  await expect(app.getByLabel('Origin', { exact: true })).toHaveValue('Defect');
  await expect(app.getByLabel('Release strategy', { exact: true })).toHaveValue('Canary');
  await expect(app.getByLabel('Version of the build')).toHaveValue('4.9.0-rc.2');
  await expect(app.getByLabel('Digest of the build')).toHaveValue('sha256:12ab');
  await expect(app.getByLabel('Evidence for Testing complete')).toHaveValue('Run 812');
  await expect(app.getByText(/Confirmed by Rosa Ruiz/)).toBeVisible();
  await expect(documents.getByRole('link', { name: 'Load test' })).toHaveAttribute(
    'href',
    'https://files.example/load.pdf',
  );
  const steps = ['Drain the node', 'Watch', 'Deploy 4.9.0'];
  for (const [index, title] of steps.entries())
    await expect(app.getByLabel(`deployment step ${index + 1}`, { exact: true })).toHaveValue(title);
  await expect(app.getByLabel('Minutes of deployment step 3')).toHaveValue('12');

  await app.locator('#field-impact').getByRole('button', { name: 'Earlier values' }).click();
  const history = app.getByRole('dialog');
  await expect(history.getByText('As it stands now')).toBeVisible();
  await history.getByRole('listitem').filter({ hasText: 'Nobody notices' }).getByRole('button').click();
  await expect(app.getByLabel('Impact', { exact: true })).toHaveValue('Nobody notices');
});

test('what the settings of changes say is what the ticket asks', async ({ app }) => {
  await makeWorkspace(app);
  await go(app, '/settings/changes');

  const prompts = section(app, 'Prompts');
  await prompts.getByLabel('Questions').first().fill('Which merchants notice?\nSince when?');
  await prompts.getByRole('button', { name: 'Save prompts' }).click();
  await expect(prompts.getByText('Set by this workspace')).toBeVisible();

  const links = section(app, 'Links of work items');
  await links.getByRole('button', { name: 'Pattern' }).click();
  await links.getByLabel('Name', { exact: true }).fill('PAY-');
  await links.getByRole('button', { name: 'Save links of work items' }).click();
  await expect(links.getByText('Write the number as {n}, such as PAY-{n}')).toBeVisible();
  await expect(links.getByLabel('Name', { exact: true })).toBeFocused();
  await links.getByLabel('Name', { exact: true }).fill('PAY-{n}');
  await links.getByLabel('Address').fill('https://tracker.example/browse/PAY-{n}');
  await links.getByLabel('Try it out').fill('PAY-7');
  await expect(links.getByRole('link')).toHaveAttribute('href', 'https://tracker.example/browse/PAY-7');
  await links.getByRole('button', { name: 'Save links of work items' }).click();
  await expect(links.getByText('Set by this workspace')).toBeVisible();

  const fields = section(app, 'Custom fields');
  await fields.getByRole('button', { name: 'Field', exact: true }).click();
  await fields.getByLabel('Label').fill('Cost centre');
  await fields.getByRole('button', { name: 'Save custom fields' }).click();
  await expect(fields.getByText('Set by this workspace')).toBeVisible();

  // A flow asks why, and its order is changed by keyboard.
  const flows = section(app, 'Approval flows');
  await flows.getByRole('button', { name: /^Place 1: Initial review/ }).press('Alt+ArrowDown');
  await flows.getByRole('button', { name: 'Save approval flows' }).click();
  const reason = app.getByRole('dialog');
  await expect(reason.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await reason.getByLabel('Reason').fill('Quality first');
  await reason.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(flows.getByText('Set by this workspace')).toBeVisible();
  await expect(flows.getByRole('button', { name: /^Place 1: Quality assurance/ })).toBeVisible();

  await newChange(app, 'Retry declined captures');
  await expect(app.locator('#field-title').getByText('Which merchants notice?').first()).toBeVisible();
  await app.getByLabel('Cost centre').fill('4711');
  await app.getByLabel('Work items', { exact: true }).fill('PAY-12');
  await app.keyboard.press('Enter');
  const link = section(app, 'Links').getByRole('link', { name: 'PAY-12' });
  await expect(link).toHaveAttribute('href', 'https://tracker.example/browse/PAY-12');
  await expect(link).toHaveAttribute('rel', 'noreferrer');
  await saved(app);
  await app.reload();
  await ready(app);
  await expect(app.getByLabel('Cost centre')).toHaveValue('4711');

  // Back to built-in: the question is the old one again.
  await go(app, '/settings/changes');
  await prompts.getByRole('button', { name: /^Back to built-in/ }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Back to built-in' }).click();
  await expect(prompts.getByText('As built in')).toBeVisible();
  await expect(prompts.getByLabel('Questions').first()).toHaveValue(/^What changes/);
});

for (const theme of ['Light', 'Dark', 'High contrast'])
  test(`ticket, field history and a wrong policy keep WCAG 2.2 AA in ${theme.toLowerCase()}, and fit at 200 %`, async ({
    app,
  }) => {
    await makeWorkspace(app);
    await go(app, '/settings');
    await app.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
    await newChange(app, 'Nothing else is written here');
    expect(await violationsIn(theme, app), 'an empty ticket').toEqual([]);
    await app.getByRole('radiogroup', { name: 'Security' }).getByText('No', { exact: true }).click();
    await app.locator('#field-title').getByRole('button', { name: 'Earlier values' }).click();
    await expect(app.getByRole('dialog').getByText('As it stands now')).toBeVisible();
    expect(await violationsIn(theme, app), 'the history of a field').toEqual([]);
    await app.keyboard.press('Escape');
    await expect(app.getByRole('dialog')).toHaveCount(0);
    await app.setViewportSize({ width: 720, height: 450 });
    const overflow = () => app.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow(), 'the ticket').toBeLessThanOrEqual(0);

    await go(app, '/settings/changes');
    const flows = section(app, 'Approval flows');
    await flows.getByRole('button', { name: 'Stage', exact: true }).click();
    await flows.getByRole('button', { name: 'Save approval flows' }).click();
    await expect(flows.getByText('Something has to stand here')).toBeVisible();
    expect(await violationsIn(theme, app), 'the settings of changes').toEqual([]);
    expect(await overflow(), 'the settings of changes').toBeLessThanOrEqual(0);
  });
