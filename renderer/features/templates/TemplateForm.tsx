import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { parseSteps } from '#renderer/features/changes/stepText.ts';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import {
  FieldStack,
  FormActions,
  MultiSelectField,
  Switch,
  TextArea,
  TextField,
} from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangeTemplate, TemplateFields } from '#shared/contract/change-templates.ts';
import type { TicketStep } from '#shared/contract/changes.ts';

const STEPS = [
  ['deploymentSteps', 'Deployment steps'],
  ['backOutSteps', 'Back-out steps'],
  ['validationSteps', 'Validation steps'],
] as const;
const TEXTS = [
  ['description', 'Description'],
  ['justification', 'Justification'],
  ['impact', 'Impact'],
] as const;

/** Writes a template or catalogue entry, new or one that is there. What it does not say stays empty on the ticket. */
export function TemplateForm(props: {
  readonly template: ChangeTemplate | null;
  readonly standard: boolean;
  readonly onDone: () => void;
}) {
  const { template } = props;
  const names = useNames();
  const [name, setName] = useState(template?.name ?? '');
  const [about, setAbout] = useState(template?.about ?? '');
  const [standard, setStandard] = useState(template?.standard ?? props.standard);
  const [fields, setFields] = useState<TemplateFields>(template?.fields ?? {});
  // Kept as typed: reading the lines again at each key would take the caret's line apart.
  const [steps, setSteps] = useState(() =>
    Object.fromEntries(STEPS.map(([field]) => [field, linesOf(template?.fields[field] ?? [])])),
  );
  const edit = (part: Partial<TemplateFields>) => setFields({ ...fields, ...part });
  const save = useMutation({
    mutationFn: () => {
      const read = Object.fromEntries(STEPS.map(([field]) => [field, parseSteps(steps[field] ?? '')]));
      const whole = { name: name.trim(), about, fields: { ...fields, ...read } };
      return template
        ? client.changeTemplates.patch({ id: template.id, ...whole })
        : client.changeTemplates.add({ ...whole, standard });
    },
    onSuccess: (saved) => {
      toastDone(
        saved.standard && saved.state === 'proposed'
          ? `${saved.name} is proposed; somebody else approves it`
          : `${saved.name} is saved`,
      );
      props.onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save.mutate();
      }}
    >
      <FieldStack>
        {template?.standard && template.state === 'approved' && (
          <p className="t2">Other words than the approved ones make this entry proposed again.</p>
        )}
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label="When to use it"
          value={about}
          maxLength={10_000}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
        {!template && (
          <Switch
            label="For the catalogue of standard changes"
            checked={standard}
            onChange={(event) => setStandard(event.currentTarget.checked)}
          />
        )}
        <TextField
          label="Short description of the change"
          value={fields.title ?? ''}
          maxLength={500}
          onChange={(event) => edit({ title: event.currentTarget.value })}
        />
        {TEXTS.map(([field, label]) => (
          <TextArea
            key={field}
            label={label}
            autosize
            minRows={2}
            maxRows={10}
            dir="auto"
            maxLength={1_000_000}
            value={fields[field] ?? ''}
            onChange={(event) => edit({ [field]: event.currentTarget.value })}
          />
        ))}
        <MultiSelectField
          label="Services"
          options={names.services.map(({ id, name: label }) => ({ value: id, label }))}
          value={fields.serviceIds ?? []}
          onChange={(serviceIds) => edit({ serviceIds })}
        />
        <MultiSelectField
          label="Environments"
          options={names.environments.map(({ id, name: label }) => ({ value: id, label }))}
          value={fields.environmentIds ?? []}
          onChange={(environmentIds) => edit({ environmentIds })}
        />
        {STEPS.map(([field, label]) => (
          <TextArea
            key={field}
            label={label}
            description="One step a line; minutes at the end, such as “Restart each node, 10 min”"
            autosize
            minRows={2}
            maxRows={12}
            dir="auto"
            value={steps[field] ?? ''}
            onChange={(event) => setSteps({ ...steps, [field]: event.currentTarget.value })}
          />
        ))}
        <Refusal error={save.error} />
        <FormActions>
          <Button onClick={props.onDone}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={name.trim() === '' || save.isPending}>
            {template ? 'Save' : standard ? 'Propose it' : 'Add the template'}
          </Button>
        </FormActions>
      </FieldStack>
    </form>
  );
}

function linesOf(steps: readonly TicketStep[]): string {
  return steps
    .map(({ title, minutes }) => (minutes === null ? `- ${title}` : `- ${title}, ${minutes} min`))
    .join('\n');
}
