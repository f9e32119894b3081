import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { Template } from '#shared/contract/templates.ts';
import { builtinTemplates } from '../runbooks/builtin-runbooks.ts';
import { flowPlaybooks, strategyPlaybooks } from '../runbooks/playbooks.ts';
import { DAY, MINUTE } from '../time.ts';
import { sampleApprovals } from './approvals.ts';
import { type SampleBoard, sampleBoard } from './board.ts';
import { fromCatalogue, sampleCatalogue } from './catalogue.ts';
import { type SampleCompany, sampleCompany, sampleName, sampleZone, withRole } from './company.ts';
import { type SamplePlans, samplePlans, sampleTrain } from './plans.ts';
import { type Random, randomFrom } from './random.ts';
import { sampleReleases } from './releases.ts';
import { attachedRun, finishedRun, type SampleRun } from './run.ts';
import { sampleTickets } from './written.ts';

export type SampleWorld = SampleCompany &
  SamplePlans &
  SampleBoard & {
    readonly name: string;
    readonly zone: string;
    readonly letters: string;
    readonly now: number;
    readonly templates: readonly Template[];
    readonly releases: readonly Release[];
    readonly changes: readonly Change[];
    readonly catalogue: readonly ChangeTemplate[];
    readonly runs: readonly SampleRun[];
    /** Last number given out for each prefix. */
    readonly counters: { readonly CHG: number; readonly REL: number };
  };

/**
 * A believable company around `now` (ms UTC), the same for the same seed, letters and moment: people, services,
 * windows and freezes, releases behind and ahead, forty changes in every state, a finished run and one that waits,
 * a train, CAB meetings of which one was held, a catalogue, duty in the nights and exceptions from the freeze ahead.
 * `letters` are those of the device, used in references.
 */
export function sampleWorld(seed: number, now: number, letters = 'A'): SampleWorld {
  const random = randomFrom(seed);
  const company = sampleCompany(random, now);
  const train = sampleTrain(random, company, now, letters);
  const releases = sampleReleases(random, company, train, now, letters);
  const tickets = sampleTickets(random, company, releases, now, letters);
  const minting =
    (source: Random) =>
    <Id extends string>() =>
      source.id<Id>(now - 400 * DAY);
  // The later ones draw from a source of their own, so that the rest of the company stays as it is.
  const templates = [
    ...builtinTemplates(minting(random), flowPlaybooks),
    ...builtinTemplates(minting(randomFrom(seed + 1)), strategyPlaybooks),
  ];
  const counted = [...releases.values()].map((release) => ({
    ...release,
    changes: tickets.filter((change) => change.releaseId === release.id).length,
  }));
  const runs = sampleRuns(random, company, releases, templates, now);
  const plans = samplePlans(random, company, train, tickets, now, letters);
  const voted = sampleApprovals(random, company, tickets, now);
  const catalogue = sampleCatalogue(random, company, now);
  return {
    ...company,
    name: sampleName,
    zone: sampleZone,
    letters,
    now,
    templates,
    releases: counted,
    runs,
    ...plans,
    ...sampleBoard(random, company, plans.meetings, voted, now),
    changes: fromCatalogue(voted.changes, catalogue),
    catalogue,
    counters: { CHG: tickets.length, REL: counted.length },
  };
}

function sampleRuns(
  random: Random,
  company: SampleCompany,
  releases: ReadonlyMap<string, Release>,
  templates: readonly Template[],
  now: number,
): SampleRun[] {
  const standard = templates[0];
  const train = templates.find((one) => one.name.startsWith('Several'));
  const commander = withRole(company, 'release manager');
  const past = releases.get('A4');
  const next = releases.get('A6');
  if (!standard || !train || !past?.slot || !next?.slot || commander === null) return [];
  const people = company.people;
  const rehearsedAt = Math.floor((now - 2 * DAY) / (60 * MINUTE)) * 60 * MINUTE;
  return [
    finishedRun(
      random,
      attachedRun(random, {
        release: past,
        template: train,
        kind: 'live',
        plannedStartAt: past.slot.start.at,
        people,
      }),
      commander,
    ),
    finishedRun(
      random,
      attachedRun(random, {
        release: next,
        template: standard,
        kind: 'rehearsal',
        plannedStartAt: rehearsedAt,
        people,
      }),
      commander,
    ),
    attachedRun(random, {
      release: next,
      template: standard,
      kind: 'live',
      plannedStartAt: next.slot.start.at,
      people,
    }),
  ];
}
