import { expect, type Page } from '@playwright/test';
import { violations } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

async function openTicket(app: Page): Promise<void> {
  await loadSample(app);
  await app.goto(new URL('/change/CHG-A29', app.url()).href);
  await ready(app);
}

test('the coach reacts while a ticket is typed, leads to what is wrong, and can be told to leave a rule out', async ({
  app,
}) => {
  await openTicket(app);
  const coach = app.getByRole('region', { name: 'Coach' });
  const total = coach.getByText(/^\d+ of \d+$/).last();
  const version = coach.getByRole('listitem').filter({ hasText: 'Back-out names the version it returns to' });
  const before = await total.textContent();
  const step = app.getByRole('textbox', { name: 'back-out step 1', exact: true });
  await step.fill('Return payments-api to the version before');
  await expect(version).toContainText('Step 1 says “the version before”');
  await expect(version).toContainText('0 of 10');
  await app.getByRole('textbox', { name: 'Short description' }).focus();
  await version.getByRole('button', { name: 'Fix' }).click();
  await expect(step).toBeFocused();
  await step.fill('Return payments-api to 4.7.3');
  await expect(total).toHaveText(before ?? '');

  const hint = coach.getByRole('listitem').filter({ hasText: 'A standard change comes from the catalogue' });
  await expect(hint).toHaveCount(0);
  const type = app.getByRole('radiogroup', { name: 'Type' });
  await type.getByText('Standard', { exact: true }).click();
  await expect(hint).toContainText('No entry of the catalogue stands behind it');
  await expect(total).toHaveText(before ?? '');
  await type.getByText('Normal', { exact: true }).click();

  const preview = app.getByRole('region', { name: 'What the CAB sees' });
  await app.getByRole('textbox', { name: 'Impact', exact: true }).fill('Cards are **slower** for a minute.');
  await app.getByRole('textbox', { name: 'Build and test evidence' }).fill('- 412 tests\n- one rehearsal');
  await expect(preview.locator('strong')).toHaveText('slower');
  await expect(preview.getByRole('listitem')).toHaveText(['412 tests', 'one rehearsal']);

  await coach.getByRole('button', { name: 'Rules of the coach' }).click();
  await app.getByRole('menuitemcheckbox', { name: /Build and test evidence/ }).click();
  await app.getByRole('textbox', { name: 'Reason' }).fill('Evidence lives in the pipeline');
  await app.getByRole('button', { name: 'Switch it off' }).click();
  await expect(coach.getByText('Evidence lives in the pipeline')).toBeVisible();
  await expect(total).toHaveText(/ of 98$/);
  expect(await violations(app)).toEqual([]);
  await app.goto(new URL('/settings/changes#coach', app.url()).href);
  await app.getByRole('button', { name: 'Switch on: Build and test evidence is there' }).click();
  await expect(app.getByText('100 points in all')).toBeVisible();
});

test('an answer and a level set by hand change the risk, and another model shows what it does before it is saved', async ({
  app,
}) => {
  await openTicket(app);
  const risk = app.getByRole('region', { name: 'Risk', exact: true });
  await expect(risk).toContainText('10 + 4 + 12');
  const undone = app.getByRole('radiogroup', { name: 'Can it be undone?' });
  await undone.getByText('No +14', { exact: true }).click();
  await expect(risk).toContainText('10 + 4 + 12 + 14');
  await expect(risk).toContainText('High');
  await risk.getByRole('button', { name: 'Set another level' }).click();
  await app
    .getByRole('radiogroup', { name: 'Level of risk' })
    .getByText('Very high', { exact: true })
    .click();
  await app.getByRole('textbox', { name: 'Reason' }).fill('Quarter end');
  await app.getByRole('button', { name: 'Set to very high' }).click();
  await expect(risk).toContainText('Set to very high instead of high by Rosa Ruiz');
  await expect(app.getByRole('region', { name: 'What the CAB sees' })).toContainText('Very high, 40');
  expect(await violations(app)).toEqual([]);

  await app.goto(new URL('/settings/changes', app.url()).href);
  await ready(app);
  const settings = app.locator('#risk');
  await settings.getByRole('textbox', { name: 'Points: Touches money movement' }).fill('40');
  await expect(settings.getByRole('row', { name: /As edited/ })).toContainText('68');
  await settings.getByRole('textbox', { name: 'High from', exact: true }).fill('10');
  await settings.getByRole('button', { name: 'Save risk rules' }).click();
  await expect(settings.getByText('Each level begins above the one before it')).not.toHaveCount(0);
  await settings.getByRole('textbox', { name: 'High from', exact: true }).fill('35');
  await settings.getByRole('button', { name: 'Save risk rules' }).click();
  await app.getByRole('textbox', { name: 'Reason' }).fill('Money first');
  await app.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByRole('row', { name: /As saved/ })).toContainText('68');
  expect(await violations(app)).toEqual([]);
  // Open tickets follow by themselves.
  await app.goto(new URL('/change/CHG-A29', app.url()).href);
  await expect(app.getByRole('region', { name: 'What the CAB sees' })).toContainText('Very high, 68');
});
