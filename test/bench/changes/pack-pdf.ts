import assert from 'node:assert/strict';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { chromium } from '@playwright/test';
import { packHtml } from '#main/documents/pack/html.ts';
import { packFonts, packPdf } from '#main/documents/pack/typst.ts';
import { packModel } from '#shared/domain/pack/pack-model.ts';
import { type Figure, figureOf, median, timed } from '#test/bench/measure.ts';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';
import { ledgerChange, sampleSnapshot } from '#test/support/pack.ts';

const CHANGES = 200;
const ROUNDS = 5;
const HASH = '9f3c41d07be2a866'.repeat(4);

export const PACK_RULES = [
  { bench: 'changes.pack_pdf', ms: 2000 },
  { bench: 'changes.pack_pdf', times: 1 },
] as const;

/**
 * A pack of 200 changes from its snapshot to the bytes of its PDF, as the first one after a start: the typesetter keeps
 * what it has set for the whole process, so that is thrown away before each round. Its limit is a Chromium that already
 * runs and prints the HTML of the same pack, without the tags and bookmarks that the pack has.
 */
export async function measurePackPdf(): Promise<Figure> {
  const snapshot = snapshotOf(CHANGES);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    NodeCompiler.create().evictCache(0);
    times.push(
      ...(await timed(1, () => packPdf(packModel(snapshot, HASH), packFonts()), { warmUp: 0, check: isPdf })),
    );
  }
  return figureOf(
    'changes.pack_pdf',
    CHANGES,
    times,
    median(await printed(packHtml(packModel(snapshot, HASH)))),
  );
}

async function printed(html: string): Promise<number[]> {
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(findChromium() ? { executablePath: findChromium() ?? '' } : {}),
  });
  try {
    const page = await browser.newPage();
    const print = async () => {
      await page.setContent(html);
      return page.pdf({ preferCSSPageSize: true });
    };
    return await timed(ROUNDS, print, { warmUp: 1, check: isPdf });
  } finally {
    await browser.close();
  }
}

function isPdf(bytes: Buffer): void {
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
}

/** The pack of the design with further tickets, each with words of its own. */
function snapshotOf(count: number) {
  const given = sampleSnapshot().changes.length;
  return sampleSnapshot(
    Array.from({ length: count - given }, (_, n) => ({
      ...ledgerChange,
      id: `change-${n}`,
      ref: `CHG-B${n + 1}`,
      title: `${ledgerChange.title}, part ${n + 1}`,
      description: { text: `Part ${n + 1}. ${ledgerChange.description.text}`, more: 0 },
    })),
  );
}
