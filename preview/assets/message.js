// The message as it would be sent: headers, MIME tree, files, and a trial.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { mailQuery } from "./state.js";

export class MessagePanel {
  constructor(app) {
    this.app = app;
    this.element = h("div", { class: "message" });
  }

  /** update asks anew when the mail is another one, or may have changed. */
  async update() {
    const { state, number } = this.app;
    const query = mailQuery(state);
    const about = JSON.stringify([query, number]);
    if (about === this.about) return;
    this.about = about;
    const answer = await get("message", query).catch((error) => ({ error: error.message }));
    if (about !== this.about) return;
    if (answer.error) {
      this.element.replaceChildren(h("p", { class: "empty" }, answer.error));
      return;
    }
    this.element.replaceChildren(
      h("div", { class: "row" }, h("a", { href: answer.url }, "Download .eml"), h("span", { class: "soft" }, kilobytes(answer.bytes))),
      ...(answer.trial.length ? [this.trial(query, answer.trial)] : []),
      h("h2", {}, "Headers"), table(answer.headers.map(({ name, value }) => [name, value])),
      h("h2", {}, "Parts"), h("ul", { class: "tree" }, partItem(answer.mime)),
      h("h2", {}, "Files"), answer.attachments.length ? table(answer.attachments.map((f) => [f.filename, `${f.media_type}, ${kilobytes(f.bytes)}${f.inline ? ", shown inline" : ""}`])) : h("p", { class: "soft" }, "None."));
  }

  /** trial sends the mail to one of those who may get it. */
  trial(query, allowed) {
    const whole = allowed.filter((entry) => !entry.startsWith("@"));
    const to = h("input", { type: "email", required: true, "aria-label": "Send a trial to", placeholder: whole[0] ?? "jo" + allowed[0], value: whole[0] });
    const said = h("p", { role: "status" });
    const send = async (event) => {
      event.preventDefault();
      said.textContent = "Sending …";
      try {
        const receipt = await post("send?" + new URLSearchParams(query), { to: to.value });
        said.textContent = receipt.results.map((r) => `${r.recipient}: ${r.outcome}` + (r.reply?.code ? ` (${r.reply.code} ${r.reply.text ?? ""})` : "")).join("\n");
      } catch (error) {
        said.textContent = error.message;
      }
    };
    return h("form", { class: "trial", onsubmit: send }, h("div", { class: "row" }, to, h("button", {}, "Send a trial")), said);
  }
}

function table(rows) {
  return h("dl", { class: "lines" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function partItem(part) {
  const about = [part.disposition, part.filename, part.content_id && "cid:" + part.content_id, part.encoding, part.bytes && kilobytes(part.bytes)].filter(Boolean).join(", ");
  return h("li", {}, h("code", {}, part.media_type), " ", h("span", { class: "soft" }, about),
    part.parts && h("ul", { class: "tree" }, part.parts.map(partItem)));
}

function kilobytes(bytes) { return (bytes / 1024).toFixed(1) + " KB"; }
