// The placeholders of the event; a click copies the tag.

import { get } from "./api.js";
import { copy, h } from "./dom.js";
import { mailQuery } from "./state.js";

export class Palette {
  constructor(app) {
    this.app = app;
    this.list = h("ul", { class: "palette" });
    this.search = h("input", { type: "search", placeholder: "Search placeholders", "aria-label": "Search placeholders", oninput: () => this.fill() });
    this.element = h("div", {}, h("div", { class: "row" }, this.search, h("span", { class: "soft" }, "A click copies the tag.")), this.list);
    this.entries = [];
  }

  async update() {
    try {
      this.entries = (await get("placeholders", mailQuery(this.app.state))).placeholders;
    } catch { return; } // what is wrong is said beside the mail
    this.fill();
  }

  fill() {
    const wanted = this.search.value.toLowerCase();
    this.list.replaceChildren(...this.entries
      .filter((p) => (p.path + " " + p.meaning).toLowerCase().includes(wanted))
      .map((p) => h("li", {}, h("button", { type: "button", onclick: () => copy(p.insert) },
        h("span", { class: "name" }, h("code", {}, p.path), h("span", { class: "mark" }, p.type),
          p.required && h("span", { class: "mark warn" }, "must be used"), p.optional && h("span", { class: "mark" }, "may be missing"), p.derived && h("span", { class: "mark" }, "worked out")),
        p.value && h("span", { class: "value" }, p.value),
        h("span", { class: "meaning" }, p.meaning, p.values ? ` One of ${p.values.join(", ")}.` : "")))));
  }
}
