import { expect, type Page } from '@playwright/test';

async function makeWorkspace(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the workspace').fill(name);
  await page.getByLabel('Who operates').fill('Rosa Ruiz');
  await page.getByRole('button', { name: 'Make the workspace' }).click();
}

/** From the first screen to an empty workspace, operated by Rosa Ruiz. */
export async function startEmpty(page: Page): Promise<void> {
  await makeWorkspace(page, 'Northwind');
  await page.getByRole('button', { name: 'Start empty' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is planned yet.' })).toBeVisible();
}

/** From the first screen to the sample workspace, operated by Rosa Ruiz. */
export async function loadSample(page: Page): Promise<void> {
  await makeWorkspace(page, 'Larkspur Bank');
  await page.getByRole('button', { name: 'Load the sample workspace' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('goes out');
}
