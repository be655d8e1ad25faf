// Who is signed in here, and the token that writing needs; both are asked for again when the server no longer knows them.
export class Session {
  constructor({ header, token, account }) {
    this.header = header;
    this.token = token;
    this.account = account;
  }

  /** Sends as the person who is signed in. A session that is over answers as a redirect that is not followed. */
  send(address, options = {}) {
    return fetch(address, { credentials: 'same-origin', redirect: 'manual', ...options, headers: { [this.header]: this.token, ...options.headers } });
  }

  /** here: the same person, with a token that holds; other: somebody else; gone: nobody; away: no answer. */
  async probe() {
    try {
      const answer = await this.send('/workbench/session', { headers: { Accept: 'application/json' } });
      if (!answer.ok) return answer.type === 'opaqueredirect' ? 'gone' : 'away';
      const { account, token } = await answer.json();
      if (account !== this.account) return 'other';
      this.renew(token);
      return 'here';
    } catch {
      return 'away';
    }
  }

  /** Everything on the page that carries the token gets the new one. */
  renew(token) {
    if (token === this.token) return;
    this.token = token;
    document.querySelectorAll('input[name=_csrf]').forEach(field => { field.value = token; });
    document.querySelectorAll('[data-token]').forEach(place => { place.dataset.token = token; });
  }
}
