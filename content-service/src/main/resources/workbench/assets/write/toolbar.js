// The toolbar over the text: one stop for the Tab key, arrows go along it, Alt+F10 leads to it and Escape back.
import { redo, undo } from '../lib/prosemirror-history.js';
import * as tables from '../lib/prosemirror-tables.js';
import { schema } from './body-schema.js';
import * as commands from './commands.js';
import { imageDialog, linkDialog, tableDialog } from './dialogs.js';

const { nodes, marks } = schema;

/** Drawn on 20 × 20 with one stroke width, as all of the workbench. */
const ICONS = {
  undo: 'M7 5L3 9l4 4M3 9h9a5 5 0 0 1 0 9H8', redo: 'M13 5l4 4-4 4M17 9H8a5 5 0 0 0 0 9h4',
  strong: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z', em: 'M9 4h6M5 16h6M12 4L8 16', u: 'M6 4v6a4 4 0 0 0 8 0V4M5 17h10',
  s: 'M14 6c-1-3-8-2-8 1 0 4 8 2 8 6 0 3-7 4-8 1M3 10h14', sup: 'M4 7l7 9M11 7l-7 9M14 3c2-1 3 1 2 2l-2 2h3', sub: 'M4 4l7 9M11 4l-7 9M14 12c2-1 3 1 2 2l-2 2h3',
  ul: 'M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01', ol: 'M9 5h8M9 10h8M9 15h8M3 4l1-1v4M3 12c2-1 2 1 0 3h2',
  deeper: 'M3 4h14M9 8h8M9 12h8M3 16h14M3 8l3 2-3 2', higher: 'M3 4h14M9 8h8M9 12h8M3 16h14M6 8l-3 2 3 2',
  left: 'M3 4h14M3 8h8M3 12h14M3 16h8', center: 'M3 4h14M6 8h8M3 12h14M6 16h8', right: 'M3 4h14M9 8h8M3 12h14M9 16h8',
  quote: 'M4 5v10M8 6h9M8 10h9M8 14h6', link: 'M8 12l4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2',
  image: 'M3 4h14v12H3zM3 14l4-4 4 4 2-2 4 3M13 7.5h.01', table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M13 4v12',
  rule: 'M3 10h14', page: 'M4 3v4h12V3M4 17v-4h12v4M2 10h2M7 10h2M11 10h2M16 10h2', clean: 'M4 5V4h10v2M9 4L7 16M4 16h5M12 11l5 5M17 11l-5 5',
  source: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
};

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  drawn.setAttribute('d', path);
  svg.append(drawn);
  return svg;
}

const marked = name => state => commands.isMarked(state, marks[name]);
const inside = name => state => !!commands.around(state, nodes[name]);
const aligned = name => ({ selection }) => (selection.$from.parent.attrs.class ?? '').split(' ').includes(name);

/** Each group of buttons: key, command, and whether it is on. */
const groups = editor => [
  [['undo', undo], ['redo', redo]],
  [['strong', commands.toggle('strong'), marked('strong')], ['em', commands.toggle('em'), marked('em')], ['u', commands.toggle('u'), marked('u')],
    ['s', commands.toggle('s'), marked('s')], ['sup', commands.toggle('sup'), marked('sup')], ['sub', commands.toggle('sub'), marked('sub')]],
  [['ul', commands.list(nodes.bullet_list), inside('bullet_list')], ['ol', commands.list(nodes.ordered_list), inside('ordered_list')],
    ['higher', commands.indent(-1)], ['deeper', commands.indent(1)]],
  [['left', commands.align(null)], ['center', commands.align('align-center'), aligned('align-center')], ['right', commands.align('align-right'), aligned('align-right')]],
  [['quote', commands.quote, inside('blockquote')], ['link', () => linkDialog(editor), marked('link')], ['image', () => imageDialog(editor)],
    ['table', () => tableDialog(editor), inside('table')], ['rule', commands.rule(null)], ['page', commands.rule('page-break')]],
  [['clean', commands.clean], ['source', () => editor.toggleSource(), () => !editor.field.hidden]],
];

const IN_TABLE = [
  ['rowBefore', tables.addRowBefore], ['rowAfter', tables.addRowAfter], ['columnBefore', tables.addColumnBefore], ['columnAfter', tables.addColumnAfter],
  ['deleteRow', tables.deleteRow], ['deleteColumn', tables.deleteColumn], ['merge', tables.mergeCells], ['split', tables.splitCell],
  ['head', commands.toggleHead], ['headCell', tables.toggleHeaderCell], ['caption', null], ['deleteTable', tables.deleteTable],
];

const DIALOGS = new Set(['link', 'image', 'table', 'source', 'caption']);

function choice(bar, label, options, pick) {
  const select = document.createElement('select');
  select.setAttribute('aria-label', label);
  select.append(...options.map(([value, text]) => new Option(text, value)));
  select.addEventListener('change', () => pick(select.value));
  bar.append(select);
  return select;
}

/** Builds the toolbar into its place; answers what brings it up to date with the selection. */
export function toolbar(editor, bar, words) {
  const buttons = [];
  const button = (into, key, command, on, face) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.dataset.does = key;
    made.setAttribute('aria-label', words['tool.' + key]);
    made.title = words['tool.' + key];
    made.append(face);
    made.addEventListener('mousedown', event => event.preventDefault());
    made.addEventListener('click', () => DIALOGS.has(key) ? command() : editor.run(command));
    into.append(made);
    buttons.push({ made, command, on, key });
  };
  const style = choice(bar, words['tool.style'], ['p', '2', '3', '4'].map(value => [value, words['style.' + value]]),
    value => editor.run(commands.style(value === 'p' ? 0 : Number(value))));
  for (const group of groups(editor)) {
    const span = bar.appendChild(document.createElement('span'));
    span.className = 'group';
    for (const [key, command, on] of group) button(span, key, command, on, icon(ICONS[key]));
  }
  const colour = choice(bar, words['tool.ink'], ['', 'ink-red', 'ink-blue', 'ink-green', 'ink-grey'].map(value => [value, words['ink.' + value]]),
    value => editor.run(commands.ink(value)));
  const inTable = bar.appendChild(document.createElement('span'));
  inTable.className = 'group table';
  for (const [key, command] of IN_TABLE) {
    button(inTable, key, command ?? (() => tableDialog(editor)), null, document.createTextNode(words['tool.' + key]));
  }

  const stops = () => [...bar.querySelectorAll('select, button')].filter(stop => !stop.disabled && stop.offsetParent);
  const stop = to => [...bar.querySelectorAll('select, button')].forEach(each => { each.tabIndex = each === to ? 0 : -1; });
  bar.addEventListener('focusin', event => stop(event.target));
  bar.addEventListener('keydown', event => {
    const all = stops();
    const at = all.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') editor.view.focus();
    else if (next === undefined) return;
    else all[(next + all.length) % all.length].focus();
    event.preventDefault();
  });
  editor.view.dom.addEventListener('keydown', event => {
    if (event.altKey && event.key === 'F10') {
      event.preventDefault();
      (bar.querySelector('[tabindex="0"]') ?? stops()[0]).focus();
    }
  });
  stop(style);

  return () => {
    const { state } = editor.view;
    inTable.hidden = !inside('table')(state);
    for (const { made, command, on, key } of buttons) {
      if (on) made.setAttribute('aria-pressed', String(!!on(state)));
      if (key !== 'source') made.disabled = made !== document.activeElement && (!editor.field.hidden || (!DIALOGS.has(key) && !command(state)));
    }
    const { parent } = state.selection.$from;
    style.value = parent.type === nodes.heading ? String(parent.attrs.level) : 'p';
    colour.value = marks.ink.isInSet(state.selection.$from.marks())?.attrs.class ?? '';
    if (!bar.querySelector('[tabindex="0"]:not(:disabled)')) stop(style);
  };
}
