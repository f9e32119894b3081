import Markdown from 'react-markdown';

const SHOWN = ['p', 'em', 'strong', 'code', 'ul', 'ol', 'li', 'br', 'blockquote'];

/** Markdown as far as prose needs it: pictures are left out, links keep their words, HTML stands there as it was typed. */
export function LightMarkdown({ text }: { readonly text: string }) {
  return (
    <Markdown allowedElements={SHOWN} unwrapDisallowed>
      {text}
    </Markdown>
  );
}
