import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** Elements that begin a line of their own. */
const BREAKS = new Set('br p div tr li ul ol table blockquote hr h1 h2 h3 h4 h5 h6'.split(' '));
/** Elements whose text is not the document's. */
const HIDDEN = new Set(['script', 'style', 'title']);

const ignore = () => undefined;
/** What is no word of the document. */
const IGNORED: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};

/**
 * The words of an HTML document, for lists, search and previews; never shown as HTML. Tags, comments
 * and characters by name are read as browsers read them. Of the parser only its first stage is used:
 * no tree, and no stack of open elements, whose depth a sender chooses, so that work grows with the
 * text alone.
 */
export function plainText(html: string): string {
  let text = '';
  let hidden: string | null = null;
  const tokenizer = new Tokenizer(
    {},
    {
      ...IGNORED,
      onopentagname(start, end) {
        const name = html.slice(start, end).toLowerCase();
        if (BREAKS.has(name)) text += '\n';
        if (HIDDEN.has(name)) hidden = name;
      },
      onclosetag(start, end) {
        const name = html.slice(start, end).toLowerCase();
        if (BREAKS.has(name)) text += '\n';
        if (name === hidden) hidden = null;
      },
      ontext(start, end) {
        if (hidden === null) text += html.slice(start, end);
      },
      ontextentity(codepoint) {
        if (hidden === null) text += String.fromCodePoint(codepoint);
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
