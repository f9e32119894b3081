import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Block, Run } from '#shared/domain/pack/blocks.ts';

type Nodes = ElementContent[];

/** Blocks of a ticket as elements; nothing when there are none. */
export function prose(blocks: readonly Block[]): Nodes {
  return blocks.length === 0 ? [] : [h('div.prose', blocks.flatMap(block))];
}

function block(one: Block): Nodes {
  switch (one.kind) {
    case 'paragraph':
      return [h('p', { dir: 'auto' }, runs(one.runs))];
    case 'heading':
      return [h('p', { dir: 'auto' }, h('strong', runs(one.runs)))];
    case 'list': {
      const items = one.items.map((item) => h('li', item.flatMap(block)));
      return [one.ordered ? h('ol', { start: one.start }, items) : h('ul', items)];
    }
    case 'quote':
      return [h('blockquote', one.blocks.flatMap(block))];
    case 'code':
      return [h('pre', h('code', one.text))];
    case 'table':
      return [
        h(
          'table',
          h(
            'tbody',
            one.rows.map((cells) =>
              h(
                'tr',
                cells.map((cell) => h('td', runs(cell))),
              ),
            ),
          ),
        ),
      ];
    case 'more':
      return [h('p.small', one.text)];
  }
}

function runs(list: readonly Run[]): Nodes {
  return list.flatMap((run): Nodes => {
    let nodes: Nodes = run.text
      .split('\n')
      .flatMap((text, i): Nodes => [...(i > 0 ? [h('br')] : []), { type: 'text', value: text }]);
    if (run.code) nodes = [h('code', nodes)];
    if (run.italic) nodes = [h('em', nodes)];
    return run.bold ? [h('strong', nodes)] : nodes;
  });
}
