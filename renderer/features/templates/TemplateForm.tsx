import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { DialogActions } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Switch, TextField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import { TemplateSections } from './TemplateSections.tsx';
import { givenFields, useTemplateDraft } from './useTemplateDraft.ts';

/** Writes a template or catalogue entry, new or one that is there. What it does not say stays empty on the ticket. */
export function TemplateForm(props: {
  readonly template: ChangeTemplate | null;
  readonly standard: boolean;
  readonly onDone: () => void;
}) {
  const { template } = props;
  const form = useId();
  const draft = useTemplateDraft(template);
  const [name, setName] = useState(template?.name ?? '');
  const [about, setAbout] = useState(template?.about ?? '');
  const [standard, setStandard] = useState(template?.standard ?? props.standard);
  const save = useMutation({
    mutationFn: () => {
      const fields = givenFields(draft.view().shown, template);
      const whole = { name: name.trim(), about, fields };
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
    <>
      <form
        id={form}
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
        </FieldStack>
      </form>
      <TemplateSections draft={draft} standard={standard} />
      <Refusal error={save.error} />
      <DialogActions>
        <Button onClick={props.onDone}>Cancel</Button>
        <Button type="submit" form={form} variant="primary" disabled={name.trim() === '' || save.isPending}>
          {template ? 'Save' : standard ? 'Propose it' : 'Add the template'}
        </Button>
      </DialogActions>
    </>
  );
}
