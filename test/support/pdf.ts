import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = {
  readonly pages: readonly string[];
  readonly text: string;
  readonly outline: readonly string[];
  readonly tags: ReadonlySet<string>;
  readonly info: Readonly<Record<string, unknown>>;
  /** Names of the fonts, each with whether its outlines lie in the file. */
  readonly fonts: ReadonlyMap<string, boolean>;
};

type TagNode = { readonly role?: string; readonly children?: readonly TagNode[] };

/** What a reader of PDF finds in a document. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    verbosity: 0,
    fontExtraProperties: true,
  });
  const document = await loading.promise;
  const pages: string[] = [];
  const tags = new Set<string>();
  const fonts = new Map<string, boolean>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    collect((await page.getStructTree()) as TagNode | null, tags);
    const { fnArray, argsArray } = await page.getOperatorList();
    for (const [i, fn] of fnArray.entries()) {
      if (fn !== SET_FONT) continue;
      const font = page.commonObjs.get((argsArray[i] as [string])[0]) as {
        name: string;
        missingFile: boolean;
      };
      fonts.set(font.name.replace(/^[A-Z]{6}\+/, ''), !font.missingFile);
    }
  }
  const outline = (await document.getOutline()) ?? [];
  const { info } = await document.getMetadata();
  await loading.destroy();
  return {
    pages,
    text: pages.join('\n'),
    outline: outline.map((one) => one.title),
    tags,
    info: info as Record<string, unknown>,
    fonts,
  };
}

/** `OPS.setFont`. */
const SET_FONT = 37;

function collect(node: TagNode | null, tags: Set<string>): void {
  if (node === null) return;
  if (node.role) tags.add(node.role);
  for (const child of node.children ?? []) collect(child, tags);
}
