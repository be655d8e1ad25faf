// A copy of what is being written, in this browser, until the server has it.
const LEFT_OUT = new Set(['_csrf', 'version', 'file', 'newAlt', 'newCaption', 'newRole', 'pick']);

export class Keeping {
  constructor(form, account, id) {
    this.form = form;
    this.account = account;
    this.name(id);
  }

  name(id) {
    this.key = `gongkai.write.${this.account}.${id || 'new'}`;
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

  /** A copy that says something else than the form; what is equal is forgotten. */
  found() {
    const kept = localStorage.getItem(this.key);
    if (!kept) return null;
    const copy = JSON.parse(kept);
    if (JSON.stringify(copy.entries) === JSON.stringify(this.entries())) {
      this.forget();
      return null;
    }
    return copy;
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
