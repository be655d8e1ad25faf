// Says what became of what was written, in words and by one sign, and offers the way out where there is one.
const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What Saving tells of its states. */
export function stateOf(form, words, saving) {
  const line = document.getElementById('save-state');
  const signIn = document.getElementById('sign-in-again');
  const stale = document.getElementById('stale');

  return (state, detail = {}) => {
    line.dataset.state = state;
    const sentence = words['state.' + state].replace('{0}', () => state === 'saved' ? clock.format(detail.at) : detail.words ?? '');
    if (line.textContent !== sentence) line.textContent = sentence;
    signIn.hidden = state !== 'expired' && state !== 'other';
    stale.hidden = state !== 'stale';
    if (state === 'stale') {
      stale.querySelector('p').textContent = detail.words;
      stale.querySelector('[data-mine]').onclick = () => saving().over(detail.version);
      stale.querySelector('[data-theirs]').onclick = () => {
        saving().keeping.forget();
        saving().dirty = false;
        location.reload();
      };
    }
  };
}
