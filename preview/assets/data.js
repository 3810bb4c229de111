// The data of the mail, to edit and to check.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { faultList } from "./faults.js";
import { mailQuery } from "./state.js";

const pause = 250; // milliseconds after the last key

export class DataPanel {
  constructor(app) {
    this.app = app;
    this.text = h("textarea", { spellcheck: "false", autocomplete: "off", "aria-label": "Data as JSON", "aria-describedby": "data-verdict", oninput: () => this.edited() });
    this.verdict = h("span", { id: "data-verdict", role: "status", class: "soft" });
    this.faults = h("div");
    this.element = h("div", { class: "data" },
      h("div", { class: "row" }, this.verdict, h("span", { class: "grow" }), h("button", { type: "button", onclick: () => this.reset() }, "Reset")),
      this.text, this.faults);
  }

  async update() {
    const { state } = this.app;
    const about = JSON.stringify([state.event, state.sample, state.data]);
    if (about === this.about && (state.data || this.dirty)) return;
    const sample = await get("sample", mailQuery(state)).catch((error) => ({ text: "", file: error.message }));
    if (state.event !== this.app.state.event) return;
    this.about = about;
    this.dirty = false;
    if (this.text.value !== sample.text) this.text.value = sample.text;
    this.verdict.textContent = state.data ? "Edited, and sound" : sample.file;
    this.faults.replaceChildren();
  }

  edited() {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), pause);
  }

  async check() {
    const text = this.text.value;
    const { event } = this.app.state;
    let answer;
    try {
      answer = await post("data", { event, text });
    } catch (error) {
      this.verdict.textContent = error.message;
      return;
    }
    if (text !== this.text.value || event !== this.app.state.event) return;
    if (answer.faults.length > 0) {
      this.verdict.textContent = answer.faults.length === 1 ? "1 fault; the mail shows the last sound data" : `${answer.faults.length} faults; the mail shows the last sound data`;
      this.faults.replaceChildren(faultList(answer.faults));
      return;
    }
    this.dirty = false;
    this.verdict.textContent = "Edited, and sound";
    this.faults.replaceChildren();
    const state = { ...this.app.state, data: answer.id };
    this.about = JSON.stringify([state.event, state.sample, state.data]);
    this.app.replaceAll(state);
  }

  reset() {
    this.about = "";
    this.dirty = false;
    this.app.go({ ...this.app.state, data: "" });
  }
}
