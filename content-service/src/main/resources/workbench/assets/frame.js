// Says so when a part of the page could not be asked for again, and takes it back with the next that could.
'use strict';
for (const [event, away] of [['htmx:responseError', true], ['htmx:sendError', true], ['htmx:afterSwap', false]]) {
  document.addEventListener(event, () => { document.getElementById('unreached').hidden = !away; });
}
