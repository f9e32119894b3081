import { domToBlob, domToForeignObjectSvg } from 'modern-screenshot';
import { saveFile } from '#renderer/features/exchange/saveFile.ts';

/** Pixels of a picture per pixel of the screen: sharp on a projector twice as fine. */
const SCALE = 2;

/** Height of the line below the wall that says of when the picture is, in parts of the wall. */
const LINE = 0.04;

const sizeOf = (wall: HTMLElement) => ({
  width: wall.clientWidth,
  height: Math.round(wall.clientHeight * (1 + LINE)),
});

/** What is on the wall now, without what can only be pressed, and below it of when that is. */
const options = (wall: HTMLElement, asOf: string) => ({
  ...sizeOf(wall),
  backgroundColor: getComputedStyle(wall).backgroundColor,
  filter: (node: Node) => !(node instanceof HTMLElement && node.dataset.tools !== undefined),
  onCloneNode: (clone: Node) => {
    if (!(clone instanceof HTMLElement)) return;
    const height = wall.clientHeight;
    const note = document.createElement('p');
    note.textContent = asOf;
    note.style.cssText = `position:absolute;left:0;right:0;top:${height}px;margin:0;text-align:center;font:600 ${height * 0.022}px/${height * LINE}px sans-serif;color:inherit`;
    clone.style.position = 'relative';
    clone.style.overflow = 'visible';
    clone.style.height = `${height}px`;
    clone.append(note);
  },
});

/**
 * Saves the wall as it stands, as a still picture: one PNG, and one HTML file with nothing outside of it, no script and
 * no address, that a browser opens without any network. `asOf` says of when it is.
 */
export async function saveSnapshot(wall: HTMLElement, name: string, asOf: string): Promise<void> {
  const svg = await domToForeignObjectSvg(wall, options(wall, asOf));
  const { width, height } = sizeOf(wall);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('style', 'display:block;width:100vw;height:100vh');
  saveFile(
    `${name}.html`,
    page(svg, `${name}, ${asOf}`, getComputedStyle(wall).backgroundColor),
    'text/html',
  );
  const png = await domToBlob(wall, { ...options(wall, asOf), scale: SCALE, type: 'image/png' });
  saveFile(`${name}.png`, png, 'image/png');
}

function page(svg: SVGElement, title: string, ground: string): string {
  const still = document.implementation.createHTMLDocument(title);
  still.documentElement.lang = 'en';
  still.head.insertAdjacentHTML('afterbegin', '<meta charset="utf-8">');
  still.body.style.cssText = `margin:0;background:${ground}`;
  still.body.append(still.importNode(svg, true));
  return `<!doctype html>\n${still.documentElement.outerHTML}`;
}
