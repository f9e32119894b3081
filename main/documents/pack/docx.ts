import { Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { ChangePage, PackModel, Section, Table } from '#shared/domain/pack/model.ts';
import { agendaCells, agendaHead } from './agenda-table.ts';
import {
  blockOf,
  createLists,
  GREY,
  grid,
  heading,
  type Lists,
  levelsOf,
  linesOf,
  type Part,
  run,
  SANS,
  SERIF,
  small,
  sub,
} from './docx-parts.ts';

/** The pack as an editable document with headings, lists and tables; the same model gives the same bytes. */
export async function packDocx(model: PackModel): Promise<Uint8Array> {
  const date = new Date(model.frozenAt);
  const numbering: { reference: string; levels: ReturnType<typeof levelsOf> }[] = [];
  const lists = createLists((reference, start) => numbering.push({ reference, levels: levelsOf(start) }));
  const children = [
    ...coverOf(model),
    ...model.pages.flatMap((page) => changeOf(page, lists)),
    ...model.annexes.flatMap(({ title, parts }, i) => [
      heading(title, i === 0),
      ...parts.flatMap((part): Part[] =>
        part.kind === 'chart'
          ? [
              sub(part.title),
              grid(
                ['Reference', 'What', 'When'],
                part.rows.map((one) => [one.ref, one.title, one.when]),
              ),
            ]
          : figures(part),
      ),
    ]),
  ];
  const document = new Document({
    title: model.title,
    creator: model.author,
    lastModifiedBy: model.author,
    styles: {
      default: {
        document: { run: { font: SERIF, size: 23 }, paragraph: { spacing: { after: 100 } } },
        heading1: {
          run: { font: SERIF, size: 54, bold: false, color: '141E26' },
          paragraph: { spacing: { before: 240, after: 120 } },
        },
        heading2: {
          run: { font: SANS, size: 19, bold: true, color: '141E26' },
          paragraph: { spacing: { before: 200, after: 40 } },
        },
      },
    },
    numbering: { config: numbering },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1200, bottom: 1000, left: 1247, right: 1020 },
          },
        },
        headers: { default: new Header({ children: [small(`${model.board}    ${model.running}`)] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  new TextRun({
                    children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
                    font: SANS,
                    size: 15,
                    color: GREY,
                  }),
                  new TextRun({
                    text: `    ${model.short}, SHA-256 ${model.hashShort}`,
                    font: SANS,
                    size: 15,
                    color: GREY,
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  return settled(await Packer.toBuffer(document), date);
}

/** The archive with every clock in it set to when the pack was frozen, files in one order. */
function settled(bytes: Uint8Array, date: Date): Uint8Array {
  const stamp = date.toISOString().replace(/\.\d+Z$/, 'Z');
  const files = Object.entries(unzipSync(bytes)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const same = files.map(([name, data]): [string, Uint8Array] =>
    name === 'docProps/core.xml'
      ? [
          name,
          encoder.encode(
            decoder.decode(data).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`),
          ),
        ]
      : [name, data],
  );
  // [Content_Types].xml comes first, as readers of the format expect.
  return zipSync(Object.fromEntries(same), { mtime: new Date(2000, 0, 1), level: 6 });
}

function coverOf(model: PackModel): Part[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 1800, after: 300 },
      children: model.headline.map(
        (text, i) => new TextRun({ text, size: 104, ...(i > 0 ? { break: 1 } : {}) }),
      ),
    }),
    new Paragraph({
      spacing: { after: 1200 },
      children: [new TextRun({ text: model.lead, size: 36, color: '33424B' })],
    }),
    grid(agendaHead, agendaCells(model)),
    small(`${model.frozen}. SHA-256 of the snapshot: ${model.hash}`),
    ...model.agendaNotes.map((note) => small(note)),
  ];
}

function changeOf(page: ChangePage, lists: Lists): Part[] {
  const { strip, sum } = page;
  return [
    new Paragraph({
      pageBreakBefore: true,
      children: [
        run(`${page.number}  ${page.ref}${page.aboard ? `    ${page.aboard}` : ''}`, {
          font: SANS,
          size: 17,
        }),
      ],
    }),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      bidirectional: page.rtl,
      children: [new TextRun(page.title)],
    }),
    ...(page.standfirst
      ? [new Paragraph({ children: [run(page.standfirst, { italics: true, size: 27, color: '33424B' })] })]
      : []),
    grid(
      ['Risk', ...page.facts.map(({ label }) => label)],
      [[`${page.risk.word} ${page.risk.score}`, ...page.facts.map(({ value }) => value)]],
    ),
    ...page.sections.flatMap((one) => sectionOf(one, lists)),
    sub('Particulars'),
    ...page.particulars.map(({ label, value }) => small(`${label}: ${value}`)),
    sub('How the risk adds up'),
    grid([], [...sum.lines.map(({ what, points }) => [what, points]), [sum.total.what, sum.total.points]]),
    ...(sum.note ? [small(sum.note)] : []),
    sub('Evidence'),
    ...linesOf(page.evidence),
    ...page.evidenceText.flatMap((one) => blockOf(one, 0, lists)),
    sub('Approvals so far'),
    ...linesOf(page.approvals),
    sub('Conflicts'),
    ...linesOf(page.conflicts),
    sub('In its window'),
    small(
      strip === null
        ? page.stripNote
        : `${strip.opens.time} ${strip.opens.text}, ${strip.ends.time} ${strip.ends.text}${strip.protectionEnds ? `, ${strip.protectionEnds} protection ends` : ''}.`,
    ),
    ...(strip?.deadline
      ? [
          new Paragraph({
            children: [
              run(`${strip.deadline.lead}: ${strip.deadline.text}`, {
                font: SANS,
                size: 17,
                color: '960066',
              }),
            ],
          }),
        ]
      : []),
    sub('Decision'),
    small('☐ Approve    ☐ Approve with condition    ☐ Defer    ☐ Reject'),
    small('Condition or reason:                                        Decided by:                    Time:'),
  ];
}

function sectionOf(one: Section, lists: Lists): Part[] {
  if (one.kind === 'prose') return [sub(one.title), ...one.blocks.flatMap((each) => blockOf(each, 0, lists))];
  if (one.steps.length === 0)
    return [sub(one.title), new Paragraph({ children: [run(one.none, { italics: true })] })];
  const reference = lists(1);
  return [
    sub(one.title),
    ...one.steps.map(
      ({ text, value }) =>
        new Paragraph({
          numbering: { reference, level: 0 },
          children: [run(text), ...(value ? [run(`  ${value}`, { font: SANS, size: 17, color: GREY })] : [])],
        }),
    ),
  ];
}

function figures({ title, head, rows, note }: Table): Part[] {
  return [
    ...(title ? [sub(title)] : []),
    ...(rows.length === 0 ? [] : [grid(head, rows)]),
    ...(note ? [small(note)] : []),
  ];
}
