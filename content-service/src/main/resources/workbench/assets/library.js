// The form of the library: files go by uploads that can be resumed. Without this script it sends them all at once.
import { Uploads } from './uploads.js';

const form = document.querySelector('form[data-uploads]');
const { uploads: address, unit, header, token } = form.dataset;
const words = JSON.parse(form.dataset.words);
const chosen = form.querySelector('input[type=file]');

const uploads = new Uploads(form.querySelector('.arriving'), {
  address, words, headers: () => ({ [header]: token }),
  arrived: (asset, line) => line.link(words.open, `/workbench/library/${asset}?unit=${encodeURIComponent(unit)}`),
  done() {
    form.querySelector('.again')?.remove();
    form.append(Object.assign(document.createElement('a'), { href: location.href, textContent: words.reload, className: 'button again' }));
  },
});

form.addEventListener('submit', event => {
  event.preventDefault();
  uploads.add(chosen.files, unit);
  chosen.value = '';
});
