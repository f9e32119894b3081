import type { IcsAs, ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import type { Client } from '#shared/contract/index.ts';
import { lastOf } from '#test/support/workspace.ts';

type Outcome = ImportCounts & { readonly report: readonly ReportLine[] };

/** Sends a file as the page does: piece by piece. Answers with its name. */
export async function sendFile(
  client: Client,
  content: string | Uint8Array,
  piece = 300_000,
): Promise<string> {
  const bytes = Buffer.from(content);
  let file: string | undefined;
  for (let at = 0; at < bytes.length || file === undefined; at += piece) {
    const data = bytes.subarray(at, at + piece).toString('base64');
    const sent = await client.exchange.upload({ ...(file === undefined ? {} : { file }), data });
    file = sent.file;
  }
  return file;
}

/** Imports a calendar file and answers with what it came to. */
export async function importCalendar(
  client: Client,
  content: string | Uint8Array,
  as: IcsAs,
  partial = false,
): Promise<Outcome> {
  const file = await sendFile(client, content);
  const done = await lastOf(await client.exchange.importIcs({ file, as, partial }));
  if (done.kind !== 'done') throw new Error('The import ended without its result');
  return done;
}
