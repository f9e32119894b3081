import type { CsvField, CsvReading, ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import { lastOf, type TestWorkspace } from './workspace.ts';

type Outcome = ImportCounts & { readonly report: readonly ReportLine[] };
type Preview = Outcome & {
  readonly reading: CsvReading;
  readonly columns: readonly { readonly name: string; readonly sample: string }[];
  readonly rows: readonly Partial<Record<CsvField, string>>[];
};

export const berlin: CsvReading = { zone: 'Europe/Berlin' };

/** Sends a file in one piece, as the page does in several; answers with its name. */
export async function sent(workspace: TestWorkspace, content: string | Buffer): Promise<string> {
  const data = Buffer.from(content).toString('base64');
  return (await workspace.client().exchange.upload({ data })).file;
}

export async function previewOf(
  workspace: TestWorkspace,
  content: string | Buffer,
  reading: CsvReading = berlin,
): Promise<Preview> {
  const file = await sent(workspace, content);
  const last = await lastOf(await workspace.client().exchange.previewCsv({ file, reading }));
  if (last.kind !== 'done') throw new Error('The stream ended without its result');
  return last;
}

export async function imported(
  workspace: TestWorkspace,
  content: string | Buffer,
  { reading = berlin, partial = false }: { reading?: CsvReading; partial?: boolean } = {},
): Promise<Outcome> {
  const file = await sent(workspace, content);
  const last = await lastOf(await workspace.client().exchange.importCsv({ file, reading, partial }));
  if (last.kind !== 'done') throw new Error('The stream ended without its result');
  return last;
}
