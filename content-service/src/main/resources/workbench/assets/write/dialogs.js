// The questions that links, pictures and tables need answered. Their forms stand in the page; this fills, opens and reads them.
import { NodeSelection } from '../lib/prosemirror-state.js';
import * as commands from './commands.js';
import { schema } from './body-schema.js';

const { nodes } = schema;

/** Opens a dialog of the page; its answers as an object, or nothing if it was left. */
function ask(name, fill) {
  const dialog = document.getElementById('ask-' + name);
  const form = dialog.querySelector('form');
  form.reset();
  fill(form.elements, dialog);
  return new Promise(resolve => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === '' ? null : { ...Object.fromEntries(new FormData(form)), verdict: dialog.returnValue });
    }, { once: true });
    dialog.showModal();
    if (document.activeElement.matches('input:not([type=radio], [type=checkbox])')) document.activeElement.select();
  });
}

const DOCUMENT = /^(?:https?:\/\/[^/]+)?\/workbench\/documents\/([0-9a-f-]{36})(?:[/?#].*)?$/;

/** An address as the text keeps it: a page of the workbench becomes the document that it shows. */
function addressed(typed) {
  const address = typed.trim();
  const own = address.match(DOCUMENT);
  if (own) return 'document:' + own[1];
  return address === '' || /^(?:[a-z]+:|#)/i.test(address) ? address : 'https://' + address;
}

export async function linkDialog(editor) {
  const { state } = editor.view;
  const at = commands.linkAt(state);
  const answer = await ask('link', (fields, dialog) => {
    fields.href.value = at.href;
    dialog.querySelector('[data-text]').hidden = at.from !== at.to;
    dialog.querySelector('[value=remove]').hidden = at.href === '';
  });
  if (answer) editor.run(commands.link({ ...at, href: answer.verdict === 'remove' ? '' : addressed(answer.href), text: answer.text }));
}

/** The pictures that the document uses, as its form lists them. */
function pictures() {
  return [...document.querySelectorAll('#draft [name=asset]')].map(field => {
    const row = field.closest('.use');
    const value = name => row.querySelector(`[name=${name}]`)?.value ?? '';
    return { sha256: field.value, row, name: value('fileName'), alt: value('alt'), caption: value('caption'), type: value('mediaType'), removed: row.querySelector('[name=remove]')?.checked };
  }).filter(each => each.type.startsWith('image/') && !each.removed);
}

function thumbnail(picture, chosen) {
  const label = document.createElement('label');
  const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'sha256', value: picture.sha256, checked: chosen, required: true });
  const image = Object.assign(document.createElement('img'), { src: '/api/v1/assets/' + picture.sha256, alt: picture.alt || picture.name });
  label.append(radio, image);
  return label;
}

export async function imageDialog(editor) {
  const { selection } = editor.view.state;
  const selected = selection instanceof NodeSelection && selection.node.type === nodes.image ? selection.node : null;
  const all = pictures();
  const answer = await ask('image', (fields, dialog) => {
    const choices = dialog.querySelector('[data-choices]');
    choices.replaceChildren(...(selected ? [] : all.map((each, at) => thumbnail(each, at === 0))));
    dialog.querySelector('[data-none]').hidden = !!selected || all.length > 0;
    dialog.querySelector('[value=insert]').disabled = !selected && all.length === 0;
    dialog.querySelector('[data-caption]').hidden = !!selected;
    const show = () => {
      const picture = all.find(each => each.sha256 === choices.querySelector(':checked')?.value);
      fields.alt.value = selected ? selected.attrs.alt ?? '' : picture?.alt ?? '';
      fields.caption.value = picture?.caption ?? '';
    };
    choices.onchange = show;
    show();
  });
  if (!answer) return;
  if (selected) {
    editor.run(commands.describe(answer.alt));
    return;
  }
  const row = all.find(each => each.sha256 === answer.sha256)?.row;
  if (row && row.querySelector('[name=alt]').value === '') row.querySelector('[name=alt]').value = answer.alt;
  editor.run(commands.picture(answer));
}

export async function tableDialog(editor) {
  const found = commands.around(editor.view.state, nodes.table);
  const answer = await ask('table', (fields, dialog) => {
    dialog.querySelector('[data-new]').hidden = !!found;
    if (found) fields.caption.value = new window.DOMParser().parseFromString(found.node.attrs.caption, 'text/html').body.textContent;
  });
  if (!answer) return;
  editor.run(found ? commands.captionTable(answer.caption)
    : commands.insertTable({ rows: Number(answer.rows), columns: Number(answer.columns), head: answer.head === 'on', caption: answer.caption }));
}
