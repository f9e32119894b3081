import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePolicyQuery } from '#renderer/features/changes/usePolicies.ts';
import css from '#renderer/features/settings/Settings.module.css';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangePolicies, PolicyKey } from '#shared/contract/change-policies.ts';
import { type Issues, issuesOf } from './issues.ts';
import own from './policies.module.css';

/** What the fields of one policy work with. */
export type PolicyFields<K extends PolicyKey> = {
  readonly value: ChangePolicies[K];
  readonly put: (value: ChangePolicies[K]) => void;
  /** What is wrong at a place such as `0.name`, once saving was tried. */
  readonly errorAt: (path: string) => string | undefined;
};

type Props<K extends PolicyKey> = {
  readonly policy: K;
  /** The policy in words: "The approval flows". */
  readonly name: string;
  readonly lead: ReactNode;
  /** It decides who may let a change through: setting it asks why. */
  readonly reasoned?: boolean;
  /** What saving does to changes that are there; what a flow does to them unless told otherwise. */
  readonly ask?: string;
  readonly children: (fields: PolicyFields<K>) => ReactNode;
};

/** One policy of changes: whether the workspace set it, its fields, and the ways to save it and to go back to the built-in one. */
export function PolicyPart<K extends PolicyKey>(props: Props<K>) {
  const query = usePolicyQuery();
  return (
    <>
      <p className={css.lead}>{props.lead}</p>
      <QueryState query={query} what={props.name}>
        {({ policies, own: set }) => (
          <PolicyForm {...props} saved={policies[props.policy]} isOwn={set.includes(props.policy)} />
        )}
      </QueryState>
    </>
  );
}

function PolicyForm<K extends PolicyKey>(
  props: Props<K> & { readonly saved: ChangePolicies[K]; readonly isOwn: boolean },
) {
  const { policy, name, saved, isOwn, reasoned = false } = props;
  const [typed, setTyped] = useState<{ value: ChangePolicies[K]; over: string } | null>(null);
  // How often saving was tried on what is typed; what is wrong shows from the first time on.
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  const [asking, setAsking] = useState<'save' | 'reset' | null>(null);
  const value = typed?.value ?? saved;
  const changed = typed !== null && !alike(typed.value, saved);
  const issues: Issues = tried > 0 ? issuesOf(policy, value) : new Map();

  const take = (policies: ChangePolicies, isSet: boolean, done: string) => {
    queryClient.setQueryData(
      orpc.changePolicies.get.queryKey(),
      (before) =>
        before && {
          policies,
          own: isSet ? [...new Set([...before.own, policy])] : before.own.filter((key) => key !== policy),
        },
    );
    setTyped(null);
    setTried(0);
    toastDone(done);
  };
  const save = async (reason: string) =>
    take(
      await client.changePolicies.set({ policies: { [policy]: value }, reason }),
      true,
      `${name} were saved`,
    );
  const reset = async (reason: string) =>
    take(
      await client.changePolicies.reset({ keys: [policy], reason }),
      false,
      `${name} are as built in again`,
    );
  const plain = useMutation({ mutationFn: save });

  const submit = () => {
    setTried((times) => times + 1);
    if (issuesOf(policy, value).size > 0) return;
    if (reasoned) setAsking('save');
    else plain.mutate('');
  };
  return (
    <form
      ref={form}
      noValidate
      className={own.policy}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) submit();
      }}
    >
      <p className={own.standing}>
        <StateGlyph state={isOwn ? 'done' : 'planned'} size={12} />{' '}
        {isOwn ? 'Set by this workspace' : 'As built in'}
      </p>
      {props.children({
        value,
        put: (next) => setTyped({ value: next, over: typed?.over ?? JSON.stringify(saved) }),
        errorAt: (path) => issues.get(path),
      })}
      {changed && typed.over !== JSON.stringify(saved) && (
        <p role="status" className={own.notice}>
          <StateGlyph state="late" size={12} /> Somebody else saved this meanwhile. Saving replaces what they
          wrote.
        </p>
      )}
      {issues.size > 0 && (
        <p role="alert" className={own.wrong}>
          <StateGlyph state="failed" size={12} /> Not saved: {formatCount(issues.size, 'field')} cannot stay
          as {issues.size === 1 ? 'it is' : 'they are'}. {issues.get('')}
        </p>
      )}
      <Refusal error={plain.error} />
      <div className={css.foot}>
        <Button
          type="submit"
          variant={changed ? 'primary' : 'default'}
          disabled={!changed || plain.isPending}
        >
          Save<span className="sr"> {name.toLowerCase()}</span>
        </Button>
        {changed && (
          <Button
            onClick={() => {
              setTyped(null);
              setTried(0);
            }}
          >
            Discard<span className="sr"> what was changed in {name.toLowerCase()}</span>
          </Button>
        )}
        {isOwn && (
          <Button variant="quiet" onClick={() => setAsking('reset')}>
            Back to built-in<span className="sr">: {name.toLowerCase()}</span>
          </Button>
        )}
      </div>
      {asking === 'save' && (
        <ReasonDialog
          title={`Save ${name.toLowerCase()}`}
          confirm="Save"
          needed
          onClose={() => setAsking(null)}
          act={save}
        >
          <p>{props.ask ?? 'Changes under way keep the flow they were submitted with.'}</p>
        </ReasonDialog>
      )}
      {asking === 'reset' && (
        <ReasonDialog
          title={`${name} as built in`}
          confirm="Back to built-in"
          needed={reasoned}
          onClose={() => setAsking(null)}
          act={reset}
        >
          <p>
            What this workspace set is replaced by the built-in value. The timeline keeps it and can bring it
            back.
          </p>
        </ReasonDialog>
      )}
    </form>
  );
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
