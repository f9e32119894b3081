import { describe, expect, it } from 'vitest';
import {
  blocksIn,
  lineCount,
  placeOf,
  sectionsOf,
  type TableGroup,
} from '#renderer/features/changes/table/sections.ts';
import { random } from '#test/support/random.ts';

const group = (key: string, count: number): TableGroup => ({ by: 'state', key, name: key, count });

describe('lines of a grouped table', () => {
  it('each line is a head or the row that counting by hand finds there, folded groups included', () => {
    const next = random(11);
    for (let round = 0; round < 200; round += 1) {
      const groups = Array.from({ length: 1 + Math.floor(next() * 6) }, (_, at) =>
        group(`g${at}`, Math.floor(next() * 5)),
      );
      const folded = new Set(groups.filter(() => next() < 0.3).map(({ key }) => `state:${key}`));
      const sections = sectionsOf(0, groups, folded);
      const wanted = groups.flatMap(({ key, count }) => [
        `head ${key}`,
        ...(folded.has(`state:${key}`) ? [] : Array.from({ length: count }, (_, at) => `${key} ${at}`)),
      ]);
      expect(lineCount(sections)).toBe(wanted.length);
      const found = Array.from({ length: wanted.length + 1 }, (_, line) => {
        const place = placeOf(sections, line);
        if (!place) return undefined;
        return place.kind === 'head'
          ? `head ${place.group.key}`
          : `${place.section.group?.key} ${place.offset}`;
      });
      expect(found).toEqual([...wanted, undefined]);
    }
  });

  it('asks for no more blocks than the lines in view need', () => {
    const sections = sectionsOf(0, [group('a', 250), group('b', 2), group('c', 100_000)], new Set());
    const names = (first: number, last: number) =>
      blocksIn(sections, first, last, 100, 24).map(({ section, block }) => `${section.group?.key}${block}`);
    expect(names(0, 40)).toEqual(['a0']);
    expect(names(195, 260)).toEqual(['a1', 'a2', 'b0', 'c0']);
    expect(names(50_000, 50_040)).toEqual(['c497']);
    expect(blocksIn(sectionsOf(1000, null, new Set()), 90, 110, 100, 24).map(({ block }) => block)).toEqual([
      0, 1,
    ]);
  });
});
