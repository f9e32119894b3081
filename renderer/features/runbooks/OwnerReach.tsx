import { OutsideLink } from '#renderer/features/changes/OutsideLink.tsx';
import { formatWhen } from '#renderer/lib/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { presenceAt } from '#shared/domain/runs/presence.ts';
import { bridgeOf } from '#shared/domain/runs/room-notes.ts';
import type { RunModel, StepLine } from './runModel.ts';

/** How the owner of a step is reached: phone, on duty or away until when, and the call that everybody is in. */
export function OwnerReach({
  model,
  owner,
}: {
  readonly model: RunModel;
  readonly owner: StepLine['owner'];
}) {
  const { view, now } = model;
  const bridge = bridgeOf(view.notes);
  const presence = owner ? presenceAt(owner.times, now) : null;
  return (
    <>
      {owner?.phone && (
        <a href={`tel:${owner.phone.replace(/[^+\d]/g, '')}`}>
          <Icon name="phone" /> {owner.phone}
        </a>
      )}
      {presence && (
        <span className={presence.kind === 'absence' ? 'b' : undefined}>
          {presence.kind === 'absence' ? 'away' : 'on duty'} until{' '}
          {formatWhen(presence.until, view.zone, now)}
        </span>
      )}
      {bridge !== null && <OutsideLink href={bridge}>Bridge</OutsideLink>}
    </>
  );
}
