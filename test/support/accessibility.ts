import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 level AA; the size of targets is looked at only when 2.2 is asked for by name. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Rules of WCAG 2.2 level AA that the page breaks, each with the elements that break it. `inside` narrows to one part. */
export async function violations(page: Page, inside?: string): Promise<string[]> {
  return found(page, WCAG, inside);
}

/** Asserts WCAG 2.2 level AA and axe's best practices in light and dark, with colours at rest. */
export async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await found(page, [...WCAG, 'best-practice']), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}

async function found(page: Page, tags: string[], inside?: string): Promise<string[]> {
  // Whatever passed is not sent over, and the page itself gathers the answer: no frame of another origin is scanned.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode();
  if (inside !== undefined) axe.include(inside);
  const { violations: broken } = await axe.analyze();
  return broken.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** Pages that scroll sideways hide what stands at the right edge: how many px do not fit. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
