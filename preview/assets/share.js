// Edited data travels in the address, behind #data=: compressed, so that a mail
// can be shared, and outlives the server. The server knows data by an id.

import { post } from "./api.js";

const most = 1 << 20; // bytes of data, as many as the server takes
const longest = 2_000_000; // characters in an address, as many as Chromium takes

const ids = new Map(); // by event and packed data

/** idOf is the id that the server has given to packed data; "" if none yet. */
export function idOf(event, packed) { return ids.get(event + " " + packed) ?? ""; }

/** forget says that the server may have lost what it was given. */
export function forget() { ids.clear(); }

/** keep gives data to the server. The answer has its faults, or the packed data. */
export async function keep(event, text) {
  const { id, faults } = await post("data", { event, text });
  if (!id) return { faults };
  const packed = await pack(text);
  ids.set(event + " " + packed, id);
  return { packed, faults };
}

/** restore gives the data of the address to the server. Data that cannot be
 * used goes out of the state, with a word why; if it can be read it becomes the
 * draft of the editor. */
export async function restore(app) {
  const { state } = app;
  const give = (why, change = {}) => {
    if (app.state !== state) return;
    app.replace({ ...change, data: "" });
    app.notice = why + " The mail is made of the sample.";
  };
  let text;
  try {
    text = await unpack(state.data);
  } catch (error) {
    return give(error.message);
  }
  try {
    const { id } = await post("data", { event: state.event, text });
    if (id) return ids.set(state.event + " " + state.data, id);
    give("The data in the address has faults.", { panel: "data" });
    app.draft = text;
  } catch (error) {
    // Without an answer the server is away: it is asked again when it is back.
    if (error instanceof TypeError) ids.set(state.event + " " + state.data, "none");
    else give(`The data in the address cannot be used: ${error.message}.`);
  }
}

async function pack(text) {
  const bytes = await collect(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpack(packed) {
  if (packed.length > longest) throw new Error("The data in the address is too large.");
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const text = await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), most);
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof RangeError) throw new Error("The data in the address is too large.");
    throw new Error("The data in the address cannot be read; was the address cut off?");
  }
}

/** collect reads a stream of at most so many bytes; more are a RangeError. */
async function collect(stream, limit) {
  const chunks = [];
  let length = 0;
  for (const reader = stream.getReader(); ;) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > limit) {
      reader.cancel();
      throw new RangeError("too many bytes");
    }
    chunks.push(value);
  }
}
