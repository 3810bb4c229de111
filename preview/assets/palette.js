// The placeholders of the event, with the filters that fit; a click copies.

import { get } from "./api.js";
import { copy, h } from "./dom.js";
import { mailQuery } from "./state.js";

export class Palette {
  constructor(app) {
    this.app = app;
    this.open = new Set(); // paths whose filters are shown
    this.list = h("ul", { class: "palette" });
    this.search = h("input", { type: "search", placeholder: "Search placeholders", "aria-label": "Search placeholders", oninput: () => this.fill() });
    this.element = h("div", {}, h("div", { class: "row" }, this.search, h("span", { class: "soft" }, "A click copies the tag.")), this.list);
    this.entries = [];
  }

  async update() {
    const query = mailQuery(this.app.state);
    const about = JSON.stringify([query, this.app.number]);
    if (about === this.about) return;
    try {
      this.entries = (await get("placeholders", query)).placeholders;
    } catch { return; } // what is wrong is said beside the mail
    this.about = about;
    this.fill();
  }

  fill() {
    const wanted = this.search.value.toLowerCase();
    this.list.replaceChildren(...this.entries
      .filter((p) => (p.path + " " + p.meaning).toLowerCase().includes(wanted))
      .map((p) => h("li", {}, this.tag(p), p.filters.length > 0 && this.filters(p))));
  }

  /** tag copies the placeholder; a group that is always there has none. */
  tag(p) {
    const parts = [
      h("span", { class: "name" }, h("code", {}, p.path), h("span", { class: "mark" }, p.type),
        p.required && h("span", { class: "mark warn" }, "must be used"), p.optional && h("span", { class: "mark" }, "may be missing"), p.derived && h("span", { class: "mark" }, "worked out")),
      p.value && h("span", { class: "value" }, p.value),
      h("span", { class: "meaning" }, p.meaning, p.values ? ` One of ${p.values.join(", ")}.` : "", p.inside.length > 0 && [" Inside ", h("code", {}, p.inside.join(" ")), "."]),
    ];
    if (!p.insert) return h("div", { class: "tag" }, parts);
    return h("button", { type: "button", class: "tag", onclick: () => copy(p.insert) }, parts);
  }

  /** filters are made when they are first shown: there are hundreds. */
  filters(p) {
    const list = h("ul", { "aria-label": "Filters for " + p.path });
    const fill = () => {
      if (list.children.length > 0) return;
      list.append(...p.filters.map((f) => h("li", {}, h("button", { type: "button", class: "filter", onclick: () => copy(f.insert) },
        h("code", {}, "|" + f.filter), h("span", { class: "value" }, f.value || "nothing, for it is absent")))));
    };
    const isOpen = this.open.has(p.path);
    if (isOpen) fill();
    return h("details", {
      class: "filters-of", open: isOpen,
      ontoggle: (e) => {
        if (e.target.open) this.open.add(p.path);
        else this.open.delete(p.path);
        fill();
      },
    }, h("summary", {}, p.filters.length === 1 ? "1 filter" : `${p.filters.length} filters`, h("span", { class: "said" }, " for " + p.path)), list);
  }
}
