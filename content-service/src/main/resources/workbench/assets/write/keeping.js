// A copy of what is being written, in this browser, until the server has it. Each page that is open has its own, so that none overwrites another's.
import { random } from './random.js';

const ALL = 'gongkai.write.';
const LONGEST = 14 * 86_400_000;
const LEFT_OUT = new Set(['_csrf', 'version', 'file', 'newAlt', 'newCaption', 'newRole', 'pick']);

export class Keeping {
  constructor(form, account, id) {
    this.form = form;
    this.account = account;
    this.page = random(8);
    this.name(id);
    // On a computer that is shared nothing stays for ever.
    for (const [key, copy] of this.copies(ALL)) if (!(copy.at > Date.now() - LONGEST)) localStorage.removeItem(key);
  }

  name(id) {
    this.all = `${ALL}${this.account}.${id || 'new'}.`;
    this.key = this.all + this.page;
  }

  /** The new document has become this one; its copy goes along before the old one goes. */
  move(id) {
    const before = this.key;
    this.name(id);
    this.keep();
    localStorage.removeItem(before);
  }

  copies(prefix) {
    return Object.keys(localStorage).filter(key => key.startsWith(prefix)).map(key => {
      try {
        return [key, JSON.parse(localStorage.getItem(key)) ?? {}];
      } catch {
        return [key, {}];
      }
    });
  }

  /** What the form holds, in a form that can be compared. */
  entries() {
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === 'string' && !LEFT_OUT.has(name));
  }

  /** Whether the copy could be kept. */
  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ version: this.version, at: Date.now(), entries: this.entries() }));
      return true;
    } catch {
      return false;
    }
  }

  get version() {
    return this.form.elements.version?.value ?? '';
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  /** The newest copy of an earlier page that says something else than the form; what is equal is forgotten. */
  found() {
    const here = JSON.stringify(this.entries());
    const others = [];
    for (const [key, copy] of this.copies(this.all)) {
      if (key === this.key) continue;
      if (!copy.entries || JSON.stringify(copy.entries) === here) localStorage.removeItem(key);
      else others.push({ key, ...copy });
    }
    return others.sort((a, b) => b.at - a.at)[0] ?? null;
  }

  /** Once it was answered for. */
  drop(copy) {
    localStorage.removeItem(copy.key);
  }

  /** The kind of a copy of a new document, if its page is that of another kind. */
  elsewhere({ entries }) {
    const kind = entries.find(([name]) => name === 'kind')?.[1];
    const here = this.form.elements.kind;
    return kind && here && !here.disabled && here.value !== kind ? kind : '';
  }

  /** The files that the copy uses and the form does not. */
  missing(copy) {
    const here = new FormData(this.form).getAll('asset');
    return copy.entries.filter(([name, digest]) => name === 'asset' && !here.includes(digest)).map(([, digest]) => digest);
  }

  /** Puts the copy into the form; its version too, so that it cannot overwrite what came since. */
  restore(copy) {
    const values = Map.groupBy(copy.entries, ([name]) => name);
    const digests = (values.get('asset') ?? []).map(([, digest]) => digest);
    for (const field of this.form.elements) {
      const kept = values.get(field.name);
      if (!kept || LEFT_OUT.has(field.name) || field.name === 'asset' || field.type === 'checkbox') continue;
      const row = field.closest('.use');
      const at = row ? digests.indexOf(row.querySelector('[name=asset]')?.value) : 0;
      if (kept[at]) field.value = kept[at][1];
    }
    if (this.form.elements.version) this.form.elements.version.value = copy.version;
    return values.get('body')?.[0][1] ?? '';
  }
}
