// What is pasted from a word processor or a page is made clean by the server, which also keeps its pictures.
import { parseSlice } from './body-html.js';

const OWN = 'data-pm-slice';

async function cleaned(unit, html, session) {
  const answer = await session.send('/api/v1/imports/paste', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ unit, html }) });
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail ?? String(answer.status));
  return answer.json();
}

/**
 * The properties of a view that handle pasting, before the view reads what was pasted: reading styles breaks the page's policy.
 * told(sentence) says what became of it.
 */
export function pasting(editor, { unit, session, told, words }) {
  async function insert(html, text) {
    const view = editor.view;
    view.dom.setAttribute('aria-busy', 'true');
    told(words.pasting);
    try {
      const { body, warnings } = await cleaned(unit(), html, session);
      view.dispatch(view.state.tr.replaceSelection(parseSlice(body)).scrollIntoView().setMeta('paste', true));
      told([words.pasted, ...warnings].join(' '));
    } catch (reason) {
      view.pasteText(text);
      told(words.pastedPlain.replace('{0}', () => reason.message));
    } finally {
      view.dom.removeAttribute('aria-busy');
    }
  }

  return {
    handleDOMEvents: {
      paste(view, event) {
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (html === '' || html.includes(OWN) || unit() === '') return false;
        event.preventDefault();
        insert(html, event.clipboardData.getData('text/plain'));
        return true;
      },
    },
  };
}
