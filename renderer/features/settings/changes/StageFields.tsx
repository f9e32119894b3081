import type { Names } from '#renderer/features/changes/names.ts';
import { Checkbox, MultiSelectField, Segmented, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import type { Decider, Stage } from '#shared/contract/approvals.ts';
import type { ChangeType } from '#shared/contract/changes.ts';
import { type Role, role } from '#shared/contract/people.ts';
import { statesByType } from '#shared/domain/changes/changes.ts';
import css from './policies.module.css';

const kinds = [
  { value: 'approval', label: 'Approval' },
  { value: 'task', label: 'Task' },
] as const;

const rules = [
  { value: 'any', label: 'Any of them: the first approve or reject decides' },
  { value: 'everyone', label: 'Everyone: one reject ends it' },
  { value: 'majority', label: 'Majority: over half of those who may decide' },
] as const;

const approvalStates: readonly Stage['state'][] = ['Assess', 'Authorize'];
const allStates: readonly Stage['state'][] = ['Assess', 'Authorize', 'Scheduled', 'Review'];

/** States a stage of a kind can stand in: those on the way of the type. */
export function statesOf(type: ChangeType, kind: Stage['kind']): readonly Stage['state'][] {
  return (kind === 'approval' ? approvalStates : allStates).filter((state) =>
    statesByType[type].includes(state),
  );
}

/** The fields of one stage of an approval flow. */
export function StageFields(props: {
  readonly type: ChangeType;
  readonly stage: Stage;
  readonly names: Names;
  readonly errorAt: (field: string) => string | undefined;
  readonly onChange: (stage: Stage) => void;
}) {
  const { type, stage, names, errorAt, onChange } = props;
  const put = (some: Partial<Stage>) => onChange({ ...stage, ...some });
  const possible = statesOf(type, stage.kind);
  const states = possible.includes(stage.state) ? possible : [...possible, stage.state];
  const mayApprove = statesOf(type, 'approval').length > 0 || stage.kind === 'approval';
  return (
    <>
      <div className={css.row}>
        <TextField
          label="Name"
          maxLength={120}
          dir="auto"
          value={stage.name}
          error={errorAt('name')}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <SelectField
          label="State"
          allowDeselect={false}
          options={states.map((state) => ({ value: state, label: state }))}
          value={stage.state}
          error={errorAt('state')}
          onChange={(state) => put({ state: state ?? stage.state })}
        />
      </div>
      {mayApprove && (
        <Segmented
          label={`Kind of ${stage.name || 'the stage'}`}
          options={kinds}
          value={stage.kind}
          onChange={(kind) => {
            const next = statesOf(type, kind);
            put({
              kind,
              state: next.includes(stage.state) ? stage.state : (next[0] ?? stage.state),
              ...(kind === 'task' ? { authority: false } : {}),
            });
          }}
        />
      )}
      <MultiSelectField
        label={stage.kind === 'approval' ? 'Who decides' : 'Who does it'}
        placeholder={stage.who.length === 0 ? 'Roles, people or teams' : ''}
        options={deciders(names, stage.who)}
        value={stage.who.map(keyOf)}
        error={errorAt('who')}
        onChange={(keys) => put({ who: keys.map(deciderOf) })}
      />
      {stage.kind === 'approval' && (
        <>
          <SelectField
            label="How many"
            allowDeselect={false}
            options={rules}
            value={stage.rule}
            onChange={(rule) => put({ rule: rule ?? stage.rule })}
          />
          <Checkbox
            label="Its outcome is the change authority’s"
            checked={stage.authority}
            onChange={(event) => put({ authority: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}

type Key = `role:${string}` | `person:${string}` | `team:${string}`;

function keyOf(who: Decider): Key {
  return who.kind === 'role' ? `role:${who.role}` : `${who.kind}:${who.id}`;
}

function deciderOf(key: Key): Decider {
  const at = key.indexOf(':');
  const rest = key.slice(at + 1);
  if (key.startsWith('role:')) return { kind: 'role', role: rest as Role };
  if (key.startsWith('person:'))
    return { kind: 'person', id: rest as Extract<Decider, { kind: 'person' }>['id'] };
  return { kind: 'team', id: rest as Extract<Decider, { kind: 'team' }>['id'] };
}

/** Everyone who can be named; somebody who was removed stays in the list until they are taken out. */
function deciders(names: Names, chosen: readonly Decider[]): { value: Key; label: string }[] {
  const all: { value: Key; label: string }[] = [
    ...role.options.map((one) => ({ value: `role:${one}` as const, label: `Role: ${one}` })),
    ...names.people.map(({ id, name }) => ({ value: `person:${id}` as const, label: name })),
    ...names.teams.map(({ id, name }) => ({ value: `team:${id}` as const, label: `Team ${name}` })),
  ];
  const known = new Set(all.map(({ value }) => value));
  const gone = chosen.map(keyOf).filter((key) => !known.has(key));
  return [...all, ...gone.map((value) => ({ value, label: 'Somebody no longer known' }))];
}
