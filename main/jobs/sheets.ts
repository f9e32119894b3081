import { hash } from 'node:crypto';
import { canonical } from '#db/chain.ts';
import { getTemplate, templateName } from '#db/queries/templates.ts';
import { wallView } from '#db/queries/warroom.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { Store } from '#db/store.ts';
import type { RunId, TemplateId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import type { SheetBody } from '#shared/domain/sheet/model.ts';
import { printedSheet } from '#shared/domain/sheet/printed.ts';
import { runSheet } from '#shared/domain/sheet/run-sheet.ts';
import { templateSheet } from '#shared/domain/sheet/template-sheet.ts';
import { runWorker } from './run-worker.ts';
import { zoneName } from './zone-name.ts';

/** What the worker answers with. */
export type SheetWork =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: string };

type Printed =
  | { readonly kind: 'run'; readonly id: RunId }
  | { readonly kind: 'template'; readonly id: TemplateId };

const file = new URL('./sheet.worker.ts', import.meta.url);

/** Sets the runbook of a run, or a runbook alone, in a worker thread. Throws NOT_FOUND, and REFUSED without its fonts. */
export async function printRunbook(store: Store, what: Printed, signal: AbortSignal | undefined) {
  const at = store.now();
  const { name, body } = what.kind === 'run' ? ofRun(store, what.id, at) : ofTemplate(store, what.id);
  const model = printedSheet(body, hash('sha256', canonical(body), 'hex'), at);
  const work = runWorker<never, SheetWork>(file, model, signal);
  const { value } = await work.next();
  if (value.kind === 'refused') throw refused(value.reason);
  return { name, type: 'application/pdf', data: Buffer.from(value.bytes).toString('base64') };
}

type Sheet = { readonly name: string; readonly body: SheetBody };

function ofRun({ db }: Store, id: RunId, at: number): Sheet {
  const shown = wallView(db, id, at);
  const view = { ...shown, forecast: forecastRun({ ...shown, now: at }) };
  const { templateId, plannedStartAt, backsOutId, kind } = view.run;
  return {
    name: `${view.releaseRef}-${backsOutId === null ? kind : 'back-out'}-runbook.pdf`,
    body: runSheet({
      view,
      runbook: templateId === null ? '' : templateName(db, templateId),
      zoneShort: zoneName(view.zone, view.run.startedAt ?? plannedStartAt),
    }),
  };
}

function ofTemplate({ db }: Store, id: TemplateId): Sheet {
  const template = getTemplate(db, id);
  const name = template.name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
  return { name: `${name}.pdf`, body: templateSheet(template, workspaceRow(db)?.name ?? '') };
}
