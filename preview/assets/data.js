// The data of the mail: dials, and JSON to edit and to check.

import { get } from "./api.js";
import { Dials, turned } from "./dials.js";
import { h } from "./dom.js";
import { faultList } from "./faults.js";
import { keep } from "./share.js";
import { mailQuery } from "./state.js";

const pause = 250; // milliseconds after the last key
const long = 8000; // characters; some programs cut longer addresses

export class DataPanel {
  constructor(app) {
    this.app = app;
    this.dials = new Dials(app);
    this.text = h("textarea", { spellcheck: "false", autocomplete: "off", "aria-label": "Data as JSON", "aria-describedby": "data-verdict", oninput: () => this.edited() });
    this.verdict = h("span", { id: "data-verdict", role: "status", class: "soft" });
    this.faults = h("div");
    this.element = h("div", { class: "data" }, this.dials.element,
      h("div", { class: "row" }, this.verdict, h("span", { class: "grow" }), h("button", { type: "button", onclick: () => this.reset() }, "Reset")),
      this.text, this.faults);
  }

  async update() {
    this.dials.update();
    const { state } = this.app;
    const about = aboutData(state);
    if (about !== this.about) clearTimeout(this.timer);
    const draft = this.app.draft ?? (about === this.about ? undefined : this.app.drafts.get(about));
    if (draft !== undefined) {
      this.app.draft = undefined;
      this.about = about;
      this.text.value = draft;
      this.dirty = true;
      return this.check(about);
    }
    if (about === this.about && (state.data || this.dirty)) return;
    const sample = await get("sample", mailQuery(state)).catch((error) => ({ text: "", file: error.message }));
    if (about !== aboutData(this.app.state) || about === this.about && this.dirty) return; // one has typed meanwhile
    this.about = about;
    this.dirty = false;
    if (this.text.value !== sample.text) this.text.value = sample.text;
    this.verdict.textContent = (state.data ? soundness(state.data) : sample.file) + (turnsData(state) ? ", as the dials turn it" : "");
    this.faults.replaceChildren(...(state.data || !this.found?.length ? [] : [faultList(this.found)]));
  }

  edited() {
    this.dirty = true;
    this.app.drafts.set(this.about, this.text.value);
    clearTimeout(this.timer);
    const { about } = this;
    this.timer = setTimeout(() => this.check(about), pause);
  }

  async check(about) {
    const text = this.text.value;
    const { event } = this.app.state;
    let answer;
    try {
      answer = await keep(event, text);
    } catch (error) {
      this.verdict.textContent = error.message;
      return;
    }
    if (text !== this.text.value || about !== this.about) return;
    if (answer.faults.length > 0) {
      this.verdict.textContent = answer.faults.length === 1 ? "1 fault; the mail shows the last sound data" : `${answer.faults.length} faults; the mail shows the last sound data`;
      this.faults.replaceChildren(faultList(answer.faults));
      return;
    }
    this.dirty = false;
    this.app.drafts.delete(this.about);
    this.verdict.textContent = soundness(answer.packed);
    this.faults.replaceChildren();
    // What was edited is what the dials had made: they are not turned again.
    const state = { ...this.app.state, data: answer.packed, dials: turned(this.app.state).filter((d) => d === "pseudo").join(",") };
    this.about = aboutData(state);
    this.app.replaceAll(state);
  }

  reset() {
    this.app.drafts.delete(this.about);
    this.about = "";
    this.dirty = false;
    this.app.go({ ...this.app.state, data: "", dials: "" });
  }
}

function aboutData(state) { return JSON.stringify([state.event, state.sample, state.data, state.dials]); }

function turnsData(state) { return turned(state).some((d) => d !== "pseudo"); }

function soundness(packed) {
  if (packed.length < long) return "Edited, and sound; the address holds it";
  return `Edited, and sound; the address holds it in ${Math.round(packed.length / 1024)} KB, which some programs cut`;
}
