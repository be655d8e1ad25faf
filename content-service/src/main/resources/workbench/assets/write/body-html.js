// Reads a body's HTML into a document, and writes it again.
import { DOMParser as Reader, DOMSerializer, Slice } from '../lib/prosemirror-model.js';
import { schema } from './body-schema.js';

const INLINE = new Set(['A', 'BR', 'EM', 'IMG', 'S', 'SPAN', 'STRONG', 'SUB', 'SUP', 'U', 'B', 'I', 'DEL']);
const reader = Reader.fromSchema(schema);
const writer = DOMSerializer.fromSchema(schema);

const blank = node => node.nodeType === Node.TEXT_NODE && /^[ \t\r\n\f]*$/.test(node.data);
const inline = node => node.nodeType === Node.TEXT_NODE || INLINE.has(node.nodeName);

/** Text that stands bare in an item, a cell or a figure gets a paragraph that knows it. */
function wrapBare(parent) {
  let run = null;
  for (const node of [...parent.childNodes]) {
    if (!inline(node) || (!run && blank(node))) {
      run = inline(node) ? run : null;
      continue;
    }
    if (!run) {
      run = parent.ownerDocument.createElement('p');
      run.setAttribute('data-bare', '');
      node.before(run);
    }
    run.append(node);
  }
}

/** Rows say which part they are of; what is no row is kept beside them. */
function flatten(table) {
  const bodies = [...table.children].filter(part => part.nodeName === 'TBODY');
  for (const part of [...table.children]) {
    const name = part.localName;
    if (name === 'caption') table.dataset.caption = part.innerHTML;
    if (name === 'colgroup') table.dataset.columns = (table.dataset.columns ?? '') + part.outerHTML;
    if (name === 'caption' || name === 'colgroup') part.remove();
    for (const row of part.rows ?? []) row.dataset.part = name === 'tbody' ? 'tbody-' + bodies.indexOf(part) : name;
  }
}

function dom(html) {
  const body = new window.DOMParser().parseFromString(html, 'text/html').body;
  body.querySelectorAll('table').forEach(flatten);
  body.querySelectorAll('li, td, th, figure').forEach(wrapBare);
  return body;
}

/** The document of a body. */
export const parse = html => reader.parse(dom(html), { preserveWhitespace: true });

/** The same as a piece to put into another one. */
export function parseSlice(html) {
  const content = parse(html).content;
  return Slice.maxOpen(content, false);
}

const plain = element => element.localName === 'p' && element.attributes.length === (element.hasAttribute('data-bare') ? 1 : 0);

/** A paragraph that is alone in its place, or was bare and still can be, needs no element. */
function unwrapBare(parent) {
  let before = null;
  for (const child of [...parent.children]) {
    const alone = parent.childElementCount === 1 && parent.localName !== 'figure';
    const lawful = plain(child) && (alone || (child.hasAttribute('data-bare') && before !== 'bare'));
    before = lawful ? 'bare' : 'block';
    if (lawful) child.replaceWith(...child.childNodes);
  }
}

/** A new row is a part of what stands around it: of the head if a row of the head follows, else of the text. */
function partOf(rows, at) {
  const own = rows[at].dataset.part;
  if (own) return own;
  if (rows.slice(at).some(row => row.dataset.part === 'thead')) return 'thead';
  const before = rows.slice(0, at).findLast(row => row.dataset.part)?.dataset.part;
  return before && before !== 'thead' ? before : 'tbody-0';
}

function unflatten(table) {
  const page = table.ownerDocument;
  const rows = [...table.rows];
  const parts = rows.map((row, at) => partOf(rows, at));
  const written = page.createElement('table');
  if (table.id) written.id = table.id;
  if (table.dataset.caption) written.createCaption().innerHTML = table.dataset.caption;
  if (table.dataset.columns) written.insertAdjacentHTML('beforeend', table.dataset.columns);
  let part = null;
  rows.forEach((row, at) => {
    if (parts[at] !== parts[at - 1]) part = written.appendChild(page.createElement(parts[at].replace(/-\d+$/, '')));
    row.removeAttribute('data-part');
    part.append(row);
  });
  table.replaceWith(written);
}

/** The HTML of a document as the server keeps it. Made in a page of its own, so that nothing in it is loaded. */
export function html(doc) {
  const page = document.implementation.createHTMLDocument('');
  page.body.append(writer.serializeFragment(doc.content, { document: page }));
  [...page.body.querySelectorAll('table')].reverse().forEach(unflatten);
  page.body.querySelectorAll('li, td, th, figure').forEach(unwrapBare);
  page.body.querySelectorAll('[data-bare]').forEach(paragraph => paragraph.removeAttribute('data-bare'));
  page.body.querySelectorAll('p:empty, h2:empty, h3:empty, h4:empty, figcaption:empty, li:empty').forEach(empty => empty.remove());
  return [...page.body.children].map(block => block.outerHTML).join('\n');
}

/** The length of a text as the house counts it: characters without the spaces between them. */
export function count(doc) {
  return [...doc.textBetween(0, doc.content.size, '\n', leaf => leaf.type.spec.leafText?.(leaf) ?? '').replace(/\s+/gu, '')].length;
}
