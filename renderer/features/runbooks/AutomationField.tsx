import { useCommands } from '#renderer/features/automation/useCommands.ts';
import { FieldStack, NumberInput, SelectField, SuggestField, TextField } from '#renderer/ui/Fields.tsx';
import type { StepAutomation } from '#shared/contract/steps.ts';

type By = 'person' | StepAutomation['kind'];

const BY: readonly { readonly value: By; readonly label: string }[] = [
  { value: 'person', label: 'A person' },
  { value: 'command', label: 'A command of the device that runs it' },
  { value: 'http', label: 'An HTTP check' },
];

const fresh = {
  command: { kind: 'command', command: '' },
  http: { kind: 'http', url: '', status: 200, waitMinutes: 0 },
} as const;

/** What a step is carried out by: a person (null), a command by its name, or a check of an address. */
export function AutomationField(props: {
  readonly value: StepAutomation | null;
  readonly onChange: (automation: StepAutomation | null) => void;
}) {
  const { value, onChange } = props;
  return (
    <FieldStack>
      <SelectField
        label="Carried out by"
        allowDeselect={false}
        options={BY}
        value={value?.kind ?? 'person'}
        onChange={(by) => {
          if (by !== null && by !== value?.kind) onChange(by === 'person' ? null : fresh[by]);
        }}
      />
      {value?.kind === 'command' && (
        <CommandName name={value.command} onChange={(command) => onChange({ kind: 'command', command })} />
      )}
      {value?.kind === 'http' && <Check value={value} onChange={onChange} />}
    </FieldStack>
  );
}

function CommandName(props: { readonly name: string; readonly onChange: (name: string) => void }) {
  const known = useCommands().data ?? [];
  const here = known.some(({ name }) => name === props.name.trim());
  return (
    <SuggestField
      label="Name of the command"
      description={
        here || props.name.trim() === ''
          ? 'As it is called under Commands in the settings'
          : 'This device has no command of that name; there the step is carried out by hand'
      }
      required
      maxLength={60}
      // A name that is there whole needs no list over the buttons.
      data={here ? [] : known.map(({ name }) => name)}
      value={props.name}
      onChange={props.onChange}
    />
  );
}

type Http = Extract<StepAutomation, { kind: 'http' }>;

function Check({ value, onChange }: { readonly value: Http; readonly onChange: (value: Http) => void }) {
  return (
    <>
      <TextField
        label="Address"
        description="Asked by GET, without a password; redirects to other hosts are not followed"
        placeholder="https://"
        required
        maxLength={2000}
        value={value.url}
        onChange={(event) => onChange({ ...value, url: event.currentTarget.value })}
      />
      <NumberInput
        label="Status it must answer with"
        min={100}
        max={599}
        allowDecimal={false}
        value={value.status}
        onChange={(status) => onChange({ ...value, status: Number(status) || 200 })}
      />
      <NumberInput
        label="Minutes it is asked again"
        description="Until it answers so; 0 asks once"
        min={0}
        max={240}
        allowDecimal={false}
        value={value.waitMinutes ?? 0}
        onChange={(minutes) => onChange({ ...value, waitMinutes: Number(minutes) || 0 })}
      />
    </>
  );
}
