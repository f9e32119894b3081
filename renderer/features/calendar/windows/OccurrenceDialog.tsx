import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kindWords } from '#renderer/features/calendar/windowWords.ts';
import { useNames } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { formatZoneName } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { DialogForm } from '#renderer/ui/FormDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { EditScope, Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { isSeries } from '#shared/domain/calendar/series.ts';
import { MINUTE, wallOf } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { ClockNotes } from './ClockNotes.tsx';
import css from './OccurrenceDialog.module.css';
import { occurrenceSpan } from './occurrenceSpan.ts';
import { repeatWithEnd } from './repeat.ts';
import { scopeWords } from './scopeWords.ts';
import { WindowForm } from './WindowForm.tsx';
import { changedFields, draftAt, fieldsOf } from './windowDraft.ts';

const SCOPES = [
  { value: 'this', label: 'This one' },
  { value: 'following', label: 'This and following' },
  { value: 'all', label: 'All' },
] as const;

type Step = 'show' | 'edit' | 'remove';

/** One occurrence of a window, freeze or event: what it is, and changing or removing it, those after it, or all. */
export function OccurrenceDialog(props: { readonly occurrence: Occurrence; readonly onClose: () => void }) {
  const { occurrence, onClose } = props;
  const [step, setStep] = useState<Step>('show');
  const rules = useQuery(orpc.calendar.windows.queryOptions({ meta: { topics: ['calendar'] } }));
  const rule = rules.data?.find((one) => one.id === occurrence.windowId);
  const series = rules.data?.find((one) => one.id === rule?.seriesId);
  const inside = { occurrence, rule, onBack: () => setStep('show'), onClose };
  return (
    <Dialog title={titles[step](occurrence.name)} opened onClose={onClose}>
      {step === 'show' && (
        <>
          <Facts occurrence={occurrence} rule={rule} series={series} />
          <div className={css.actions}>
            <Button icon="trash" disabled={!rule} onClick={() => setStep('remove')}>
              Remove
            </Button>
            <Button
              icon="edit"
              variant="primary"
              disabled={!rule}
              onClick={() => setStep('edit')}
              data-autofocus
            >
              Edit
            </Button>
          </div>
        </>
      )}
      {step === 'edit' && rule && <Edit {...inside} rule={rule} />}
      {step === 'remove' && rule && <Remove {...inside} rule={rule} />}
    </Dialog>
  );
}

const titles = {
  show: (name: string) => name,
  edit: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Remove ${name}`,
} as const;

function Facts(props: {
  readonly occurrence: Occurrence;
  readonly rule: WindowRule | undefined;
  readonly series: WindowRule | undefined;
}) {
  const { occurrence: o, rule, series } = props;
  const home = useZone();
  const names = useNames();
  const length = rule ? wallOf(rule.endLocal) - wallOf(rule.startLocal) : 0;
  return (
    <div className={css.facts}>
      <p>{kindWords(o)}</p>
      <p className="num">
        {occurrenceSpan(o, o.zone)}, {formatZoneName(o.zone)}
      </p>
      {home !== o.zone && <p className="num t2">{occurrenceSpan(o, home)}</p>}
      {rule && <ClockNotes occurrence={o} length={length} />}
      {o.protectionEndsAt > o.endsAt && (
        <p>{minutesText((o.protectionEndsAt - o.endsAt) / MINUTE)} of protection after it</p>
      )}
      {rule && isSeries(rule) && <p>Comes {repeatWithEnd(rule.rrule, rule.zone)}</p>}
      {series && <p>An edited occurrence of {series.name}</p>}
      {o.kind === 'inform' && o.traffic !== 'usual' && <p>{o.traffic === 'low' ? 'Low' : 'High'} traffic</p>}
      <p>{scopeWords(o, names)}</p>
      {rule?.source ? <p className="t2">Imported from {rule.source}</p> : null}
    </div>
  );
}

type Inside = {
  readonly occurrence: Occurrence;
  readonly rule: WindowRule;
  readonly onBack: () => void;
  readonly onClose: () => void;
};

function Edit({ occurrence, rule, onBack, onClose }: Inside) {
  const many = isSeries(rule);
  const [scope, setScope] = useState<EditScope>(many ? 'this' : 'all');
  const start = draftAt(rule, occurrence.local, scope);
  return (
    <WindowForm
      // What each reach asks for differs, so each begins anew.
      key={scope}
      start={start}
      parts={scope === 'this' || rule.seriesId !== null ? 'one' : many ? scope : 'rule'}
      confirm="Save"
      save={(fields) => {
        const before = fieldsOf(start);
        return client.calendar.editOccurrence({
          id: rule.id,
          local: occurrence.local,
          scope,
          fields: 'fields' in before ? changedFields(before.fields, fields) : fields,
        });
      }}
      onDone={() => {
        toastDone(`${occurrence.name} was changed`);
        onClose();
      }}
      onCancel={onBack}
    >
      {many && <Segmented label="Changes" options={SCOPES} value={scope} onChange={setScope} />}
    </WindowForm>
  );
}

function Remove({ occurrence, rule, onBack, onClose }: Inside) {
  const many = isSeries(rule);
  const [scope, setScope] = useState<EditScope>(many ? 'this' : 'all');
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () =>
      client.calendar.removeOccurrence({
        id: rule.id,
        local: occurrence.local,
        scope,
        reason: reason.trim(),
      }),
    onSuccess: () => {
      toastDone(`${occurrence.name} was removed`);
      onClose();
    },
  });
  return (
    <DialogForm
      confirm="Remove"
      danger
      busy={remove.isPending}
      act={() => remove.mutate()}
      error={remove.error}
      onClose={onBack}
    >
      {many && <Segmented label="Removes" options={SCOPES} value={scope} onChange={setScope} />}
      <p>
        {removes[scope](occurrenceSpan(occurrence, occurrence.zone))} Bookings that were made on it stay as
        they are. The timeline can bring it back.
      </p>
      <TextField
        label="Reason"
        value={reason}
        maxLength={2000}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

const removes = {
  this: (span: string) => `${span} does not happen.`,
  following: (span: string) => `It ends before ${span}; edited occurrences after that go too.`,
  all: () => 'The whole rule goes, edited occurrences with it.',
} as const;
