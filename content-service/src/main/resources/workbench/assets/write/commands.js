// What the buttons of the toolbar do to the text.
import { lift, setBlockType, toggleMark, wrapIn } from '../lib/prosemirror-commands.js';
import { liftListItem, sinkListItem, wrapInList } from '../lib/prosemirror-schema-list.js';
import { NodeSelection, TextSelection } from '../lib/prosemirror-state.js';
import { ALIGN, schema } from './body-schema.js';

const { nodes, marks } = schema;
const INDENT = /^indent-(\d)$/;
const DEEPEST = 4;

/** Whether the selection is inside a node of this type; the node that is nearest, or null. */
export function around(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

export const isMarked = (state, type) => {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
};

/** Lists: into one, out of it, or from one sort to the other. */
export const list = type => (state, dispatch) => {
  const item = around(state, nodes.list_item);
  const outer = around(state, nodes.bullet_list);
  const ordered = around(state, nodes.ordered_list);
  const nearest = !outer || (ordered && ordered.pos > outer.pos) ? ordered : outer;
  if (!item) return wrapInList(type)(state, dispatch);
  if (nearest.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(nearest.pos, type));
  return true;
};

export const quote = (state, dispatch) => around(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

/** Writes the classes of every paragraph, heading and cell in the selection anew. */
const dress = change => (state, dispatch) => {
  const tr = state.tr;
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
    if (node.type !== nodes.paragraph && node.type !== nodes.heading) return true;
    const classes = change((node.attrs.class ?? '').split(' ').filter(Boolean));
    const written = [...classes.filter(name => ALIGN.includes(name)), ...classes.filter(name => INDENT.test(name))].join(' ') || null;
    if (written !== node.attrs.class) tr.setNodeMarkup(pos, null, { ...node.attrs, class: written, bare: false });
    return false;
  });
  if (!tr.docChanged) return false;
  dispatch?.(tr);
  return true;
};

export const align = name => dress(classes => [...classes.filter(each => !ALIGN.includes(each)), ...(name ? [name] : [])]);

/** Deeper or less deep: an item in its list, a paragraph by two characters. */
export const indent = by => (state, dispatch) => {
  if (around(state, nodes.list_item)) return (by > 0 ? sinkListItem : liftListItem)(nodes.list_item)(state, dispatch);
  return dress(classes => {
    const now = Number(classes.find(name => INDENT.test(name))?.match(INDENT)[1] ?? 0);
    const next = Math.min(DEEPEST, Math.max(0, now + by));
    return [...classes.filter(name => !INDENT.test(name)), ...(next ? ['indent-' + next] : [])];
  })(state, dispatch);
};

export const ink = name => (state, dispatch) => {
  const { from, to, empty } = state.selection;
  if (empty) return false;
  const tr = state.tr.removeMark(from, to, marks.ink);
  dispatch?.(name ? tr.addMark(from, to, marks.ink.create({ class: name })) : tr);
  return true;
};

/** Takes all formats and links of the selection away. */
export function clean(state, dispatch) {
  const { from, to } = state.selection;
  dispatch?.(state.tr.removeMark(from, to));
  return true;
}

export const rule = name => (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create({ class: name })).scrollIntoView());
  return true;
};

export const style = level => level ? setBlockType(nodes.heading, { level }) : setBlockType(nodes.paragraph);

/** The link around the selection: its address, and from where to where it goes. */
export function linkAt(state) {
  const { $from, from, to } = state.selection;
  const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) return { href: '', from, to };
  let start = $from.start(), end = start;
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (mark.isInSet(node.marks) && at <= from && at + node.nodeSize >= from) [start, end] = [at, at + node.nodeSize];
  });
  return { href: mark.attrs.href ?? '', from: Math.min(start, from), to: Math.max(end, to) };
}

/** Puts a link there; an empty address takes it away, without a selection its text is written. */
export const link = ({ href, text, from, to }) => (state, dispatch) => {
  const tr = state.tr;
  let end = to;
  if (href && from === to) {
    tr.insertText(text || href, from);
    end = from + (text || href).length;
  }
  tr.removeMark(from, end, marks.link);
  if (href) {
    tr.addMark(from, end, marks.link.create({ href, rel: href.startsWith('http') ? 'noopener noreferrer' : null }));
    tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(marks.link);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

export const picture = ({ sha256, alt, caption }) => (state, dispatch) => {
  const image = nodes.image.create({ src: 'asset:' + sha256, alt });
  const content = [nodes.paragraph.create({ bare: true }, image)];
  if (caption) content.push(nodes.figcaption.create(null, schema.text(caption)));
  const { $from } = state.selection;
  const tr = state.tr;
  const figure = nodes.figure.create(null, content);
  if ($from.depth === 1 && $from.parent.content.size === 0) tr.replaceWith($from.before(), $from.after(), figure);
  else tr.insert($from.depth ? $from.after(1) : state.selection.to, figure);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Changes the alternative text of the picture that is selected. */
export const describe = alt => (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.image) return false;
  dispatch?.(state.tr.setNodeMarkup(selection.from, null, { ...selection.node.attrs, alt }));
  return true;
};

export const insertTable = ({ rows, columns, head, caption }) => (state, dispatch) => {
  const row = (type, part) => nodes.table_row.create({ part },
    Array.from({ length: columns }, () => type.createAndFill(type === nodes.table_header ? { scope: 'col' } : null)));
  const content = Array.from({ length: rows }, (_, at) =>
    head && at === 0 ? row(nodes.table_header, 'thead') : row(nodes.table_cell, 'tbody-0'));
  const escaped = document.createElement('p');
  escaped.textContent = caption;
  const made = nodes.table.create({ caption: escaped.innerHTML }, content);
  const at = state.selection.from;
  const tr = state.tr.replaceSelectionWith(made);
  const first = tr.doc.resolve(Math.min(tr.doc.content.size, at + 1));
  dispatch?.(tr.setSelection(TextSelection.near(first)).scrollIntoView());
  return true;
};

export const captionTable = caption => (state, dispatch) => {
  const found = around(state, nodes.table);
  if (!found) return false;
  const escaped = document.createElement('p');
  escaped.textContent = caption;
  dispatch?.(state.tr.setNodeMarkup(found.pos, null, { ...found.node.attrs, caption: escaped.innerHTML }));
  return true;
};

/** Makes the first row the head of the table, or an ordinary row again. */
export function toggleHead(state, dispatch) {
  const found = around(state, nodes.table);
  if (!found) return false;
  const first = found.node.firstChild;
  const isHead = first.attrs.part === 'thead';
  const tr = state.tr.setNodeMarkup(found.pos + 1, null, { part: isHead ? 'tbody-0' : 'thead' });
  first.forEach((each, offset) => {
    const { scope, ...attrs } = each.attrs;
    tr.setNodeMarkup(found.pos + 2 + offset, isHead ? nodes.table_cell : nodes.table_header, isHead ? attrs : { ...attrs, scope: 'col' });
  });
  dispatch?.(tr);
  return true;
}

export const toggle = name => toggleMark(marks[name]);
