// Who gets which mail when this happens, and why not: every gate, in words.

import { get } from "./api.js";
import { h } from "./dom.js";
import { mailQuery } from "./state.js";

const said = { send: "is sent to", wait: "waits to be sent to", skip: "is not sent to" };
const marks = { send: "good", wait: "warn", skip: "bad" };

export class WhyPanel {
  constructor(app) {
    this.app = app;
    this.day = h("input", { type: "date", "aria-label": "The day", onchange: () => this.go({ at: this.day.value }) });
    this.states = h("div", { class: "dials", role: "group", "aria-label": "The matter is" });
    this.stale = h("p", { class: "stale", role: "status", hidden: true }, "The newest version has faults. This is what the last good one does.");
    this.list = h("ul", { class: "decisions" });
    this.element = h("div", { class: "why" },
      h("div", { class: "row" }, h("label", {}, "On ", this.day), h("span", { class: "soft" }, "the matter is")), this.states, this.stale, this.list);
  }

  go(change) { this.app.go({ ...this.app.state, ...change }); }

  /** update asks anew when the data, the day or the matter is another one. */
  async update() {
    const { state, number } = this.app;
    const { template, ...query } = { ...mailQuery(state), at: state.at, matter: state.matter };
    const about = JSON.stringify([query, number]);
    if (about !== this.about) {
      this.about = about;
      const answer = await get("why", query).catch((error) => ({ error: error.message }));
      if (about !== this.about) return;
      this.answer = answer;
    }
    if (this.answer) this.fill(template);
  }

  fill(template) {
    const { answer } = this;
    this.stale.hidden = !answer.stale;
    if (answer.error) {
      this.list.replaceChildren(h("li", { class: "empty" }, answer.error));
      return;
    }
    this.day.value = answer.now.slice(0, 10);
    this.fillStates(answer.states);
    this.list.replaceChildren(...answer.decisions.map((d) => decision(d, d.template === template)));
    if (answer.decisions.length === 0) this.list.append(h("li", { class: "empty" }, `Nothing is sent: no notification is for ${answer.event}.`));
  }

  /** fillStates makes the buttons once, so that they keep the focus. */
  fillStates(states) {
    const chosen = this.app.state.matter.split(",").filter(Boolean);
    if (this.states.children.length !== states.length) {
      this.states.replaceChildren(...states.map((name) => h("button", { type: "button", "data-value": name, onclick: () => this.toggle(name) }, name.replace("_", " "))));
    }
    for (const button of this.states.children) button.setAttribute("aria-pressed", String(chosen.includes(button.dataset.value)));
  }

  toggle(name) {
    const chosen = this.app.state.matter.split(",").filter(Boolean);
    this.go({ matter: (chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]).join(",") });
  }
}

/** decision is what becomes of one notification. The gates of one that is sent
 * are hidden: what stopped the others is what people ask for. */
function decision(d, own) {
  const name = d.step ? `${d.notification}, step ${d.step},` : d.notification;
  const facts = [["because", d.words], ["words", words(d)], ["from", d.from], ["copy", d.cc.join(", ")], [d.outcome === "wait" ? "until" : "planned", moment(d.at)]];
  return h("li", { class: own && "own" },
    h("h2", {}, h("span", { class: "mark " + marks[d.outcome] }, d.outcome), ` ${name} ${said[d.outcome]} ${d.to.join(", ") || d.audience}`),
    h("dl", { class: "lines" }, facts.filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value)))),
    h("details", { open: d.outcome !== "send" }, h("summary", {}, `${d.gates.length} gates`, h("span", { class: "said" }, " of " + d.notification)),
      h("ol", {}, d.gates.map((gate) => h("li", { class: gate.pass ? "" : "stopped" },
        h("span", { class: "said" }, gate.pass ? "passed: " : "stopped: "), h("strong", {}, gate.gate), " ", gate.detail)))));
}

function words(d) {
  if (!d.template) return "";
  const tried = d.locale_chain.length > 1 ? ` (tried ${d.locale_chain.join(", ")})` : "";
  return `${d.template} in ${d.locale}${tried}`;
}

function moment(at) { return at.replace("T", " ").replace(/:00(Z|[+-])/, " $1").replace("Z", "UTC"); }
