// Shows the page that the publisher would make of what stands in the form, as wide as a desk or a telephone.
const REST = 700;
const WIDTHS = { desktop: 1280, phone: 390 };

export class Preview {
  constructor(form, { session, sync, words }) {
    Object.assign(this, { form, session, sync, words });
    this.room = document.getElementById('preview');
    this.frame = this.room.querySelector('iframe');
    this.told = this.room.querySelector('[role=status]');
    this.width = 'desktop';
    this.button = document.querySelector('[data-preview-toggle]');
    this.button.addEventListener('click', () => this.toggle());
    this.room.querySelectorAll('[data-width]').forEach(choice => choice.addEventListener('click', () => this.wide(choice.dataset.width)));
    new ResizeObserver(() => this.fit()).observe(this.room);
    this.frame.addEventListener('load', () => this.frame.contentWindow?.scrollTo(0, this.scrolled ?? 0));
  }

  get open() {
    return !this.room.hidden;
  }

  toggle() {
    this.room.hidden = this.open;
    document.querySelector('.write').classList.toggle('previewing', this.open);
    this.button.setAttribute('aria-expanded', String(this.open));
    if (this.open) this.look();
  }

  wide(width) {
    this.width = width;
    this.room.querySelectorAll('[data-width]').forEach(choice => choice.setAttribute('aria-pressed', String(choice.dataset.width === width)));
    this.fit();
  }

  /** The page is as wide as it says; what does not fit is made smaller. */
  fit() {
    const box = this.frame.parentElement;
    const width = WIDTHS[this.width];
    const scale = Math.min(1, box.clientWidth / width);
    this.frame.style.width = width + 'px';
    this.frame.style.height = box.clientHeight / scale + 'px';
    this.frame.style.transform = `scale(${scale})`;
  }

  changed() {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), REST);
  }

  async look() {
    this.sync();
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === 'string'));
    try {
      const answer = await this.session.send(this.form.dataset.preview, { method: 'POST', body, signal: this.asking.signal });
      if (answer.ok) this.show(await answer.text());
      else this.told.textContent = answer.status === 422 ? (await answer.json()).words : this.words.previewAway;
    } catch (reason) {
      if (reason.name !== 'AbortError') this.told.textContent = this.words.previewAway;
    }
  }

  show(page) {
    this.told.textContent = '';
    this.scrolled = this.frame.contentWindow?.scrollY;
    this.frame.srcdoc = page;
    this.fit();
  }
}
