// Saves what is written: after a rest, while one goes on writing, and when the connection or the session comes back.
import { random } from './random.js';

const REST = 2_500;
const AT_LATEST = 30_000;
const AGAIN = 5_000;

/** Why the API refuses, in Chinese where it can say so. */
const because = ({ detail, rules }) => document.documentElement.lang.startsWith('zh') && rules?.map(rule => rule.inChinese).filter(Boolean).join('') || detail;

export class Saving {
  /**
   * @param form what is saved
   * @param parts session, keeping; sync() brings the form up to date; shown(state, detail) is told of each state;
   *   named(address, id) of the document that a new one became
   */
  constructor(form, { session, keeping, sync, shown, named }) {
    Object.assign(this, { form, session, keeping, sync, shown, named });
    this.state = 'clean';
    this.since = 0;
    addEventListener('online', () => this.retry());
    addEventListener('focus', () => this.retry());
    addEventListener('visibilitychange', () => document.hidden ? this.keep() : this.retry());
    addEventListener('pagehide', () => this.keep());
    addEventListener('beforeunload', event => { if (this.dirty && !this.kept) event.preventDefault(); });
  }

  show(state, detail) {
    this.state = state;
    this.shown(state, detail);
  }

  changed() {
    this.since ||= Date.now();
    this.dirty = true;
    clearTimeout(this.keeper);
    this.keeper = setTimeout(() => this.keep(), 300);
    if (['clean', 'saved', 'refused', 'dirty'].includes(this.state)) {
      this.show('dirty');
      this.after(Math.min(REST, Math.max(0, this.since + AT_LATEST - Date.now())));
    }
  }

  keep() {
    if (!this.dirty) return;
    this.sync();
    this.kept = this.keeping.keep();
    if (!this.ready() && this.state === 'dirty') this.show(this.form.dataset.settled ? 'settled' : 'local');
    else if (this.ready() && this.state === 'local') {
      this.show('dirty');
      this.after(REST);
    }
  }

  after(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  /**
   * A new document begins once it says something and its place is chosen, because the place is for good; the next edition of one that
   * is public or over begins when somebody says so.
   */
  ready() {
    const { title, section, body, version } = this.form.elements;
    if (version) return !this.form.dataset.settled;
    return title.value.trim() !== '' && section.value !== '' && body.value !== '';
  }

  retry() {
    if (['offline', 'expired', 'other'].includes(this.state)) this.now();
  }

  /** Saves now; whether all that was written is on the server then. */
  async now(asked = false) {
    clearTimeout(this.timer);
    if (this.running) {
      if (asked) {
        await this.running;
        return this.now(true);
      }
      this.again = true;
      return this.running;
    }
    this.sync();
    if (this.state === 'stale' || (!this.ready() && !asked)) {
      if (this.dirty) this.keep();
      return false;
    }
    if (!this.dirty && !asked) return true;
    this.running = this.attempt();
    let done = false;
    try {
      done = await this.running;
    } finally {
      this.running = null;
    }
    // Whoever asked goes away afterwards: what was typed meanwhile goes along.
    if (asked && done && this.dirty) return this.now(true);
    if (this.again || (done && this.dirty)) {
      this.again = false;
      this.after(REST);
    }
    return done && !this.dirty;
  }

  async attempt() {
    const waiting = ['expired', 'other', 'offline'].includes(this.state);
    if (!waiting) this.show('saving');
    if (['expired', 'other'].includes(this.state)) {
      const who = await this.session.probe();
      if (who !== 'here') return this.wait(who);
    }
    const begins = !this.form.elements.version;
    // What was sent without an answer is sent again as it was: the server may have it already, and knows it by its content.
    this.unanswered ??= begins ? this.beginning() : this.whole();
    let answer;
    let said = null;
    try {
      answer = await this.session.send(...this.unanswered.request);
      if (answer.ok || answer.status === 409 || answer.status === 422) said = await answer.json();
    } catch {
      return this.wait('away');
    }
    if (begins && answer.status === 409) return this.wait('away'); // the first of two equal requests has not ended
    const { sent } = this.unanswered;
    // What the server failed at is sent again as it stands by then, unless a gateway speaks for it; a beginning keeps its key.
    if (answer.status < 500 || !(begins || [502, 503, 504].includes(answer.status))) this.unanswered = null;
    if (answer.ok) {
      if (!begins) return this.saved(said, sent);
      this.named(said);
      return this.attempt();
    }
    if (said) {
      this.show(answer.status === 409 ? 'stale' : 'refused', { words: because(said), ...said });
      return false;
    }
    if (answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status)) {
      this.show('refused', { words: String(answer.status) });
      return false;
    }
    if (answer.type !== 'opaqueredirect' && answer.status !== 401 && answer.status !== 403) return this.wait('away');
    const who = await this.session.probe();
    if (who !== 'here') return this.wait(who);
    if (!this.renewed) {
      this.renewed = true;
      return this.attempt();
    }
    this.show('refused', { words: String(answer.status) });
    return false;
  }

  /** A new document, which begins once however often this is sent. */
  beginning() {
    const { kind, section, unit, title } = this.form.elements;
    return {
      request: ['/api/v1/documents', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': random(16) },
        body: JSON.stringify({ kind: kind.value, section: section.value, unit: unit.value, draft: { title: title.value } }) }],
    };
  }

  whole() {
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === 'string'));
    return { request: [this.form.dataset.autosave, { method: 'POST', body }], sent: JSON.stringify(this.keeping.entries()) };
  }

  /** Nothing is lost meanwhile: the copy in the browser stays until the server has it. */
  wait(who) {
    this.show({ away: 'offline', gone: 'expired', other: 'other' }[who]);
    this.after(AGAIN);
    return false;
  }

  saved(written, sent) {
    this.renewed = false;
    this.since = 0;
    this.sync();
    this.dirty = JSON.stringify(this.keeping.entries()) !== sent;
    this.form.elements.version.value = written.version;
    delete this.form.dataset.settled;
    if (this.dirty) this.keep();
    else this.keeping.forget();
    this.show('saved', { at: Date.now() });
    return true;
  }

  /** Goes on from the version that somebody else left; theirs stays among the revisions. */
  over(version) {
    this.form.elements.version.value = version;
    this.show('dirty');
    return this.now(true);
  }
}
