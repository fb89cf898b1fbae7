/** The server behind this page: the same requests that every OpenAI client sends. */

/** What went wrong, in words for whoever reads the page. */
export class Trouble extends Error {
  /**
   * @param {string} message
   * @param {number} [status] of the answer; 0 when there was none
   */
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

export class Api {
  /** Lives in this object and nowhere else. */
  key = '';

  /** @returns {Promise<Model[]>} */
  async models() {
    const response = await this.#ask('v1/models', {});
    return (await response.json()).data;
  }

  /**
   * Server-sent events as they come.
   * @param {string} path
   * @param {object} asked
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<any, void>}
   */
  async *stream(path, asked, signal) {
    const request = { method: 'POST', body: JSON.stringify({ ...asked, stream: true }), signal };
    const response = await this.#ask(path, request);
    const body = /** @type {ReadableStream<any>} */ (response.body);
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (let held = ''; ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        const events = (held + value).split('\n\n');
        held = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1]; // a comment has none: a sign of life
          if (data === undefined || data === '[DONE]') continue;
          const said = JSON.parse(data);
          if (said.error) throw new Trouble(inWords(500, said.error.message), 500);
          yield said;
        }
      }
    } catch (thrown) {
      if (thrown instanceof Trouble || signal.aborted) throw thrown;
      throw new Trouble('The answer broke off. Press Go to ask again.');
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   */
  async #ask(path, request) {
    /** @type {Record<string, string>} */
    const headers = { 'content-type': 'application/json' };
    if (this.key) headers.authorization = `Bearer ${this.key}`;
    let response;
    try {
      response = await fetch(path, { ...request, headers });
    } catch (thrown) {
      if (request.signal?.aborted) throw thrown;
      throw new Trouble('The server does not answer. Is genai serve still running? Start it again, then press Go.');
    }
    if (response.ok) return response;
    const { error } = await response.json().catch(() => ({}));
    throw new Trouble(inWords(response.status, error?.message), response.status);
  }
}

/**
 * @param {number} status
 * @param {string} [message] what the server says
 */
function inWords(status, message = `The server answers ${status}.`) {
  if (status === 429) return 'Everybody is asking at once. Press Go again in a moment.';
  const sentence = message[0].toUpperCase() + message.slice(1);
  return status >= 500 ? `${sentence} Press Go to try again.` : sentence;
}

/** @typedef {{ id: string, does: 'chat' | 'complete' | 'picture', about: string }} Model */
