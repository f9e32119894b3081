import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

// The archive of Electron: four numbers, a JSON tree of the files, then their bytes one after the other.

type Node = {
  readonly files?: Readonly<Record<string, Node>> | undefined;
  readonly size?: number | undefined;
  readonly offset?: string | undefined;
  readonly unpacked?: boolean | undefined;
};

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), node).optional(),
    size: z.int().optional(),
    offset: z.string().optional(),
    unpacked: z.boolean().optional(),
  }),
);

export type ArchivedFile = {
  /** Path inside the archive, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** True when it lies beside the archive, in `app.asar.unpacked`. */
  readonly unpacked: boolean;
  /** Place of its first byte in the archive. */
  readonly at: number;
};

/** The files of an archive. */
export function listArchive(archive: string): readonly ArchivedFile[] {
  const bytes = readFileSync(archive);
  const headerBytes = bytes.readUInt32LE(4);
  const text = bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12));
  const start = 8 + headerBytes;
  const walk = (at: Node, path: readonly string[]): ArchivedFile[] =>
    at.files === undefined
      ? [
          {
            path: path.join('/'),
            bytes: at.size ?? 0,
            unpacked: at.unpacked === true,
            at: start + Number(at.offset ?? 0),
          },
        ]
      : Object.entries(at.files).flatMap(([name, child]) => walk(child, [...path, name]));
  return walk(node.parse(JSON.parse(text)), []);
}

/** Writes the files of an archive, and those beside it, into a folder. */
export function extractArchive(archive: string, folder: string): void {
  const bytes = readFileSync(archive);
  for (const file of listArchive(archive)) {
    if (file.unpacked) continue;
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes.subarray(file.at, file.at + file.bytes));
  }
  if (existsSync(`${archive}.unpacked`)) cpSync(`${archive}.unpacked`, folder, { recursive: true });
}
