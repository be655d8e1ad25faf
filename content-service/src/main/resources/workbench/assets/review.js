// Remarks on marked words, and keys for those who want them: A approve, R return, J next, K previous.
'use strict';
(() => {
  const page = document.querySelector('section.review');
  if (!page) return;
  const form = document.getElementById('decision');
  const CONTEXT = 32;
  const TEXT = 'article[data-text], [data-text] .body';

  // ---- the text alone, or beside what was there before
  for (const choice of page.querySelectorAll('input[name=shown]')) {
    choice.addEventListener('change', () => page.classList.toggle('text-only', choice.value === 'text' && choice.checked));
  }

  // ---- remarks
  if (form) {
    const list = form.querySelector('.remarks');
    const mark = form.querySelector('button.remark');
    let chosen = null;

    const said = node => {
      const copy = node.cloneNode(true);
      copy.querySelectorAll('del, .what, .mark, summary').forEach(gone => gone.remove());
      return copy.textContent.replace(/\s+/g, ' ');
    };

    function selected() {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      const text = [...page.querySelectorAll(TEXT)].find(each => each.contains(range.commonAncestorContainer));
      if (!text) return null;
      const quote = said(range.cloneContents()).trim();
      if (!quote || quote.length > 500) return null;
      const ahead = document.createRange();
      ahead.setStart(text, 0);
      ahead.setEnd(range.startContainer, range.startOffset);
      return { quote, before: said(ahead.cloneContents()).slice(-CONTEXT) };
    }

    document.addEventListener('selectionchange', () => {
      const now = selected();
      if (now) chosen = now;
    });

    function labelled(words, field) {
      const label = document.createElement('label');
      label.append(Object.assign(document.createElement('span'), { textContent: words }), field);
      return label;
    }

    const hidden = (name, value) => Object.assign(document.createElement('input'), { type: 'hidden', name, value });

    /** For whoever cannot mark words with a pointer: they are typed, and have to stand in the text. */
    function typed() {
      const quote = Object.assign(document.createElement('input'), { name: 'quote', maxLength: 500, required: true });
      const before = hidden('before', '');
      quote.addEventListener('input', () => {
        const found = [...page.querySelectorAll(TEXT)].map(text => ({ whole: said(text), at: said(text).indexOf(quote.value) })).find(({ at }) => at >= 0);
        quote.setCustomValidity(found ? '' : list.dataset.nowhere);
        before.value = found ? found.whole.slice(Math.max(0, found.at - CONTEXT), found.at) : '';
      });
      // Enter goes on to what is said of them, and does not decide.
      quote.addEventListener('keydown', event => {
        if (event.key !== 'Enter' || event.isComposing) return;
        event.preventDefault();
        quote.closest('li').querySelector('textarea').focus();
      });
      return [labelled(list.dataset.quote, quote), before];
    }

    function marked({ quote, before }) {
      return [Object.assign(document.createElement('mark'), { textContent: quote }), hidden('quote', quote), hidden('before', before)];
    }

    function add(place) {
      const item = document.createElement('li');
      const comment = Object.assign(document.createElement('textarea'), { name: 'remark', rows: 2, maxLength: 2000, required: true });
      const remove = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: list.dataset.remove });
      item.append(...place, labelled(list.dataset.of, comment), remove);
      list.append(item);
      item.querySelector('input:not([type=hidden]), textarea').focus();
    }

    list.addEventListener('click', event => {
      if (event.target.tagName !== 'BUTTON') return;
      event.target.closest('li').remove();
      form.querySelector('textarea[name=comment]').focus();
    });

    mark.addEventListener('click', () => {
      add(chosen ? marked(chosen) : typed());
      chosen = null;
    });
    mark.hidden = false;

    // Whoever returns says what to change: in words, or at places.
    form.addEventListener('submit', event => {
      const comment = form.querySelector('textarea[name=comment]');
      comment.setCustomValidity('');
      if (event.submitter?.id === 'return' && !comment.value.trim() && !list.children.length) {
        event.preventDefault();
        comment.required = true;
        comment.reportValidity();
        comment.required = false;
      }
    });
  }

  // ---- keys, off until somebody wants them, since single letters surprise users of a voice (WCAG 2.1.4)
  const keys = document.getElementById('keys');
  keys.closest('label').hidden = false;
  try { keys.checked = localStorage.getItem('review-keys') === 'on'; } catch { /* a browser that keeps nothing */ }
  keys.addEventListener('change', () => {
    try { localStorage.setItem('review-keys', keys.checked ? 'on' : 'off'); } catch { /* kept for this page */ }
  });
  const go = id => { if (id) location.assign('/workbench/review/' + id); };
  addEventListener('keydown', event => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select')) return;
    const act = { a: () => document.getElementById('approve')?.focus(), r: () => form?.querySelector('textarea[name=comment]')?.focus(),
      j: () => go(page.dataset.next), k: () => go(page.dataset.previous) }[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });
})();
