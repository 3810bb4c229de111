// The dials that turn the data to its edges, and the words into longer ones.

import { get } from "./api.js";
import { h } from "./dom.js";
import { mailQuery } from "./state.js";

/** turned lists the dials of a state. */
export function turned(state) { return state.dials.split(",").filter(Boolean); }

/** toggled is the dials with one of them turned, or turned back. Of a group only
 * one stays. */
export function toggled(state, name, group = []) {
  const others = turned(state).filter((d) => d !== name && !group.includes(d));
  return (turned(state).includes(name) ? others : [...others, name]).join(",");
}

export class Dials {
  constructor(app) {
    this.app = app;
    this.entries = [];
    this.unfit = []; // of the mail that is shown
    this.element = h("div", { class: "dials", role: "group", "aria-label": "Dials" });
  }

  async update() {
    const { state, number } = this.app;
    const query = mailQuery({ ...state, dials: "" });
    const about = JSON.stringify([query, number]);
    if (about !== this.about) {
      const answer = await get("dials", query).catch(() => null);
      this.entries = answer?.dials ?? []; // what is wrong is said beside the mail
      this.about = about;
    }
    this.fill();
  }

  fill() {
    const held = this.element.contains(document.activeElement) ? document.activeElement.dataset.value : undefined;
    const groups = Map.groupBy(this.entries, (d) => d.group || d.name);
    const controls = [...groups.values()].map((dials) => (dials[0].group ? this.choice(dials) : this.button(dials[0])));
    this.element.replaceChildren(...controls, ...this.reasons());
    if (held !== undefined) this.element.querySelector(`[data-value="${held}"]`)?.focus();
  }

  /** choice is a row of dials that exclude each other. */
  choice(dials) {
    const group = dials.map((d) => d.name);
    const none = !turned(this.app.state).some((name) => group.includes(name));
    return h("span", { class: "segments", role: "group", "aria-label": "Lists" },
      h("button", { type: "button", "aria-pressed": String(none), "data-value": "", title: "Every list is as it is in the data.", onclick: () => this.turn(turned(this.app.state).filter((d) => !group.includes(d)).join(",")) }, "Lines as given"),
      dials.map((d) => this.button(d, group)));
  }

  button(dial, group) {
    const { state } = this.app;
    const pressed = turned(state).includes(dial.name);
    return h("button", {
      type: "button", "aria-pressed": String(pressed), "data-value": dial.name, title: dial.meaning,
      disabled: Boolean(this.reason(dial)) && !pressed, "aria-describedby": this.reason(dial) ? "dial-reasons" : undefined,
      onclick: () => this.turn(toggled(this.app.state, dial.name, group)),
    }, dial.title);
  }

  /** reason is why a dial changes nothing. */
  reason(dial) {
    return this.unfit.find((d) => d.name === dial.name)?.reason ?? dial.reason;
  }

  reasons() {
    const by = Map.groupBy(this.entries.filter((d) => this.reason(d)), (d) => this.reason(d));
    if (by.size === 0) return [];
    return [h("ul", { id: "dial-reasons", class: "soft" },
      [...by].map(([reason, dials]) => h("li", {}, dials.map((d) => d.title).join(", ") + ": " + reason + ".")))];
  }

  turn(dials) { this.app.go({ ...this.app.state, dials }); }
}
