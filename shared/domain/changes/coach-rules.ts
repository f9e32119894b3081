import type { Service } from '#shared/contract/catalogue.ts';
import type { Change, ChangeFields, TicketStep } from '#shared/contract/changes.ts';
import type { ServiceId } from '../ids.ts';
import { counted, minutesText, shortList } from '../wording.ts';
import {
  hasSentenceInside,
  ITEM_NUMBER,
  looksEnglish,
  namesValue,
  plainWords,
  quoted,
  statesNamed,
  vagueStep,
  wordsIn,
} from './coach-text.ts';
import { returnsTo } from './returns-to.ts';

/** What a rule knows beside the ticket. */
export type CoachFacts = {
  /** All services known. */
  readonly services: readonly Pick<Service, 'id' | 'name'>[];
  /** Version of the newest build of a service that a closed change named; those not known are left out. */
  readonly versions: ReadonlyMap<ServiceId, string>;
  /** Planned minutes: of the ticket, or of the release it rides with; null when there is no plan. */
  readonly slotMinutes: number | null;
};

/** What a rule found: how much of its points it gives, why not all, and where to look. */
export type Finding = {
  /** From 0 to 1. */
  readonly share: number;
  /** What is wrong, quoted, or how it was measured; empty when there is nothing to say. */
  readonly reason: string;
  readonly field?: keyof ChangeFields;
  /** Place in the list of steps. */
  readonly step?: number;
};

export type CoachRule = {
  readonly id: string;
  readonly name: string;
  readonly field: keyof ChangeFields;
  /** A rule without points is a hint: it is listed while it is not met, and gives and takes nothing. */
  readonly points: number;
  readonly check: (change: Change, facts: CoachFacts) => Finding;
};

const met: Finding = { share: 1, reason: '' };
const part = (share: number, reason: string, more: Omit<Finding, 'share' | 'reason'> = {}): Finding => ({
  share,
  reason,
  ...more,
});
const WORDS = { few: 5, many: 16 };
/** A step that is longer is read as a paragraph. */
const LONG_STEP = 240;

/** In the order of the ticket, hints last. With all of them the points come to 100. */
export const coachRules: readonly CoachRule[] = [
  {
    id: 'title',
    name: 'Title says what changes and where, in one sentence',
    field: 'title',
    points: 10,
    check: ({ title, serviceIds }, { services }) => {
      const count = wordsIn(title);
      if (count === 0) return part(0, 'There is no title.');
      if (hasSentenceInside(title)) return part(0.5, 'It is more than one sentence.');
      if (count < WORDS.few)
        return part(0.4, `It has ${counted(count, 'word')}; about a dozen say what and where.`);
      if (count > WORDS.many) return part(0.6, `It has ${count} words; about a dozen are read at a glance.`);
      const own = services.filter(({ id }) => serviceIds.includes(id)).map(({ name }) => name);
      if (own.length === 0 || own.some((name) => isNamedIn(title, name))) return met;
      return part(0.7, `It does not say where: ${shortList(own, 2)} is not named.`);
    },
  },
  {
    id: 'title-number',
    name: 'Title is no ticket number',
    field: 'title',
    points: 5,
    check: ({ title }) => {
      const bare = title.trim();
      if (bare === '') return part(0, 'There is no title.');
      const [number] = bare.match(ITEM_NUMBER) ?? [];
      if (number === undefined) return met;
      const rest = wordsIn(bare.replace(ITEM_NUMBER, ' '));
      if (rest < 3) return part(0, `Beside ${number.trim()} it has ${counted(rest, 'word')}.`);
      return bare.startsWith(number)
        ? part(0.5, `It begins with ${number.trim()}; numbers have their place under Links.`)
        : met;
    },
  },
  {
    id: 'description',
    name: 'Description says it in words of its own',
    field: 'description',
    points: 4,
    check: ({ description, title }) => {
      const count = wordsIn(description);
      if (count === 0) return part(0, 'There is none.');
      if (plainWords(description) === plainWords(title)) return part(0, 'It repeats the title.');
      return count < 8 ? part(0.5, `${quoted(description)} is ${counted(count, 'word')}.`) : met;
    },
  },
  {
    id: 'justification',
    name: 'Justification names the value or the cost of waiting',
    field: 'justification',
    points: 12,
    check: ({ justification, title, description }) => {
      const count = wordsIn(justification);
      if (count === 0) return part(0, 'There is none.');
      const same = plainWords(justification);
      if (same === plainWords(title)) return part(0, 'It repeats the title.');
      if (same === plainWords(description)) return part(0, 'It repeats the description.');
      if (count < 5) return part(0.3, `${quoted(justification)} is ${counted(count, 'word')}.`);
      if (namesValue(justification)) return met;
      if (looksEnglish(justification))
        return part(
          0.5,
          'No figure, and no word of what it is good for or of what waiting costs, was found.',
        );
      return count >= 8
        ? { share: 1, reason: 'Judged by its length only: its language is not known to this rule.' }
        : part(0.6, `It has ${count} words and no figure.`);
    },
  },
  stepsRule('deployment', 'deploymentSteps', 'Deployment'),
  stepsRule('back-out', 'backOutSteps', 'Back-out'),
  stepsRule('validation', 'validationSteps', 'Validation'),
  {
    id: 'back-out-version',
    name: 'Back-out names the version it returns to',
    field: 'backOutSteps',
    points: 10,
    check: (change, { services, versions }) => {
      if (change.backOutSteps.length === 0) return part(0, 'There are no back-out steps.');
      const last = services
        .filter(({ id }) => change.serviceIds.includes(id) && versions.has(id))
        .map(({ id, name }) => `${name} ${versions.get(id)}`);
      const hint = last.length > 0 ? ` Last released as a change: ${shortList(last)}.` : '';
      const vague = vagueStep(change.backOutSteps);
      if (vague) return part(0, `Step ${vague.at + 1} says “${vague.words}”.${hint}`, { step: vague.at });
      const named = statesNamed(change.backOutSteps);
      const installed = [...statesNamed(change.deploymentSteps), change.build?.version ?? ''];
      // A certificate or a setting has no version; that the way back is clear cannot be measured then.
      if (named.length === 0 && installed.every((one) => one === ''))
        return part(0.5, `Neither the deployment nor the way back names a version or a commit.${hint}`, {
          step: 0,
        });
      if (named.length === 0)
        return part(0, `No step has a version, such as 4.8.0, a commit or a dated state.${hint}`, {
          step: 0,
        });
      if (returnsTo(change) !== '' || named.some((one) => !installed.includes(one))) return met;
      return part(0.3, `It names only ${shortList(named)}, which the deployment names too.${hint}`, {
        step: 0,
      });
    },
  },
  {
    id: 'durations',
    name: 'Every step has a duration',
    field: 'deploymentSteps',
    points: 8,
    check: (change) => {
      const lists = stepLists.map(({ field, one }) => {
        const steps = change[field];
        const without = steps.flatMap(({ minutes }, at) => (minutes === null ? [at] : []));
        return { field, one, steps, without };
      });
      const all = lists.reduce((sum, { steps }) => sum + steps.length, 0);
      const first = lists.find(({ without }) => without.length > 0);
      if (all === 0) return part(0, 'There are no steps.');
      if (!first) return met;
      const missing = lists.flatMap(({ one, without }) =>
        without.length === 0
          ? []
          : [without.length === 1 ? `1 ${one} step` : `${without.length} ${one} steps`],
      );
      const count = lists.reduce((sum, { without }) => sum + without.length, 0);
      return part((all - count) / all, `Without one: ${missing.join(', ')}.`, {
        field: first.field,
        ...(first.without[0] === undefined ? {} : { step: first.without[0] }),
      });
    },
  },
  {
    id: 'time-fits',
    name: 'Planned time fits the steps',
    field: 'plannedStart',
    points: 8,
    check: (change, { slotMinutes }) => {
      const work = minutesIn(change.deploymentSteps) + minutesIn(change.validationSteps);
      const back = minutesIn(change.backOutSteps);
      if (slotMinutes === null) return part(0, 'No start and end are planned.');
      if (slotMinutes <= 0)
        return part(0, 'The planned end is not after the start.', { field: 'plannedEnd' });
      if (work === 0)
        return part(0.5, 'No step has a duration to compare with.', { field: 'deploymentSteps' });
      const slot = `the slot of ${minutesText(Math.floor(slotMinutes))}`;
      if (work > slotMinutes)
        return part(0, `Deployment and validation take ${minutesText(work)}; ${slot} is shorter.`, {
          field: 'plannedEnd',
        });
      if (work + back > slotMinutes)
        return part(
          0.6,
          `With a back-out of ${minutesText(back)} after the work of ${minutesText(work)}, ${slot} is too short.`,
          { field: 'plannedEnd' },
        );
      return met;
    },
  },
  {
    id: 'validator',
    name: 'Validator is not the assignee',
    field: 'validatorId',
    points: 7,
    check: ({ assigneeId, validatorId }) => {
      if (assigneeId === null && validatorId === null)
        return part(0, 'Neither is named.', { field: 'assigneeId' });
      if (assigneeId === null) return part(0.5, 'Nobody carries it out yet.', { field: 'assigneeId' });
      if (validatorId === null) return part(0.3, 'Nobody says that it works yet.');
      return assigneeId === validatorId ? part(0, 'One person does both.') : met;
    },
  },
  {
    id: 'services',
    name: 'Services and environments are named',
    field: 'serviceIds',
    points: 4,
    check: ({ serviceIds, environmentIds }) => {
      if (serviceIds.length === 0 && environmentIds.length === 0) return part(0, 'Neither is named.');
      if (serviceIds.length === 0) return part(0.5, 'No service is named.');
      return environmentIds.length === 0
        ? part(0.5, 'No environment is named.', { field: 'environmentIds' })
        : met;
    },
  },
  {
    id: 'impact',
    name: 'Impact is stated',
    field: 'impact',
    points: 4,
    check: ({ impact }) =>
      wordsIn(impact) === 0
        ? part(0, 'Who notices what, and what when it fails? “None” is an answer too.')
        : met,
  },
  {
    id: 'outage',
    name: 'Outage is stated',
    field: 'plannedOutageMinutes',
    points: 2,
    check: ({ plannedOutageMinutes }) =>
      plannedOutageMinutes === null ? part(0, 'Not stated. 0 minutes means none.') : met,
  },
  {
    id: 'evidence',
    name: 'Build and test evidence is there',
    field: 'evidence',
    points: 2,
    check: ({ evidence, build }) => {
      if (wordsIn(evidence) > 0) return met;
      return build === null ? part(0, 'There is none.') : part(0.5, 'A build is named, and no test of it.');
    },
  },
  {
    id: 'catalogue',
    name: 'A standard change comes from the catalogue',
    field: 'type',
    points: 0,
    check: ({ type, templateId }) =>
      type === 'standard' && templateId === null
        ? part(
            0,
            'No entry of the catalogue stands behind it, so nobody has approved this way of doing it. Start it from an entry, make it one, or make it a normal change.',
          )
        : met,
  },
];

type StepField = 'deploymentSteps' | 'backOutSteps' | 'validationSteps';
const stepLists: readonly { readonly field: StepField; readonly one: string }[] = [
  { field: 'deploymentSteps', one: 'deployment' },
  { field: 'backOutSteps', one: 'back-out' },
  { field: 'validationSteps', one: 'validation' },
];

function stepsRule(id: string, field: StepField, name: string): CoachRule {
  return {
    id,
    name: `${name} is a list of steps`,
    field,
    points: 8,
    check: (change) => {
      const steps = change[field];
      if (steps.every(({ title }) => title.trim() === '')) return part(0, 'There are no steps.');
      const empty = steps.findIndex(({ title }) => title.trim() === '');
      const long = steps.findIndex(({ title }) => title.length > LONG_STEP);
      const length = steps[long]?.title.length;
      if (length !== undefined && steps.length === 1)
        return part(0.25, `The only step is a text of ${length} characters.`, { step: long });
      if (length !== undefined)
        return part(0.6, `Step ${long + 1} is a text of ${length} characters.`, { step: long });
      return empty < 0 ? met : part(0.75, `Step ${empty + 1} says nothing.`, { step: empty });
    },
  };
}

/** Whether a text has the name of a service in it, or a longer word of it: "payments" for payments-api. */
function isNamedIn(text: string, name: string): boolean {
  const words = ` ${plainWords(text)} `;
  const whole = plainWords(name);
  if (whole !== '' && words.includes(whole)) return true;
  return whole.split(' ').some((word) => word.length >= 4 && words.includes(word));
}

function minutesIn(steps: readonly TicketStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
}
