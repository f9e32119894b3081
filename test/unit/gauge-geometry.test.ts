import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GaugeFacts, type GaugeFrame, gaugeGeometry, gaugeState } from '#renderer/ui/gauge-geometry.ts';
import { placeRow, textWidth } from '#renderer/ui/gauge-labels.ts';
import { gaugeSentence } from '#renderer/ui/gauge-sentence.ts';

const MINUTE = 60_000;
const night = Date.UTC(2027, 1, 12);
/** `22:00` of the evening or `01:21` of the morning of the sample night, in UTC. */
const at = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return night + ((hours > 12 ? hours - 24 : hours) * 60 + minutes) * MINUTE;
};
const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);
const frame: GaugeFrame = { widthEm: 88, clock, offsetMs: 0 };
const window = { startsAt: at('22:00'), endsAt: at('02:00'), protectionEndsAt: at('02:30') };
const running: GaugeFacts = {
  now: at('00:47'),
  window,
  plannedStartAt: at('22:00'),
  startedAt: at('22:00'),
  endedAt: null,
  plannedEndAt: at('01:25'),
  forecastEndAt: at('01:38'),
  backedOutAt: at('01:51'),
  backOutDeadlineAt: at('01:21'),
  deadlineAfterNext: { number: 18, deadlineAt: at('01:09') },
  noReturnSince: null,
  backsOut: false,
};
const text = (geometry: ReturnType<typeof gaugeGeometry>) => geometry.plates.map((plate) => plate.text);

describe('the fork', () => {
  it('shows the time left to decide, the part the next step takes, and both ends', () => {
    const g = gaugeGeometry(running, frame);
    expect(g.state).toBe('running');
    expect(text(g)).toEqual(['Now 00:47', 'Back out by 01:21', '01:09 once step 18 starts']);
    expect(g.segments.map((s) => s.kind)).toEqual(['elapsed', 'decide', 'lose', 'rest', 'protection']);
    expect(g.forward.end).toMatchObject({ time: '01:38', words: 'forecast end, plan 01:25' });
    expect(g.back.end).toMatchObject({ time: '01:51', words: 'service restored' });
    expect(g.forward.parts.map((p) => p.kind)).toEqual(['plain']);
  });

  it('turns yellow only between window end and protection end, red only beyond', () => {
    const late = gaugeGeometry({ ...running, forecastEndAt: at('02:12') }, frame);
    expect(late.forward.parts.map((p) => p.kind)).toEqual(['plain', 'late']);
    const over = gaugeGeometry({ ...running, forecastEndAt: at('02:41') }, frame);
    expect(over.forward.parts.map((p) => p.kind)).toEqual(['plain', 'late', 'over']);
    expect(over.forward.parts[2]?.left).toBeCloseTo(over.posts[2]?.left ?? 0, 5);
  });

  it('counts a deadline as passed from its own instant on and turns both plates around', () => {
    expect(gaugeState({ ...running, now: at('01:21') - 1 })).toBe('running');
    expect(gaugeState({ ...running, now: at('01:21') })).toBe('deadline passed');
    const g = gaugeGeometry({ ...running, now: at('01:27'), backedOutAt: at('02:36') }, frame);
    expect(text(g)).toEqual(['Deadline 01:21 passed', 'Now 01:27']);
    expect(g.plates.map((p) => p.anchor)).toEqual(['end', 'start']);
    expect(g.segments.map((s) => s.kind)).toContain('past');
    expect(g.back.end?.words).toContain('6 min late');
  });

  it('keeps the flag after an irreversible step and says that only rolling forward is left', () => {
    const g = gaugeGeometry(
      { ...running, now: at('00:52'), backOutDeadlineAt: null, noReturnSince: at('00:31') },
      frame,
    );
    expect(text(g)).toEqual(['No return since 00:31', 'Now 00:52']);
    expect(g.back.parts).toEqual([]);
    expect(g.back.sentence?.text).toBe('Backing out is no longer possible; roll forward');
  });

  it('draws no needle in the channel before the window, and none at all days before it', () => {
    const before = { ...running, now: at('21:40'), startedAt: null, deadlineAfterNext: null };
    const soon = gaugeGeometry(before, frame);
    expect(soon.needle).toBeLessThan(soon.posts[0]?.left ?? 0);
    expect(soon.segments.map((s) => s.kind)).toEqual(['rest', 'protection']);
    expect(soon.plates.map((p) => p.kind)).toEqual(['now', 'soft']);
    const early = gaugeGeometry({ ...before, now: at('22:00') - 3 * 24 * 60 * MINUTE }, frame);
    expect(early.needle).toBeNull();
    expect(early.posts[0]?.left).toBeGreaterThan(5);
  });

  it('is a plain forecast bar without a window', () => {
    const g = gaugeGeometry(
      { ...running, window: null, backOutDeadlineAt: null, deadlineAfterNext: null },
      frame,
    );
    expect(g.posts).toEqual([]);
    expect(g.staff).toBeNull();
    expect(text(g)).toEqual(['Now 00:47']);
    expect(g.forward.end?.time).toBe('01:38');
  });

  it('moves a lane title into the end label when the needle stands at the left edge', () => {
    const g = gaugeGeometry({ ...running, now: at('22:01') }, frame);
    expect(g.forward.say).toBe('');
    expect(g.forward.end?.words).toContain('if we go on');
    expect(g.back.end?.words).toContain('if we back out now');
  });

  it('finds room for the title beside the plates, wherever the needle stands', () => {
    for (let minute = 0; minute <= 240; minute += 5) {
      const g = gaugeGeometry(
        { ...running, now: window.startsAt + minute * MINUTE },
        { ...frame, widthEm: 64, captions: [26, 11] },
      );
      expect(g.caption, `at minute ${minute}`).not.toBeNull();
    }
  });

  it('never lets labels overlap, leave the gauge or drop a time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 44, max: 160 }),
        fc.integer({ min: -400, max: 700 }),
        fc.integer({ min: 20, max: 900 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: -30, max: 600 }),
        fc.integer({ min: -30, max: 600 }),
        fc.boolean(),
        (widthEm, nowMinute, length, protection, forecast, deadline, started) => {
          const now = window.startsAt + nowMinute * MINUTE;
          const facts: GaugeFacts = {
            ...running,
            now,
            window: {
              startsAt: window.startsAt,
              endsAt: window.startsAt + length * MINUTE,
              protectionEndsAt: window.startsAt + (length + protection) * MINUTE,
            },
            startedAt: started ? Math.min(now, window.startsAt) : null,
            forecastEndAt: Math.max(now, window.startsAt) + Math.max(0, forecast) * MINUTE,
            plannedEndAt: window.startsAt + length * MINUTE * 0.8,
            backedOutAt: now + Math.max(0, forecast / 2) * MINUTE,
            backOutDeadlineAt: window.startsAt + deadline * MINUTE,
          };
          const g = gaugeGeometry(facts, { ...frame, widthEm });
          const spans = g.plates.map((plate) => {
            const width = textWidth(plate.text) + (plate.kind === 'then' ? 0 : 1.15);
            const left = (plate.left / 100) * widthEm;
            return plate.anchor === 'end' ? [left - width, left] : [left, left + width];
          });
          for (const [index, [start = 0, end = 0]] of spans.entries()) {
            expect(start).toBeGreaterThanOrEqual(-0.25);
            expect(end).toBeLessThanOrEqual(widthEm + 0.25);
            const next = spans[index + 1];
            if (next) expect(next[0] ?? 0).toBeGreaterThanOrEqual(end - 0.25);
          }
          for (const lane of [g.forward, g.back]) {
            if (!lane.end) continue;
            const used =
              (lane.end.left / 100) * widthEm + textWidth(`${lane.end.time} ${lane.end.words}`) + 0.55;
            expect(used).toBeLessThanOrEqual(widthEm + 0.5);
          }
          const labels = g.labels
            .map((label) => {
              const start = (label.left / 100) * (widthEm / 0.92);
              return [start, start + textWidth(`${label.time} ${label.words}`.trim())] as const;
            })
            .sort((a, b) => a[0] - b[0]);
          for (const [index, [, end]] of labels.entries()) {
            const next = labels[index + 1];
            if (next) expect(next[0]).toBeGreaterThanOrEqual(end - 0.25);
          }
          const shown = g.labels.map((label) => label.time).join(' ');
          expect(shown).toContain(clock(facts.window?.startsAt ?? 0));
          expect(shown).toContain(clock(facts.window?.endsAt ?? 0));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('says everything it draws', () => {
    expect(gaugeSentence(running, 'running', clock)).toBe(
      'Now 00:47. Window 22:00 to 02:00, protection ends 02:30. Back out by 01:21. ' +
        'Once step 18 starts: by 01:09. If we go on, forecast end 01:38, plan 01:25. ' +
        'If we back out now, service restored 01:51.',
    );
  });
});

it('shortens words before it moves a label', () => {
  const label = (where: number, wordings: readonly string[]) => ({
    at: where,
    anchor: 'start' as const,
    wordings,
    padding: 0,
  });
  const row = placeRow([label(0, ['window opens', 'opens']), label(4, ['window ends', 'ends'])], 40);
  expect(row.map((placed) => placed.text)).toEqual(['opens', 'ends']);
  expect(row[1]?.start).toBe(4);
});
