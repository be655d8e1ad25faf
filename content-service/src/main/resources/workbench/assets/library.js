// Sends the chosen files one after the other, each as an upload that can be resumed (tus 1.0): a lost connection, or a page that was
// loaded again, goes on where the server says. Without this script the form sends them all at once.
'use strict';
(() => {
  const form = document.querySelector('form[data-uploads]');
  if (!form) return;
  const { uploads, unit, header, token } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const list = form.querySelector('.arriving');
  const chosen = form.querySelector('input[type=file]');
  const SOON = 1_000;
  const LATE = 30_000;
  const queue = [];
  let busy = false;

  class Refused extends Error {}
  class Gone extends Error {}

  const wait = ms => new Promise(done => {
    const timer = setTimeout(done, ms);
    addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
  });
  const say = (key, detail = '') => (words[key] ?? key).replace('{0}', () => detail);
  const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const headers = more => ({ 'Tus-Resumable': '1.0.0', [header]: token, ...more });

  /** What the server refuses for good is said; anything else is tried again. */
  function judge(status, body) {
    if (status === 404) throw new Gone();
    if (status === 401) throw new Refused(words.signedOut);
    if (status < 400 || status === 409 || status === 408 || status === 429 || status >= 500) throw new Error(String(status));
    let problem = {};
    try { problem = JSON.parse(body); } catch { /* not ours */ }
    throw new Refused(because(problem.reason, problem.detail));
  }

  function because(reason, detail) {
    const key = 'refused.' + String(reason ?? '').toUpperCase().replaceAll('-', '_');
    return key in words ? say(key, detail) : detail || words.failed;
  }

  async function begin(file) {
    const answer = await fetch(uploads, { method: 'POST', credentials: 'same-origin',
      headers: headers({ 'Upload-Length': String(file.size), 'Upload-Metadata': `filename ${base64(file.name)},unit ${base64(unit)}` }) });
    if (answer.status !== 201) judge(answer.status, await answer.text());
    return answer.headers.get('Location');
  }

  async function offset(address) {
    const answer = await fetch(address, { method: 'HEAD', credentials: 'same-origin', headers: headers() });
    if (!answer.ok) judge(answer.status, '');
    return Number(answer.headers.get('Upload-Offset'));
  }

  /** The rest in one request, because only its own kind tells how far it is. */
  const rest = (address, file, from, line) => new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', address);
    Object.entries(headers({ 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' }))
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = event => line.show('RECEIVING', (from + event.loaded) / file.size);
    request.onerror = () => fail(new Error('lost'));
    request.onload = () => {
      if (request.status === 204) return done();
      try { judge(request.status, request.responseText); } catch (why) { fail(why); }
    };
    request.send(file.slice(from));
  });

  /** Waits until it is in the library, or refused. */
  async function settled(address, line) {
    for (let pause = SOON; ; pause = Math.min(pause * 2, LATE)) {
      const answer = await fetch(address, { credentials: 'same-origin', headers: headers() });
      if (!answer.ok) judge(answer.status, await answer.text());
      const upload = await answer.json();
      if (upload.state === 'FINISHED') return upload.asset;
      if (upload.state === 'REFUSED') throw new Refused(because(upload.reason, upload.refusal));
      line.show(upload.state, upload.progress);
      await wait(pause);
    }
  }

  const finding = ({ kind, detail }) => !detail ? say('finding.' + kind)
    : words.which.replace('{0}', () => say('finding.' + kind)).replace('{1}', () => detail);

  async function found(asset) {
    const answer = await fetch(`/api/v1/assets/${asset}/about`, { credentials: 'same-origin' });
    return answer.ok ? (await answer.json()).findings : [];
  }

  function lineFor(file) {
    const line = document.createElement('li');
    const part = (name, text) => line.appendChild(Object.assign(document.createElement(name), { textContent: text }));
    part('b', file.name);
    const what = part('span', words.queued);
    what.className = 'what';
    const bar = part('progress', '');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    list.append(line);
    return {
      show(state, share) {
        line.className = state;
        const known = typeof share === 'number';
        what.textContent = say('state.' + state) + (known ? ` ${Math.floor(share * 100)}%` : '');
        if (known) bar.value = share; else bar.removeAttribute('value');
      },
      away() { what.textContent = words.away; },
      end(state, said, asset) {
        line.className = state;
        what.textContent = say('state.' + state);
        bar.remove();
        if (asset) part('a', words.open).href = `/workbench/library/${asset}?unit=${encodeURIComponent(unit)}`;
        said.forEach(sentence => part('small', sentence));
      },
    };
  }

  async function send({ file, line }) {
    const key = ['gongkai-upload', unit, file.name, file.size, file.lastModified].join('|');
    for (let pause = SOON; ; pause = Math.min(pause * 2, LATE)) {
      try {
        let address = sessionStorage.getItem(key);
        if (!address) sessionStorage.setItem(key, address = await begin(file));
        const from = await offset(address);
        line.show('RECEIVING', file.size ? from / file.size : 1);
        if (from < file.size) await rest(address, file, from, line);
        const asset = await settled(address, line);
        line.end('FINISHED', (await found(asset)).map(each =>
          finding(each)), asset);
        sessionStorage.removeItem(key);
        return;
      } catch (why) {
        if (why instanceof Refused) {
          sessionStorage.removeItem(key);
          line.end('REFUSED', [why.message]);
          return;
        }
        if (why instanceof Gone) sessionStorage.removeItem(key);
        line.away();
        await wait(pause);
      }
    }
  }

  async function work() {
    if (busy) return;
    busy = true;
    while (queue.length) await send(queue.shift());
    busy = false;
    form.querySelector('.again')?.remove();
    const again = Object.assign(document.createElement('a'), { href: location.href, textContent: words.reload, className: 'button again' });
    form.append(again);
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    for (const file of chosen.files) queue.push({ file, line: lineFor(file) });
    chosen.value = '';
    work();
  });
  addEventListener('beforeunload', event => { if (busy) event.preventDefault(); });
})();
