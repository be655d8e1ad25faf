// What a body may hold, as the server's sanitiser has it: every element and attribute that is kept there has its place here,
// so that opening and saving a text changes nothing in it.
import { Schema } from '../lib/prosemirror-model.js';

const ALIGN = ['align-left', 'align-center', 'align-right', 'align-justify'];

/** The attributes of an element that are set, by their names. */
const read = (...names) => dom => Object.fromEntries(names.map(name => [name, dom.getAttribute(name)]));

/** Those attributes of a node that are set, as a specification of an element wants them. */
const set = (node, ...names) => Object.fromEntries(names.filter(name => node.attrs[name] !== null).map(name => [name, node.attrs[name]]));

const optional = (...names) => Object.fromEntries(names.map(name => [name, { default: null }]));

const cell = (name, ...more) => ({
  content: 'block+', isolating: true, tableRole: name === 'th' ? 'header_cell' : 'cell',
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, ...optional('class', ...more) },
  parseDOM: [{ tag: name, getAttrs: dom => ({ ...read('class', ...more)(dom), colspan: dom.colSpan, rowspan: dom.rowSpan }) }],
  toDOM: node => [name, {
    ...(node.attrs.colspan > 1 ? { colspan: node.attrs.colspan } : {}), ...(node.attrs.rowspan > 1 ? { rowspan: node.attrs.rowspan } : {}),
    ...set(node, ...more, 'class') }, 0],
});

const nodes = {
  doc: { content: 'block+' },
  // Bare: its text stands in a cell or an item without an element of its own.
  paragraph: {
    group: 'block', content: 'inline*', attrs: { ...optional('id', 'class'), bare: { default: false } },
    parseDOM: [{ tag: 'p', getAttrs: dom => ({ ...read('id', 'class')(dom), bare: dom.hasAttribute('data-bare') }) }],
    toDOM: node => ['p', { ...set(node, 'id', 'class'), ...(node.attrs.bare ? { 'data-bare': '' } : {}) }, 0],
  },
  heading: {
    group: 'block', content: 'inline*', defining: true, attrs: { level: { default: 2 }, ...optional('id', 'class') },
    parseDOM: [2, 3, 4].map(level => ({ tag: 'h' + level, getAttrs: dom => ({ level, ...read('id', 'class')(dom) }) })),
    toDOM: node => ['h' + node.attrs.level, set(node, 'id', 'class'), 0],
  },
  blockquote: { group: 'block', content: 'block+', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
  notes: {
    group: 'block', content: 'block+', defining: true, attrs: optional('class'),
    parseDOM: [{ tag: 'section', getAttrs: read('class') }], toDOM: node => ['section', set(node, 'class'), 0],
  },
  bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: {
    group: 'block', content: 'list_item+', attrs: optional('start', 'type', 'class'),
    parseDOM: [{ tag: 'ol', getAttrs: read('start', 'type', 'class') }], toDOM: node => ['ol', set(node, 'start', 'type', 'class'), 0],
  },
  list_item: {
    content: 'paragraph block*', defining: true, attrs: optional('id', 'value'),
    parseDOM: [{ tag: 'li', getAttrs: read('id', 'value') }], toDOM: node => ['li', set(node, 'id', 'value'), 0],
  },
  figure: {
    group: 'block', content: 'block+ figcaption?', defining: true, attrs: optional('id'),
    parseDOM: [{ tag: 'figure', getAttrs: read('id') }], toDOM: node => ['figure', set(node, 'id'), 0],
  },
  figcaption: { content: 'inline*', defining: true, parseDOM: [{ tag: 'figcaption' }], toDOM: () => ['figcaption', 0] },
  // Its rows know their part; caption and columns are kept as they were written.
  table: {
    group: 'block', content: 'table_row+', isolating: true, tableRole: 'table',
    attrs: { ...optional('id'), caption: { default: '' }, columns: { default: '' } },
    parseDOM: [{ tag: 'table', getAttrs: dom => ({ id: dom.getAttribute('id'), caption: dom.dataset.caption ?? '', columns: dom.dataset.columns ?? '' }) }],
    toDOM: node => ['table', {
      ...set(node, 'id'), ...(node.attrs.caption ? { 'data-caption': node.attrs.caption } : {}),
      ...(node.attrs.columns ? { 'data-columns': node.attrs.columns } : {}) }, ['tbody', 0]],
  },
  table_row: {
    content: '(table_cell | table_header)*', tableRole: 'row', attrs: { part: { default: null } },
    parseDOM: [{ tag: 'tr', getAttrs: dom => ({ part: dom.dataset.part ?? null }) }],
    toDOM: node => ['tr', node.attrs.part ? { 'data-part': node.attrs.part } : {}, 0],
  },
  table_cell: cell('td'),
  table_header: cell('th', 'scope'),
  horizontal_rule: {
    group: 'block', attrs: optional('class'), parseDOM: [{ tag: 'hr', getAttrs: read('class') }], toDOM: node => ['hr', set(node, 'class')],
  },
  text: { group: 'inline' },
  image: {
    group: 'inline', inline: true, draggable: true, attrs: { src: {}, ...optional('alt', 'width', 'height') },
    parseDOM: [{ tag: 'img[src]', getAttrs: read('src', 'alt', 'width', 'height') }], toDOM: node => ['img', set(node, 'src', 'alt', 'width', 'height')],
  },
  hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  // The mark that leads to a note: one thing, because its number and its address belong together.
  note_mark: {
    group: 'inline', inline: true, atom: true, attrs: { id: {}, href: {}, text: {} },
    parseDOM: [{
      tag: 'sup[id]', priority: 60,
      getAttrs: dom => {
        const link = dom.childNodes.length === 1 ? dom.firstChild : null;
        return link?.nodeName === 'A' && link.getAttribute('href')?.startsWith('#fn-') && link.childElementCount === 0 && link.attributes.length === 1
          ? { id: dom.id, href: link.getAttribute('href'), text: link.textContent } : false;
      },
    }],
    toDOM: node => ['sup', { id: node.attrs.id }, ['a', { href: node.attrs.href }, node.attrs.text]],
    leafText: node => node.attrs.text,
  },
};

const simple = (name, ...aliases) => ({ parseDOM: [name, ...aliases].map(tag => ({ tag })), toDOM: () => [name, 0] });

const marks = {
  link: {
    inclusive: false, attrs: optional('href', 'rel', 'id'),
    parseDOM: [{ tag: 'a[href]', getAttrs: read('href', 'rel', 'id') }], toDOM: mark => ['a', set(mark, 'href', 'rel', 'id'), 0],
  },
  ink: { attrs: { class: {} }, parseDOM: [{ tag: 'span[class^=ink-]', getAttrs: read('class') }], toDOM: mark => ['span', { class: mark.attrs.class }, 0] },
  strong: simple('strong', 'b'),
  em: simple('em', 'i'),
  u: simple('u'),
  s: simple('s', 'del'),
  sub: { ...simple('sub'), excludes: 'sub sup' },
  sup: { attrs: optional('id'), excludes: 'sub sup', parseDOM: [{ tag: 'sup', getAttrs: read('id') }], toDOM: mark => ['sup', set(mark, 'id'), 0] },
};

export const schema = new Schema({ nodes, marks });
export { ALIGN };
