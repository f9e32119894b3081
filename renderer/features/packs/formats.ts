import type { PackFormat } from '#shared/contract/packs.ts';

/** Documents of a pack, as people call them. */
export const formats: readonly { readonly format: PackFormat; readonly name: string }[] = [
  { format: 'pdf', name: 'PDF' },
  { format: 'docx', name: 'Word' },
  { format: 'html', name: 'HTML' },
  { format: 'md', name: 'Markdown' },
];
