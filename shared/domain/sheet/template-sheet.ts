import type { Template, TemplateStep } from '#shared/contract/templates.ts';
import type { StepId } from '../ids.ts';
import { printable } from '../pack/printable.ts';
import { planRun } from '../runs/run-plan.ts';
import { sections } from '../runs/runbooks.ts';
import { MINUTE } from '../time.ts';
import { counted, minutesText } from '../wording.ts';
import type { SheetBody } from './model.ts';
import { sheetStep } from './step-sheet.ts';

/** A runbook that belongs to no run yet, to print: times count from its start, and the head has lines to write on. */
export function templateSheet(template: Template, workspace: string): SheetBody {
  const { steps } = template;
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]));
  const { starts, ends } = planned(steps);
  const version = template.version === 0 ? 'not published' : `version ${template.version}`;
  return {
    title: printable(`${template.name}, ${version}`),
    author: printable(workspace),
    headline: printable(template.name),
    lead: printable(template.about),
    running: [printable(template.name), `Runbook, ${version}`],
    facts: [
      { label: 'Runbook', value: version },
      {
        label: 'Length',
        value: `${counted(steps.length, 'step')}, ${minutesText(ends)} along the longest chain`,
      },
      { label: 'Times', value: 'hours and minutes after the start' },
    ],
    blanks: ['Release', 'Window', 'Protection ends', 'Back out by', 'Commander, phone', 'Started'],
    people: [],
    sections: sections.flatMap((title) => {
      const own = steps.filter(({ section }) => section === title);
      if (own.length === 0) return [];
      return [
        {
          title,
          note: title === 'Back-out' ? 'Only once somebody has decided to back out.' : '',
          steps: own.map((step) =>
            sheetStep(step, {
              number: String(numbers.get(step.id) ?? ''),
              tick: 'open',
              outcome: '',
              start: '',
              end: '',
              owner: printable(step.ownerRole) || 'No owner',
              planned: title === 'Back-out' ? '' : afterStart(starts.get(step.id) ?? 0),
              after: step.dependsOn.flatMap((id) => numbers.get(id) ?? []).toSorted((a, b) => a - b),
            }),
          ),
        },
      ];
    }),
    foot: `${printable(template.name).slice(0, 60)}, ${version}`,
  };
}

/** Minutes after the start at which each step begins, and at which the last one ends. */
function planned(steps: readonly TemplateStep[]) {
  const run = {
    plannedStartAt: 0,
    windowStartsAt: null,
    windowEndsAt: null,
    protectionEndsAt: null,
    decisionMinutes: 0,
    validationMinutes: 0,
    startedAt: null,
    endedAt: null,
    backsOutId: null,
  };
  // The plan knows steps of runs; these would be copied into them under other ids.
  const of = (id: string) => id as StepId;
  const found = planRun(
    run,
    steps.map((step, i) => ({ ...step, id: of(step.id), number: i + 1, dependsOn: step.dependsOn.map(of) })),
  );
  return {
    starts: new Map<string, number>([...found.steps].map(([id, { startsAt }]) => [id, startsAt / MINUTE])),
    ends: found.endsAt / MINUTE,
  };
}

/** `+0:00`, `+1:25`. */
function afterStart(minutes: number): string {
  return `+${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
