// The writing page: puts its parts together.
import { Checks } from './checks.js';
import { BodyEditor } from './editor.js';
import { Files } from './files.js';
import { Keeping } from './keeping.js';
import { Preview } from './preview.js';
import { Saving } from './saving.js';
import { Session } from './session.js';
import { stateOf } from './state.js';
import { toolbar } from './toolbar.js';

const form = document.getElementById('draft');
const words = JSON.parse(form.dataset.words);
const session = new Session(form.dataset);
const told = document.getElementById('told');
const counted = document.getElementById('counted');
const id = form.dataset.document;

const say = sentence => { told.textContent = sentence; };

/** Sources of changes can speak before all who listen are there. */
const listeners = [];
const changed = () => listeners.forEach(listener => listener.changed());

let refresh = () => {};
const unit = () => form.dataset.unit || form.elements.unit?.value || '';
const editor = new BodyEditor(form.elements.body, document.getElementById('editor'), {
  label: form.dataset.label, session, words, changed,
  unit,
  selected: () => refresh(),
  told: say,
});
const bar = document.getElementById('toolbar');
const show = toolbar(editor, bar, words);
refresh = () => {
  show();
  counted.textContent = words.count.replace('{0}', editor.length.toLocaleString());
};
bar.hidden = false;
refresh();

const sync = () => editor.view.dom.hidden ? undefined : editor.sync();
const keeping = new Keeping(form, session.account, id);
const saving = new Saving(form, {
  session, keeping, sync, shown: stateOf(form, words, () => saving),
  named({ id: named, version }) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'version', value: version }));
    for (const name of ['kind', 'section', 'unit']) form.elements[name].dataset.fixed = form.elements[name].value;
    form.dataset.unit = form.elements.unit.value;
    for (const name of ['section', 'unit']) form.elements[name].disabled = true;
    form.elements.kind.disabled = true;
    document.querySelector('.choose-kind')?.remove();
    const address = '/workbench/documents/' + named;
    form.action = address + '/write';
    Object.assign(form.dataset, { document: named, autosave: address + '/autosave', checks: address + '/checks', preview: address + '/preview' });
    keeping.move(named);
    history.replaceState(null, '', address + '/write');
  },
});
const files = new Files(form, { session, unit, words, changed, told: say });
const checks = new Checks(form, { session, sync, words, body: editor.view.dom });
const preview = new Preview(form, { session, sync, words });
listeners.push(saving, checks, preview);
form.addEventListener('input', event => { if (event.target.type !== 'file' && !event.target.closest('[role=toolbar], dialog')) changed(); });
form.addEventListener('change', event => { if (event.target.localName === 'select' && !event.target.closest('[role=toolbar], dialog')) changed(); });

form.elements.body.value = editor.original;
const copy = keeping.found();
if (copy) {
  const question = document.getElementById('found');
  const at = new Date(copy.at);
  question.querySelector('p').textContent = (copy.version === keeping.version ? words.found : words.foundOlder)
    .replace('{0}', at.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }));
  question.querySelector('[data-restore]').addEventListener('click', async () => {
    if (keeping.elsewhere(copy)) {
      location.href = '/workbench/write?kind=' + encodeURIComponent(keeping.elsewhere(copy));
      return;
    }
    question.hidden = true;
    await files.use(keeping.missing(copy)).catch(() => say(words['file.away']));
    editor.replace(keeping.restore(copy));
    changed();
    saving.keep();
    keeping.drop(copy);
    editor.view.focus();
  });
  question.querySelector('[data-drop]').addEventListener('click', () => {
    question.hidden = true;
    keeping.drop(copy);
    editor.view.focus();
  });
  question.hidden = false;
}
checks.look();

form.addEventListener('submit', async event => {
  sync();
  if (event.submitter?.hasAttribute('formaction')) return;
  event.preventDefault();
  if (!await saving.now(true)) return;
  if (files.busy) say(words['file.underway']);
  else location.href = '/workbench/documents/' + form.dataset.document;
});
