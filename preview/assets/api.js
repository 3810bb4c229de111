// Talks to the server. Addresses are relative, so that the preview can be
// mounted anywhere.

const token = document.querySelector('meta[name="billet-token"]').content;

async function read(response) {
  const body = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** get asks for api/NAME with a query. */
export async function get(name, query = {}) {
  return read(await fetch("api/" + name + "?" + new URLSearchParams(query)));
}

/** post sends JSON to api/NAME. */
export async function post(name, body) {
  return read(await fetch("api/" + name, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Billet-Token": token },
    body: JSON.stringify(body),
  }));
}

/** listen calls changed(number) for every change, and state("live" | "lost"). */
export async function listen(changed, state) {
  for (let known = false; ;) {
    try {
      const response = await fetch("api/stream", { headers: { "X-Billet-Token": token } });
      // A server that was started anew has another token, which the page brings.
      if (response.status === 403 && known) return location.reload();
      if (!response.ok) throw new Error(response.statusText);
      known = true;
      state("live");
      await readStream(response.body, changed);
    } catch { /* the server has gone, or was started anew */ }
    state("lost");
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

async function readStream(body, changed) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const messages = rest.split("\n\n");
    rest = messages.pop();
    for (const message of messages) {
      const data = /^data: (\d+)$/m.exec(message);
      if (data) changed(Number(data[1]));
    }
  }
}
