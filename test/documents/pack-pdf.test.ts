import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packFonts, packPdf } from '#main/documents/pack/typst.ts';
import { packModel } from '#shared/domain/pack/pack-model.ts';
import type { FrozenChange } from '#shared/domain/pack/snapshot.ts';
import { ledgerChange, sampleSnapshot } from '#test/support/pack.ts';
import { type ReadPdf, readPdf } from '#test/support/pdf.ts';

const hash = '9f3c41d07be2a866'.repeat(4);
const fonts = packFonts();
const make = (extra: readonly FrozenChange[] = []) => packPdf(packModel(sampleSnapshot(extra), hash), fonts);
const text = (value: string) => ({ text: value, more: 0 });

/** Spaces and line ends stand where lines were broken. */
const squeezed = (value: string) => value.replace(/\s+/g, '');

describe('the pack of the design as PDF', () => {
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await readPdf(make());
  });

  it('has a cover, one page for each change and the chapters after them', () => {
    expect(pdf.pages[0]).toContain('Seven changes');
    expect(pdf.pages[0]).toContain('CHG-A31');
    expect(pdf.pages[1]).toContain('Back out by 01:18');
    expect(pdf.pages.slice(1, 8).map((page) => /CHG-A\d+/.exec(page)?.[0])).toEqual([
      'CHG-A12',
      'CHG-A13',
      'CHG-A15',
      'CHG-A16',
      'CHG-A22',
      'CHG-A27',
      'CHG-A31',
    ]);
    expect(squeezed(pdf.text)).toContain('Sincepack1');
  });

  it('numbers its pages and prints its hash on each', () => {
    const { pages } = pdf;
    pages.forEach((page, i) => {
      expect(page).toContain(`${i + 1} of ${pages.length}`);
      expect(page).toContain('9f3c 41d0');
    });
  });

  it('has bookmarks, tags and the date it was frozen', () => {
    expect(pdf.outline[0]).toMatch(/Seven changes\s*for February/);
    expect(pdf.outline).toContain('Refunds over the new acquirer');
    expect(pdf.outline).toContain('In figures');
    expect([...pdf.tags]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TH', 'L', 'LI']));
    expect(pdf.info).toMatchObject({
      Title: expect.stringContaining('CAB-A4, pack 2'),
      CreationDate: expect.stringMatching(/^D:20270209152000Z$/),
    });
  });
});

it('the same snapshot gives the same bytes', () => {
  expect(Buffer.compare(make(), make())).toBe(0);
});

it('text of a ticket stays text, whatever it is written in', async () => {
  const hostile = '#import "x": * $x^2$ \\ #panic() <b>bold</b> @ref = [] `#eval("1")` // no';
  const pdf = await readPdf(
    make([
      {
        ...ledgerChange,
        ref: 'CHG-Z1',
        title: `#set page(width: 1pt) ${hostile}`,
        description: text(`<script>alert(1)</script>\n\n![pixel](http://evil.example/p.png) ${hostile}`),
        justification: text('safe\u202Eevil\u0007\uFEFF'),
        deploymentSteps: [{ title: text('#sys.inputs *not bold* _x_'), minutes: 3 }],
        assignee: '#read("/etc/passwd")',
      },
    ]),
  );
  const all = squeezed(pdf.text);
  expect(all).toContain(squeezed('#set page(width: 1pt) #import "x": * $x^2$ \\ #panic() <b>bold</b>'));
  expect(all).toContain('<script>alert(1)</script>');
  expect(all).toContain(squeezed('[picture: pixel, http://evil.example/p.png]'));
  expect(all).toContain('safe‹U+202E›evil‹U+0007›‹U+FEFF›');
  expect(all).toContain(squeezed('#sys.inputs *not bold* _x_'));
  expect(all).toContain('#read("/etc/passwd")');
});

it('carries fonts for Latin, Greek, Cyrillic, Chinese, Japanese, Korean and Arabic', async () => {
  const words = ['Überweisung', 'Πληρωμές', 'Платежи', '付款系统', 'お支払い', '결제'];
  const pdf = await readPdf(
    make([
      { ...ledgerChange, ref: 'CHG-Z2', title: words.join(' '), description: text('إضافة مرجع التسوية') },
    ]),
  );
  for (const word of words) expect(squeezed(pdf.text)).toContain(word);
  expect([...pdf.fonts.values()]).not.toContain(false);
  expect([...pdf.fonts.keys()]).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^EBGaramond/),
      expect.stringMatching(/^Inter/),
      expect.stringMatching(/^JetBrainsMono/),
      expect.stringMatching(/^NotoSansSC/),
      expect.stringMatching(/^NotoSansKR/),
      expect.stringMatching(/^NotoSansArabic/),
    ]),
  );
});

it('says what of a long text is left to the ticket', async () => {
  const long = { text: 'word '.repeat(2400), more: 988_000 };
  const pdf = await readPdf(make([{ ...ledgerChange, ref: 'CHG-Z3', description: long }]));
  expect(pdf.text).toContain('988,000 more characters in the ticket.');
});

it('an empty ticket says what is missing', async () => {
  const empty: FrozenChange = {
    ...ledgerChange,
    ref: 'CHG-Z4',
    title: '',
    description: text(''),
    justification: text(''),
    impact: text(''),
    evidence: text(''),
    deploymentSteps: [],
    backOutSteps: [],
    validationSteps: [],
    plannedStart: null,
    plannedEnd: null,
    assignee: '',
    validator: '',
    criteria: [],
    approvals: [],
    window: null,
    release: null,
    risk: { ...ledgerChange.risk, lines: [] },
  };
  const page = (await readPdf(make([empty]))).pages.find(
    (one) => one.includes('CHG-Z4') && one.includes('No title'),
  );
  for (const words of [
    'No description is written',
    'No way back is written',
    'No time is planned',
    'nobody named',
  ])
    expect(page).toContain(words);
});

it('fonts that are missing are named, and nothing is made without them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-fonts-'));
  expect(() => packFonts(folder)).toThrow(
    /Inter_400Regular\.ttf cannot be read \(ENOENT\), so no PDF can be made/,
  );
  rmSync(folder, { recursive: true });
});
