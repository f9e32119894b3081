/** One commit as Git tells it. `at` is its committer time in ms UTC; a moved file shows under both its paths, its lines under the new one. */
export type ParsedCommit = {
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
  readonly author: string;
  readonly at: number;
  readonly files: readonly { readonly path: string; readonly added: number; readonly deleted: number }[];
};
