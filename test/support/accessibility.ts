import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** WCAG 2.2 level AA; the size of targets is looked at only when 2.2 is asked for by name. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Rules of axe, WCAG 2.2 level AA among them, that look at colours: all that another theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Rules of WCAG 2.2 level AA that the page breaks, each with the elements that break it. `inside` narrows to one part. */
export async function violations(page: Page, inside?: string): Promise<string[]> {
  return found(page, (axe) => axe.withTags(WCAG), inside);
}

/** The same for the colours alone: for a page that keeps the other rules in another theme. */
export async function colourViolations(page: Page, inside?: string): Promise<string[]> {
  return found(page, (axe) => axe.withRules(COLOURS), inside);
}

/** What a page that is looked at in each theme breaks in this one: light is held to every rule, another theme to the colours. */
export function violationsIn(theme: string, page: Page, inside?: string): Promise<string[]> {
  return (/^light$/i.test(theme) ? violations : colourViolations)(page, inside);
}

/** Asserts WCAG 2.2 level AA and axe's best practices in light, and the colours in dark as well, at rest. */
export async function isAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await found(page, (axe) => axe.withTags([...WCAG, 'best-practice'])), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await colourViolations(page), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}

/** Colours under way from one state to the next are nobody's colours: what ends is waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  );
}

async function found(page: Page, rules: (axe: AxeBuilder) => AxeBuilder, inside?: string): Promise<string[]> {
  await settled(page);
  // Whatever passed is not sent over, and the page itself gathers the answer: no frame of another origin is scanned.
  const axe = rules(new AxeBuilder({ page }).options({ resultTypes: ['violations'] })).setLegacyMode();
  if (inside !== undefined) axe.include(inside);
  const { violations: broken } = await axe.analyze();
  return broken.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** Contrast (WCAG 2.2) between the ground of an element, its first pixel, and the pixel that stands out most from it, as painted. */
export async function paintedContrast(element: Locator): Promise<number> {
  const bytes = [...(await element.screenshot({ scale: 'css' }))];
  return element.page().evaluate(async (png) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!canvas) throw new Error('No canvas');
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const linear = (value = 0) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    const light = (at: number) =>
      0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
    const ground = light(0);
    let most = 1;
    for (let at = 0; at < data.length; at += 4) {
      const here = light(at);
      most = Math.max(most, (Math.max(here, ground) + 0.05) / (Math.min(here, ground) + 0.05));
    }
    return most;
  }, bytes);
}

/** Pages that scroll sideways hide what stands at the right edge: how many px do not fit. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
