import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wallView } from '#db/queries/warroom.ts';
import { packFonts } from '#main/documents/pack/typst.ts';
import { sheetPdf } from '#main/documents/sheet/pdf.ts';
import type { PersonId, StepId } from '#shared/domain/ids.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { printedSheet } from '#shared/domain/sheet/printed.ts';
import { runSheet } from '#shared/domain/sheet/run-sheet.ts';
import { templateSheet } from '#shared/domain/sheet/template-sheet.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { readPdf } from '#test/support/pdf.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

const fonts = packFonts();
let work: TestWorkspace;
let given: Stock;
beforeAll(async () => {
  work = openWorkspace();
  given = await stock(work);
});
afterAll(() => work.remove());

const view = () => {
  const shown = wallView(work.app().store().db, given.run.run.id, work.clock.now());
  return { ...shown, forecast: forecastRun({ ...shown, now: work.clock.now() }) };
};
const printed = (shown: ReturnType<typeof view>, at = Date.UTC(2027, 1, 11, 20)) =>
  sheetPdf(
    printedSheet(
      runSheet({ view: shown, runbook: 'Test runbook', zoneShort: 'CET' }),
      'c0ffee'.repeat(11).slice(0, 64),
      at,
    ),
    fonts,
  );
/** Spaces and line ends stand where lines were broken. */
const squeezed = (value: string) => value.replace(/[\s\u200b]+/g, '');
const keep = (name: string, bytes: Buffer) => {
  if (process.env.SHEETS) writeFileSync(`${process.env.SHEETS}/${name}.pdf`, bytes);
  return readPdf(bytes);
};

it('prints every step with its owner, phone, plan and undo, and what backs it all out at the end', async () => {
  const shown = view();
  const pdf = await keep('run', printed(shown));
  const all = squeezed(pdf.text);
  for (const { title } of shown.steps) expect(all).toContain(squeezed(title));
  expect(pdf.text).toContain('Europe/Berlin, CET');
  expect(pdf.text).toContain('Initials');
  expect(all).toContain('Undo:5min');
  expect(all).toContain('Undoesstep6');
  expect(pdf.outline).toContain('Deployment');
  expect(pdf.outline.at(-1)).toBe('Back-out');
  pdf.pages.forEach((page, i) => {
    expect(page).toContain(`${i + 1} of ${pdf.pages.length}`);
    expect(page).toContain('c0ff eec0');
    expect(squeezed(page)).toContain(squeezed(shown.releaseName));
  });
});

it('says until when backing out fits and how that is counted', async () => {
  const shown = view();
  const at = Date.UTC(2027, 1, 11, 21);
  const run = {
    ...shown.run,
    windowStartsAt: at,
    windowEndsAt: at + 120 * MINUTE,
    protectionEndsAt: at + 150 * MINUTE,
  };
  const forecast = { ...shown.forecast, backOutDeadlineAt: at + 90 * MINUTE };
  const { text } = await readPdf(printed({ ...shown, run, forecast }));
  expect(squeezed(text)).toContain('Thu11Feb,22:00to00:00');
  expect(squeezed(text)).toContain('decidebyThu11Feb,23:30');
  expect(squeezed(text)).toContain('Protectionendlesstheundoofeverystepbegun');
});

it('is the same byte for byte, and says nothing of when it was printed but in its date', async () => {
  expect(Buffer.compare(printed(view()), printed(view()))).toBe(0);
  const later = await readPdf(printed(view(), Date.UTC(2027, 1, 11, 21)));
  expect(later.text).toBe((await readPdf(printed(view()))).text);
});

it('a step that was done is ticked with its times and who, also in the middle of a run', async () => {
  const client = work.client();
  const [first, second, third] = given.run.steps;
  if (!first || !second || !third) throw new Error('no steps');
  await client.runbooks.tick({ stepId: first.id, kind: 'start' });
  work.clock.advance(7 * MINUTE);
  await client.runbooks.tick({ stepId: first.id, kind: 'finish' });
  await client.runbooks.tick({ stepId: second.id, kind: 'skip', comment: 'Not on this cluster' });
  await client.runbooks.tick({ stepId: third.id, kind: 'start' });
  const { text } = await keep('middle', printed(view()));
  expect(squeezed(text)).toMatch(/Done\d\d:\d\dto\d\d:\d\d,RosaRuiz/);
  expect(squeezed(text)).toMatch(/Skipped\d\d:\d\d,RosaRuiz:Notonthiscluster/);
  expect(squeezed(text)).toMatch(/Runningsince\d\d:\d\d,RosaRuiz/);
});

it('bears 500 steps, long titles, other scripts, a word without an end and a page of instructions', {
  timeout: 120_000,
}, async () => {
  const shown = view();
  const [model] = shown.steps;
  if (!model) throw new Error('no step');
  const people = [
    { id: 'p1' as PersonId, name: '王小明', phone: '+86 10 5555 0100', times: [] },
    { id: 'p2' as PersonId, name: 'ليلى حداد', phone: '+20 2 5555 0100', times: [] },
  ];
  const titles = [
    'قم بإيقاف الخدمة',
    '部署支付服务到生产环境',
    'A long title '.repeat(22).trim(),
    `https://example.com/${'x'.repeat(270)}`,
  ];
  const steps = Array.from({ length: 500 }, (_, i) => ({
    ...model,
    id: `s${i}` as StepId,
    number: i + 1,
    section: i < 400 ? ('Deployment' as const) : ('Back-out' as const),
    title: titles[i % 40] ?? `Step ${i + 1} of many`,
    ownerId: people[i % 2]?.id ?? null,
    dependsOn: i === 0 ? [] : [`s${i - 1}` as StepId],
    instructions:
      i === 5
        ? 'A line of what is to be done.\n\n'.repeat(120)
        : '- Open the console\n- Run `./deploy --all`',
    onFailure: 'Call the vendor, then decide.',
    evidence: 'The output of the check',
  }));
  const pdf = await keep(
    'many',
    printed({ ...shown, steps, people, events: [], forecast: { ...shown.forecast, steps: [] } }),
  );
  const all = squeezed(pdf.text);
  expect(all.includes('部署支付服务到生产环境')).toBe(true);
  expect(all.includes('王小明')).toBe(true);
  expect(all.includes('x'.repeat(270))).toBe(true);
  expect(pdf.fonts.has('NotoSansArabic-Regular')).toBe(true);
  for (const embedded of pdf.fonts.values()) expect(embedded).toBe(true);
  // No head at the foot of a page without what belongs to it.
  for (const page of pdf.pages) expect(squeezed(page)).not.toMatch(/StartEndInitials\d+of\d+/);
});

it('what a step says is never read as markup', async () => {
  const shown = view();
  const hostile = '#panic("no") $x$ *b* #read("/etc/passwd")';
  const steps = shown.steps.map((step) => ({
    ...step,
    title: hostile,
    evidence: hostile,
    onFailure: hostile,
  }));
  const { text } = await readPdf(printed({ ...shown, steps }));
  expect(squeezed(text)).toContain(squeezed(hostile));
});

it('a runbook that belongs to no run counts from its start and leaves lines to write on', async () => {
  const template = (await work.client().runbooks.templates()).find(({ steps }) => steps.length > 3);
  if (!template) throw new Error('no runbook');
  const body = templateSheet(template, 'Northwind');
  const pdf = await keep('template', sheetPdf(printedSheet(body, '0'.repeat(64), 0), fonts));
  expect(squeezed(pdf.text)).toContain(squeezed(template.name));
  expect(pdf.text).toContain('+0:00');
  expect(pdf.text).toContain('Commander, phone');
});
