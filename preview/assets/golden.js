// One mail against its golden file: the difference, and to accept the mail.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { mailQuery } from "./state.js";

const words = {
  same: "The mail is as its golden file says.",
  changed: "The mail is not as its golden file says.",
  missing: "The mail has no golden file yet.",
};

export class GoldenPanel {
  constructor(app) {
    this.app = app;
    this.element = h("div", { class: "golden" });
  }

  /** update asks anew when the mail is another one, or may have changed. */
  async update() {
    const { state, number } = this.app;
    const { template, event, locale, sample } = mailQuery(state);
    const query = { template, event, locale, sample };
    const about = JSON.stringify([query, number, state.beside, state.data, state.dials]);
    if (about === this.about) return;
    this.about = about;
    const answer = await get("golden", query).catch((error) => ({ error: error.message }));
    if (about !== this.about) return;
    if (answer.error) {
      this.element.replaceChildren(h("p", { class: "empty" }, answer.error));
      return;
    }
    const differs = answer.state !== "same";
    const accept = differs && answer.writable && h("button", { type: "button", onclick: () => this.accept([query]) }, "Accept this mail");
    const look = answer.state === "changed" && h("button", {
      type: "button", "aria-pressed": String(state.beside === "golden"),
      onclick: () => this.app.go({ ...this.app.state, beside: this.app.state.beside === "golden" ? "" : "golden" }),
    }, "Beside each other");
    this.element.replaceChildren(
      h("p", { role: "status" }, words[answer.state], (state.data || state.dials) && " This is about the sample as it is, without dials and edits."), h("p", { class: "place" }, answer.file),
      h("div", { class: "row" }, ...[accept, look].filter(Boolean)),
      ...(answer.diff ? [h("pre", { class: "diff", tabindex: "0", "aria-label": "Difference" }, answer.diff.split("\n").slice(3).map(line))] : []));
  }

  async accept(mails) {
    try {
      await post("golden", { mails });
    } catch (error) {
      this.app.notice = error.message;
    }
    this.about = "";
    this.app.replaceAll({});
  }
}

/** line is a line of the difference; words that differ stand in [-…-] and {+…+}. */
function line(text) {
  const kind = { "-": "old", "+": "new" }[text[0]] ?? "";
  const parts = text.split(/(\[-.*?-\]|\{\+.*?\+\})/).map((part) => {
    if (kind === "old" && part.startsWith("[-")) return h("del", {}, part.slice(2, -2));
    if (kind === "new" && part.startsWith("{+")) return h("ins", {}, part.slice(2, -2));
    return part;
  });
  return h("span", { class: kind }, ...parts, "\n");
}
