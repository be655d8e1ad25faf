// Files beside the text: they go into the unit's library while one writes, and stand among what the document uses without a reload.
import { Uploads } from '../uploads.js';

const carriesFiles = event => event.dataTransfer?.types.includes('Files');

export class Files {
  /** @param parts session; unit() whose library takes them; words; changed() is called for each file that is used now; told(sentence) */
  constructor(form, { session, unit, words, changed, told }) {
    Object.assign(this, { form, session, unit, words, changed });
    this.place = form.querySelector('.assets');
    this.uploads = new Uploads(this.place.querySelector('.arriving'), {
      address: this.place.dataset.uploads, words: JSON.parse(this.place.dataset.words),
      headers: () => ({ [session.header]: session.token }),
      arrived: (asset, line, unit) => this.use([asset], unit).then(used => line.told(this.sentence(used)), () => line.told(words['file.away'])),
    });
    const chosen = this.place.querySelector('input[type=file]');
    chosen.multiple = true;
    chosen.addEventListener('change', () => {
      this.send([...chosen.files]);
      chosen.value = '';
    });
    this.place.querySelector('[data-pick]')?.addEventListener('click', event => {
      event.preventDefault();
      const picked = [...this.place.querySelectorAll('[name=pick]:checked')];
      if (picked.length) this.use(picked.map(box => box.value)).then(() => {
        picked.forEach(box => box.closest('.tile').remove());
        told(words['file.used']);
      }, () => told(words['file.away']));
    });
    const desk = form.querySelector('.desk');
    const over = is => this.place.classList.toggle('dropping', is);
    desk.addEventListener('dragover', event => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over(true);
    }, { capture: true });
    desk.addEventListener('dragleave', event => { if (!desk.contains(event.relatedTarget)) over(false); });
    desk.addEventListener('drop', event => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over(false);
      this.send([...event.dataTransfer.files]);
    }, { capture: true });
  }

  get busy() {
    return this.uploads.busy;
  }

  send(files) {
    const unit = this.unit();
    if (unit) this.uploads.add(files, unit);
    this.place.querySelector('.arriving').scrollIntoView({ block: 'nearest' });
  }

  /** Puts these files of the library among those that the document uses; answers the new rows. */
  async use(assets, unit = this.unit()) {
    if (!assets.length) return [];
    const body = new URLSearchParams([...new FormData(this.form)].filter(([name, value]) => typeof value === 'string' && name !== 'pick'));
    body.set('unit', unit);
    assets.forEach(asset => body.append('pick', asset));
    const answer = await this.session.send('/workbench/write/uses', { method: 'POST', body });
    if (!answer.ok) throw new Error(String(answer.status));
    const rows = [...new window.DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('.use')];
    const before = this.place.querySelector('.use.add');
    rows.forEach(row => before.before(row));
    if (rows.length) this.changed();
    return rows;
  }

  sentence(rows) {
    if (!rows.length) return this.words['file.already'];
    return rows.some(row => row.querySelector('.of-picture [name=alt]')?.value === '') ? this.words['file.describe'] : this.words['file.used'];
  }
}
