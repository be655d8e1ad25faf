// The text of a document as it is written: a ProseMirror view over the form's field, which stays what is sent.
import { EditorState } from '../lib/prosemirror-state.js';
import { EditorView } from '../lib/prosemirror-view.js';
import { history, redo, undo } from '../lib/prosemirror-history.js';
import { keymap } from '../lib/prosemirror-keymap.js';
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from '../lib/prosemirror-commands.js';
import { liftListItem, sinkListItem, splitListItem } from '../lib/prosemirror-schema-list.js';
import { goToNextCell, tableEditing } from '../lib/prosemirror-tables.js';
import { gapCursor } from '../lib/prosemirror-gapcursor.js';
import { dropCursor } from '../lib/prosemirror-dropcursor.js';
import { schema } from './body-schema.js';
import { count, html, parse } from './body-html.js';
import { pasting } from './paste.js';

const { nodes, marks } = schema;

function insertBreak(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

const keys = {
  'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo,
  'Mod-b': toggleMark(marks.strong), 'Mod-i': toggleMark(marks.em), 'Mod-u': toggleMark(marks.u),
  'Mod-Alt-0': setBlockType(nodes.paragraph),
  'Mod-Alt-2': setBlockType(nodes.heading, { level: 2 }), 'Mod-Alt-3': setBlockType(nodes.heading, { level: 3 }),
  'Mod-Alt-4': setBlockType(nodes.heading, { level: 4 }),
  Enter: splitListItem(nodes.list_item), 'Shift-Enter': chainCommands(exitCode, insertBreak),
  'Mod-]': sinkListItem(nodes.list_item), 'Mod-[': liftListItem(nodes.list_item),
  Tab: goToNextCell(1), 'Shift-Tab': goToNextCell(-1),
};

/** Pictures are shown as the workbench has them, whatever the text calls them. */
function picture(node) {
  const dom = document.createElement('img');
  dom.src = node.attrs.src.replace('asset:', '/api/v1/assets/');
  dom.alt = node.attrs.alt ?? '';
  return { dom };
}

/** A table in a box of its own, with its caption. */
function table(node) {
  const dom = document.createElement('table');
  const contentDOM = document.createElement('tbody');
  const caption = document.createElement('caption');
  caption.contentEditable = 'false';
  const show = shown => {
    caption.textContent = new window.DOMParser().parseFromString(shown.attrs.caption, 'text/html').body.textContent;
    caption.hidden = caption.textContent === '';
  };
  show(node);
  dom.append(caption, contentDOM);
  return {
    dom, contentDOM,
    update: next => next.type === nodes.table && (show(next), true),
    ignoreMutation: mutation => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
}

export class BodyEditor {
  /**
   * @param field the textarea that holds the HTML
   * @param place where the editor goes
   * @param options label, unit, session, words; changed() is told of every change, selected() of every move
   */
  constructor(field, place, options) {
    this.field = field;
    this.options = options;
    this.stale = false;
    field.hidden = true;
    this.view = new EditorView(place, {
      state: this.stateOf(field.value),
      nodeViews: { image: picture, table },
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': options.label, class: 'body' },
      dispatchTransaction: transaction => this.apply(transaction),
      ...pasting(this, options),
    });
    /** The HTML that the field had, as this editor writes it. */
    this.original = html(this.view.state.doc);
  }

  stateOf(text) {
    return EditorState.create({
      doc: parse(text),
      plugins: [history(), keymap(keys), keymap(baseKeymap), dropCursor(), gapCursor(), tableEditing()],
    });
  }

  apply(transaction) {
    this.view.updateState(this.view.state.apply(transaction));
    if (transaction.docChanged) {
      this.stale = true;
      this.options.changed();
    }
    this.options.selected();
  }

  /** Does a command of ProseMirror and goes back to the text. */
  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  /** Brings the field up to date. */
  sync() {
    if (this.stale) this.field.value = html(this.view.state.doc);
    this.stale = false;
    return this.field.value;
  }

  /** Puts another text in the place of this one. */
  replace(text) {
    this.view.updateState(this.stateOf(text));
    this.stale = true;
    this.options.changed();
    this.options.selected();
  }

  /** Shows the HTML instead of the text, or the text again. */
  toggleSource() {
    if (this.field.hidden) this.sync();
    else this.replace(this.field.value);
    this.field.hidden = !this.field.hidden;
    this.view.dom.hidden = !this.field.hidden;
    this.options.selected();
    (this.field.hidden ? this.view : this.field).focus();
    return !this.field.hidden;
  }

  get length() {
    return count(this.view.state.doc);
  }
}
