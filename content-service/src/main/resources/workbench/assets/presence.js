// Says every half minute that this document is open here, and shows who else has it open.
// Says nothing after ten minutes without a touch, so that an idle page keeps neither the notice nor the session alive.
'use strict';
(() => {
  const notice = document.querySelector('[data-presence]');
  if (!notice) return;
  const { presence, editing, header, zone, reads, edits } = notice.dataset;
  const EVERY = 30_000;
  const IDLE = 10 * 60_000;
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  let touched = Date.now();
  let shown = [...notice.querySelectorAll('p')].map(line => line.textContent).join('\n');

  const send = (method, options) => fetch(presence, {
    method, credentials: 'same-origin', headers: { [header]: notice.dataset.token, 'Content-Type': 'application/json' }, ...options });

  function show(others) {
    const sentences = others.map(other => (other.editing ? edits : reads)
      .replace('{0}', () => other.name).replace('{1}', () => time.format(new Date(other.since))));
    if (sentences.join('\n') === shown) return;
    shown = sentences.join('\n');
    notice.querySelectorAll('p').forEach(line => line.remove());
    for (const sentence of sentences) {
      const line = document.createElement('p');
      line.textContent = sentence;
      notice.append(line);
    }
  }

  async function beat() {
    if (Date.now() - touched > IDLE) return;
    try {
      const answer = await send('PUT', { body: JSON.stringify({ editing: editing === 'true' }) });
      if (answer.ok) show((await answer.json()).alsoOpen);
    } catch {
      // The notice stays as it is until the server answers again.
    }
  }

  for (const touch of ['keydown', 'pointerdown', 'scroll', 'input']) {
    addEventListener(touch, () => {
      const slept = Date.now() - touched > IDLE;
      touched = Date.now();
      if (slept) beat();
    }, { passive: true });
  }
  addEventListener('pagehide', () => send('DELETE', { keepalive: true }).catch(() => {}));
  setInterval(beat, EVERY);
  beat();
})();
