import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { ChangePage, Chart, Line, PackModel, Place, Section, Table } from '#shared/domain/pack/model.ts';
import { prose } from './html-blocks.ts';
import { htmlStyle } from './html-style.ts';

type Nodes = ElementContent[];

/** The pack as one HTML file that loads nothing: no script, no font, no picture. All text is escaped by the writer of the tree. */
export function packHtml(model: PackModel): string {
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', {
            httpEquiv: 'Content-Security-Policy',
            content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
          }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'referrer', content: 'no-referrer' }),
          h('title', model.title),
          h('style', htmlStyle),
        ]),
        h('body', [cover(model), ...model.pages.map((page) => changeSheet(model, page)), annexes(model)]),
      ]),
    ],
  };
  return toHtml(root);
}

function cover(model: PackModel) {
  return h('section.sheet.cover', [
    h('div.run', [h('span', model.board), h('span', model.frozen)]),
    h('h1', model.headline.join('\n')),
    h('p.lead', { dir: 'auto' }, model.lead),
    h('table', [
      h('thead', row('th', ['', 'Reference', 'What changes', 'Type', 'Risk', 'Planned', 'Minutes'], [6])),
      h(
        'tbody',
        model.agenda.map((one) =>
          h('tr', [
            h('td', one.number),
            h('td.mono', one.ref),
            h('td.serif', { dir: 'auto' }, `${one.title}${one.late ? ' (late)' : ''}`),
            h('td', one.type),
            h('td', one.risk),
            h('td', one.planned),
            h('td.n', one.minutes),
          ]),
        ),
      ),
    ]),
    ...model.agendaNotes.map((note) => h('p.small', note)),
    h('div.foot', [h('span', model.short), h('span', ['SHA-256 ', h('code', model.hash)])]),
  ]);
}

function changeSheet(model: PackModel, page: ChangePage) {
  return h('section.sheet', { id: page.ref }, [
    h('div.run', [h('span', `${page.number} ${page.ref}`), h('span', page.aboard), h('span', model.running)]),
    h('h1', { dir: 'auto' }, page.title),
    ...(page.standfirst ? [h('p.stand', { dir: 'auto' }, page.standfirst)] : []),
    h('dl.facts', [
      fact('Risk', `${page.risk.word} ${page.risk.score}`),
      ...page.facts.map(({ label, value }) => fact(label, value)),
    ]),
    h('div.two', [
      h('div', [
        ...page.sections.flatMap(section),
        h('h2', 'Particulars'),
        h(
          'p.also',
          page.particulars.flatMap(
            ({ label, value }): Nodes => [h('span', `${label} `), { type: 'text', value: `${value}. ` }],
          ),
        ),
      ]),
      h('aside', [
        h('h2', 'How the risk adds up'),
        sum(page),
        h('h2', 'Evidence'),
        lines(page.evidence),
        ...prose(page.evidenceText),
        h('h2', 'Approvals so far'),
        lines(page.approvals),
        h('h2', 'Conflicts'),
        lines(page.conflicts),
      ]),
    ]),
    h('h2', 'In its window'),
    ...strip(page),
    decision(),
    h('div.foot', [
      h('span', model.running),
      h('span', [`${model.short} `, h('code', model.hashStart), ', this ticket ', h('code', page.hash)]),
    ]),
  ]);
}

const fact = (label: string, value: string) => h('div', [h('dt', label), h('dd', value)]);

function section(one: Section): Nodes {
  if (one.kind === 'prose') return [h('h2', one.title), ...prose(one.blocks)];
  if (one.steps.length === 0) return [h('h2', one.title), h('p.prose', h('em', one.none))];
  return [
    h('h2', one.title),
    h(
      'ol.steps',
      one.steps.map((step) =>
        h('li', { dir: 'auto' }, [...(step.value ? [h('span', step.value)] : []), step.text]),
      ),
    ),
  ];
}

function sum({ sum: { lines: rows, total, note } }: ChangePage) {
  return h('div', [
    h('table.sum', [
      h('tbody', [
        ...rows.map(({ what, points }) => h('tr', [h('td', what), h('td.n', points)])),
        h('tr.total', [h('td', total.what), h('td.n', total.points)]),
      ]),
    ]),
    ...(note ? [h('p.small', note)] : []),
  ]);
}

const SIGNS = { done: '✓', attention: '!', failed: '✗', open: '○', none: '–' } as const;

function lines(list: readonly Line[]) {
  return h(
    'ul.lines',
    list.map(({ mark, text, value, note }) =>
      h('li', [
        h(`span.${mark}`, { ariaHidden: 'true' }, SIGNS[mark]),
        h('span', text),
        h('b', value),
        ...(note ? [h('small', note)] : []),
      ]),
    ),
  );
}

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;
const placed = (place: Place) => `left:${percent(place.from)};width:${percent(place.to - place.from)}`;

function strip({ strip: one, stripNote }: ChangePage): Nodes {
  if (one === null) return [h('p', stripNote)];
  const { deadline } = one;
  return [
    h(
      'p',
      `${one.opens.time} ${one.opens.text}, ${one.ends.time} ${one.ends.text}${one.protectionEnds ? `, ${one.protectionEnds} protection ends` : ''}`,
    ),
    h('div.strip', { ariaHidden: 'true' }, [
      ...(one.protection ? [h('i.protection', { style: placed(one.protection) })] : []),
      ...one.bars.map((bar) => h(`i.${bar.kind}`, { style: placed(bar) })),
      ...(deadline ? [h('i.deadline', { style: `left:${percent(deadline.at)}` })] : []),
    ]),
    ...(deadline ? [h('p.back', [h('strong', deadline.lead), `: ${deadline.text}`])] : []),
    ...(one.note ? [h('p.small', one.note)] : []),
  ];
}

function decision() {
  return h('div.decision', [
    h('h2', 'Decision'),
    ...['Approve', 'Approve with condition', 'Defer', 'Reject'].map((word) => h('span.box', word)),
    h(
      'div.blank',
      ['Condition or reason', 'Decided by', 'Time'].map((word) => h('span', word)),
    ),
  ]);
}

function annexes(model: PackModel) {
  return h('section.sheet', [
    h('div.run', [h('span', model.board), h('span', model.running)]),
    ...model.annexes.flatMap(({ title, parts }) => [
      h('h1', title),
      ...parts.flatMap((part) => (part.kind === 'chart' ? chart(part) : table(part))),
    ]),
    h('div.foot', [h('span', model.frozen), h('code', model.hash)]),
  ]);
}

function row(
  cell: 'th' | 'td',
  values: readonly string[],
  right: readonly number[],
  mono: readonly number[] = [],
) {
  return h(
    'tr',
    values.map((value, i) =>
      h(
        cell,
        {
          className: [...(right.includes(i) ? ['n'] : []), ...(mono.includes(i) ? ['mono'] : [])],
          dir: 'auto',
        },
        value,
      ),
    ),
  );
}

function table({ title, head, rows, right, mono, note }: Table): Nodes {
  return [
    ...(title ? [h('h2', title)] : []),
    ...(rows.length === 0
      ? []
      : [
          h('table', [
            h('thead', row('th', head, right)),
            h(
              'tbody',
              rows.map((values) => row('td', values, right, mono)),
            ),
          ]),
        ]),
    ...(note ? [h('p.small', note)] : []),
  ];
}

function chart({ title, bands, rows, note }: Chart): Nodes {
  const behind = () =>
    bands.filter(({ kind }) => kind !== 'inform').map((band) => h(`i.${band.kind}`, { style: placed(band) }));
  return [
    h('h2', title),
    h('table', [
      h(
        'tbody',
        rows.map((one) =>
          h('tr', [
            h('td.mono', one.ref),
            h('td.serif', { dir: 'auto' }, one.title),
            h('td', one.when),
            h(
              'td',
              h('div.track', { ariaHidden: 'true' }, [
                ...behind(),
                ...(one.bar ? [h(one.conflict ? 'i.bar.met' : 'i.bar', { style: placed(one.bar) })] : []),
              ]),
            ),
          ]),
        ),
      ),
    ]),
    h('p.small', note),
  ];
}
