import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeSteps, minutesOf, parseSteps } from '#renderer/features/changes/stepText.ts';

describe('pasted steps', () => {
  it('reads numbers, bullets and tick boxes, and durations at the end', () => {
    expect(
      parseSteps(
        '1. Stop the workers, 5 min\r\n2) Deploy 4.9.0 (1 h 30 min)\n\n- [x] Watch the graph\n* Warm up 90m',
      ),
    ).toEqual([
      { title: 'Stop the workers', minutes: 5 },
      { title: 'Deploy 4.9.0', minutes: 90 },
      { title: 'Watch the graph', minutes: null },
      { title: 'Warm up', minutes: 90 },
    ]);
  });

  it('keeps versions, times and negative words that only look like a mark or a duration', () => {
    expect(parseSteps('4.9.0 goes to canary\n30 min\n-5 is the offset')).toEqual([
      { title: '4.9.0 goes to canary', minutes: null },
      { title: '30 min', minutes: null },
      { title: '-5 is the offset', minutes: null },
    ]);
  });

  it('joins an indented line to the step above it', () => {
    expect(parseSteps('1. Turn on the toggle\n   for the canary only\n2. Watch')).toEqual([
      { title: 'Turn on the toggle for the canary only', minutes: null },
      { title: 'Watch', minutes: null },
    ]);
  });

  it('stays within what a ticket may hold when a whole log is pasted', () => {
    const steps = parseSteps(`${'x'.repeat(5000)}\n`.repeat(2000));
    expect(steps).toHaveLength(500);
    expect(steps[0]?.title).toHaveLength(2000);
  });

  it('reads what people paste from wikis, trackers and chats', () => {
    const read = (line: string) => parseSteps(line)[0];
    for (const mark of [
      '1.',
      '12)',
      '3:',
      '2.1.',
      '2.1)',
      '-',
      '*',
      '+',
      '•',
      '–',
      '- [ ]',
      '* [x]',
      '[ ]',
      '[]',
    ])
      expect(read(`${mark} Drain the node`), mark).toEqual({ title: 'Drain the node', minutes: null });
    const times = {
      '(5 min)': 5,
      '5 min': 5,
      ', 5min': 5,
      '~10m': 10,
      '(~ 10 minutes)': 10,
      '[15 mins]': 15,
      '– 2 h': 120,
      '(1h30)': 90,
      '1 hr 5 min.': 65,
    };
    for (const [words, minutes] of Object.entries(times))
      expect(read(`Drain the node ${words}`), words).toEqual({ title: 'Drain the node', minutes });
    expect(parseSteps('1. Drain\r\n   - node A (2 min)\r\n   - node B\r\n     and its disk\r\n')).toEqual([
      { title: 'Drain', minutes: null },
      { title: 'node A', minutes: 2 },
      { title: 'node B and its disk', minutes: null },
    ]);
  });

  it('gets back the steps of any list that was written out, whatever the marks and line ends', () => {
    const word = fc.stringMatching(/^[A-Za-zÄéß]{1,12}$/);
    const step = fc.record({
      title: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
      minutes: fc.option(fc.integer({ min: 0, max: 9999 })),
    });
    const mark = fc.constantFrom<(at: number) => string>(
      (at) => `${at + 1}. `,
      (at) => `${at + 1}) `,
      () => '- ',
      () => '* [ ] ',
      () => '[x] ',
      () => '',
    );
    const written = fc.constantFrom<(minutes: number) => string>(
      (minutes) => ` (${minutes} min)`,
      (minutes) => ` ~${minutes}m`,
      (minutes) => `, ${minutes} minutes`,
    );
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        mark,
        written,
        fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
        (steps, marked, timed, end) => {
          const lines = steps.map(
            ({ title, minutes }, at) => marked(at) + title + (minutes === null ? '' : timed(minutes)),
          );
          expect(parseSteps(lines.join(end))).toEqual(steps);
        },
      ),
    );
  });

  it('leaves a single pasted line to the field', () => {
    expect(looksLikeSteps('one line')).toBe(false);
    expect(looksLikeSteps('one line\n')).toBe(false);
    expect(looksLikeSteps('one\ntwo')).toBe(true);
    expect(
      minutesOf([
        { title: 'a', minutes: 3 },
        { title: 'b', minutes: null },
      ]),
    ).toEqual({ minutes: 3, unknown: 1 });
  });
});
