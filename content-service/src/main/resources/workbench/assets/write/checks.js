// Shows beside each field what submitting would say about it.
const REST = 900;

const place = (form, name) => {
  if (name.startsWith('fields.')) return form.elements['field.' + name.slice('fields.'.length)];
  if (name.startsWith('assets.')) {
    const row = form.querySelector(`.use:has([name=asset][value^="${name.slice('assets.'.length)}"])`);
    if (row) return row.querySelector('[name=alt]');
  }
  if (name.startsWith('assets')) return form.querySelector('fieldset.assets');
  return form.elements[name];
};

/** Besides what describes the field by itself. */
function describe(field, more = '') {
  field.dataset.described ??= field.getAttribute('aria-describedby') ?? '';
  const all = `${field.dataset.described} ${more}`.trim();
  if (all) field.setAttribute('aria-describedby', all);
  else field.removeAttribute('aria-describedby');
}

export class Checks {
  /** @param parts session; sync(); body: the element in which the text is written; words */
  constructor(form, { session, sync, body, words }) {
    Object.assign(this, { form, session, sync, body, words });
    this.list = document.getElementById('findings');
    this.sum = document.getElementById('findings-sum');
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), REST);
  }

  async look() {
    this.sync();
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === 'string'));
    try {
      const answer = await this.session.send(this.form.dataset.checks, { method: 'POST', body, signal: this.asking.signal });
      if (answer.ok) this.show((await answer.json()).findings);
    } catch {
      // What was found last stays until the server answers again.
    }
  }

  show(findings) {
    const said = JSON.stringify(findings);
    if (said === this.said) return;
    this.said = said;
    document.querySelectorAll('.finding').forEach(old => old.remove());
    this.form.querySelectorAll('[data-described]').forEach(field => {
      field.removeAttribute('aria-invalid');
      describe(field);
    });
    for (const [name, those] of Map.groupBy(findings, finding => finding.place)) this.beside(name, those);
    this.list.replaceChildren(...findings.map(finding => this.item(finding)));
    const grave = findings.filter(finding => finding.blocks).length;
    this.sum.textContent = findings.length === 0 ? this.words.checksNone
      : this.words.checksSum.replace('{0}', grave).replace('{1}', findings.length - grave);
  }

  target(name) {
    return name === 'body' ? this.body : place(this.form, name);
  }

  beside(name, findings) {
    const field = this.target(name);
    if (!field) return;
    const note = document.createElement('div');
    note.className = findings.some(finding => finding.blocks) ? 'finding bad' : 'finding';
    note.id = 'finding-' + name.replaceAll('.', '-');
    note.append(...findings.map(finding => Object.assign(document.createElement('p'), { textContent: finding.words })));
    (field.localName === 'fieldset' ? field.querySelector('legend') : field.closest('label, .body-field') ?? field).after(note);
    describe(field, note.id);
    if (field.localName !== 'fieldset' && findings.some(finding => finding.blocks)) field.setAttribute('aria-invalid', 'true');
  }

  item(finding) {
    const item = document.createElement('li');
    item.className = finding.blocks ? 'bad' : 'hint';
    const kind = Object.assign(document.createElement('b'), { textContent: finding.blocks ? this.words.checkBlocks : this.words.checkHint });
    const field = this.target(finding.place);
    const words = document.createElement(field ? 'button' : 'span');
    words.textContent = finding.words;
    if (field) {
      words.type = 'button';
      words.addEventListener('click', () => {
        const to = field.localName === 'fieldset' ? field.querySelector('input, select, button') : field;
        to.scrollIntoView({ block: 'center' });
        to.focus();
      });
    }
    item.append(kind, ' ', words);
    return item;
  }
}
