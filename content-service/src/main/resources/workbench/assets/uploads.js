// Sends chosen files one after the other, each as an upload that can be resumed (tus 1.0): a lost connection, or a page that was
// loaded again, goes on where the server says. Each file has a line that tells how far it is and ends it.
const SOON = 1_000;
const LATE = 30_000;
const TRIES = 5;
const HEIGHT = 96;

class Refused extends Error {}
class Gone extends Error {}
/** The session is over, or its token; what the server has of the file stays there. */
class SignedOut extends Error {}
/** The server answered, but with an error of its own. */
class Failed extends Error {}

const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Ends early when the connection is back, or when nobody waits any more. */
const wait = (ms, signal) => new Promise(done => {
  const over = new AbortController();
  const end = () => { clearTimeout(timer); over.abort(); done(); };
  const timer = setTimeout(end, ms);
  addEventListener('online', end, { signal: over.signal });
  signal.addEventListener('abort', end, { signal: over.signal });
});

/** A picture as it will look, drawn from the file itself; fails for whatever this browser cannot read as one. */
async function sketch(file) {
  if (!file.type.startsWith('image/')) throw new Error('no picture');
  const picture = await createImageBitmap(file, { resizeHeight: HEIGHT, resizeQuality: 'medium' });
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
  canvas.getContext('2d').drawImage(picture, 0, 0);
  picture.close();
  return canvas;
}

export class Uploads {
  /**
   * @param list where the lines stand
   * @param parts address of the uploads; words; headers() that a writing request has to carry;
   *   arrived(asset, line, unit) is told of each file that the library took, and may say more in its line; done() when none is left
   */
  constructor(list, { address, words, headers, arrived, done = () => {} }) {
    Object.assign(this, { list, address, words, headers, arrived, done });
    this.queue = [];
    this.busy = false;
    addEventListener('beforeunload', event => { if (this.busy) event.preventDefault(); });
  }

  /** Sends them to the library of this unit, behind those that are on their way. */
  add(files, unit) {
    for (const file of files) this.enqueue({ file, unit, line: this.line(file) });
  }

  enqueue(job) {
    job.ended = new AbortController();
    job.line.ask(this.words.cancel, () => this.cancel(job));
    this.queue.push(job);
    this.work();
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length) await this.send(this.queue.shift());
    this.busy = false;
    this.done();
  }

  cancel(job) {
    job.ended.abort();
    this.queue = this.queue.filter(each => each !== job);
    this.forget(job);
    job.line.end('CANCELLED', []);
  }

  /** Also once the server's answer came after the cancelling. */
  forget(job) {
    const known = sessionStorage.getItem(job.key ?? '');
    if (known) {
      sessionStorage.removeItem(job.key);
      fetch(known, { method: 'DELETE', credentials: 'same-origin', headers: this.tus() })
        .catch(() => { /* The server forgets it by itself after a while. */ });
    }
  }

  async send(job) {
    const { file, unit, line, ended: { signal } } = job;
    job.key = ['gongkai-upload', unit, file.name, file.size, file.lastModified].join('|');
    let failures = 0;
    for (let pause = SOON; !signal.aborted; pause = Math.min(pause * 2, LATE)) {
      try {
        let address = sessionStorage.getItem(job.key);
        if (!address) sessionStorage.setItem(job.key, address = await this.begin(file, unit, signal));
        const from = await this.offset(address, signal);
        line.show('RECEIVING', file.size ? from / file.size : 1);
        if (from < file.size) await this.rest(address, file, from, line, signal);
        const asset = await this.settled(address, line, signal);
        sessionStorage.removeItem(job.key);
        line.end('FINISHED', (await this.found(asset)).map(each => this.finding(each)));
        await this.arrived(asset, line, unit);
        return;
      } catch (why) {
        if (signal.aborted) return this.forget(job);
        if (why instanceof Refused) {
          sessionStorage.removeItem(job.key);
          line.end('REFUSED', [why.message]);
          return;
        }
        if (why instanceof SignedOut) {
          line.end('FAILED', [this.words.signedOut]);
          line.ask(this.words.again, () => this.enqueue(job));
          return;
        }
        if (why instanceof Gone) sessionStorage.removeItem(job.key);
        if ((why instanceof Failed || why instanceof Gone) && ++failures === TRIES) {
          line.end('FAILED', [this.words.gaveUp]);
          line.ask(this.words.again, () => this.enqueue(job));
          return;
        }
        line.away();
        await wait(pause, signal);
      }
    }
  }

  tus(more) {
    return { 'Tus-Resumable': '1.0.0', ...this.headers(), ...more };
  }

  /** What the server refuses for good is said; anything else is tried again. */
  judge(status, body) {
    if (status === 404) throw new Gone();
    if (status === 401 || status === 403) throw new SignedOut();
    if (status < 400 || status === 409 || status === 408 || status === 429 || status >= 500) throw new Failed(String(status));
    let problem = {};
    try { problem = JSON.parse(body); } catch { /* not ours */ }
    throw new Refused(this.because(problem.reason, problem));
  }

  /** The server's own sentence where it has one in the reader's language, else what is known of the reason. */
  because(reason, { inChinese, detail, refusal }) {
    const own = document.documentElement.lang.startsWith('zh') ? inChinese : detail ?? refusal;
    return own || (this.words['refused.' + String(reason ?? '').toUpperCase().replaceAll('-', '_')] ?? this.words.failed);
  }

  async begin(file, unit, signal) {
    const answer = await fetch(this.address, { method: 'POST', credentials: 'same-origin', signal,
      headers: this.tus({ 'Upload-Length': String(file.size), 'Upload-Metadata': `filename ${base64(file.name)},unit ${base64(unit)}` }) });
    if (answer.status !== 201) this.judge(answer.status, await answer.text());
    return answer.headers.get('Location');
  }

  async offset(address, signal) {
    const answer = await fetch(address, { method: 'HEAD', credentials: 'same-origin', signal, headers: this.tus() });
    if (!answer.ok) this.judge(answer.status, '');
    return Number(answer.headers.get('Upload-Offset'));
  }

  /** The rest in one request, because only its own kind tells how far it is. */
  rest(address, file, from, line, signal) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open('PATCH', address);
      Object.entries(this.tus({ 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' }))
        .forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.onprogress = event => line.show('RECEIVING', (from + event.loaded) / file.size);
      request.onerror = request.onabort = () => fail(new Error('lost'));
      request.onload = () => {
        if (request.status === 204) return done();
        try { this.judge(request.status, request.responseText); } catch (why) { fail(why); }
      };
      signal.addEventListener('abort', () => request.abort());
      request.send(file.slice(from));
    });
  }

  /** Waits until it is in the library, or refused. */
  async settled(address, line, signal) {
    for (let pause = SOON; ; pause = Math.min(pause * 2, LATE)) {
      const answer = await fetch(address, { credentials: 'same-origin', signal, headers: this.tus() });
      if (!answer.ok) this.judge(answer.status, await answer.text());
      const upload = await answer.json();
      if (upload.state === 'FINISHED') return upload.asset;
      if (upload.state === 'REFUSED') throw new Refused(this.because(upload.reason, upload));
      line.show(upload.state, typeof upload.progress === 'number' ? upload.progress / 1000 : undefined);
      await wait(pause, signal);
    }
  }

  finding({ kind, detail }) {
    const words = this.words['finding.' + kind];
    return !detail ? words : this.words.which.replace('{0}', () => words).replace('{1}', () => detail);
  }

  async found(asset) {
    const answer = await fetch(`/api/v1/assets/${asset}/about`, { credentials: 'same-origin' });
    return answer.ok ? (await answer.json()).findings : [];
  }

  line(file) {
    const { words } = this;
    const line = document.createElement('li');
    const part = (name, text) => line.appendChild(Object.assign(document.createElement(name), { textContent: text }));
    const face = part('span', '');
    face.className = 'sketch';
    sketch(file).then(canvas => face.append(canvas), () => face.remove());
    part('b', file.name);
    const what = part('span', words.queued);
    what.className = 'what';
    const bar = part('progress', '');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    const button = Object.assign(part('button', ''), { type: 'button', hidden: true });
    this.list.append(line);
    const told = sentence => part('small', sentence);
    return {
      show(state, share) {
        line.className = state;
        bar.hidden = false;
        const known = typeof share === 'number';
        what.textContent = words['state.' + state] + (known ? ` ${Math.floor(share * 100)}%` : '');
        if (known) bar.value = share; else bar.removeAttribute('value');
      },
      away() { what.textContent = words.away; },
      ask(label, then) {
        button.hidden = false;
        button.textContent = label;
        button.setAttribute('aria-label', `${label}：${file.name}`);
        button.onclick = then;
      },
      end(state, said) {
        line.className = state;
        what.textContent = words['state.' + state];
        bar.hidden = true;
        button.hidden = true;
        button.textContent = '';
        line.querySelectorAll('small').forEach(old => old.remove());
        said.forEach(told);
      },
      told,
      link(label, href) { part('a', label).href = href; },
    };
  }
}
