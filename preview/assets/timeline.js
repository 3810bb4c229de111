// A customer's life in mails: a scenario, day by day.

import { get } from "./api.js";
import { choice, h } from "./dom.js";

const words = { happened: "happens", mail: "mail", "not-sent": "not sent", planned: "planned" };
const marks = { happened: "mark", mail: "mark good", "not-sent": "mark bad", planned: "mark warn" };

export class TimelineView {
  constructor(app) {
    this.app = app;
    this.slider = h("input", { type: "range", min: "0", value: "0", "aria-label": "Until day", oninput: () => this.turn() });
    this.day = h("output", { class: "soft" });
    this.head = h("div", { class: "filters" });
    this.about = h("p", { class: "soft" });
    this.findings = h("ul", { class: "findings" });
    this.list = h("ol", { class: "life" });
    this.frame = h("iframe", { sandbox: "", title: "The mail" });
    this.sheet = h("div", { class: "life-mail", hidden: true }, this.frame);
    this.element = h("div", { class: "scroll page timeline" }, h("h1", { class: "said" }, "Timeline"), this.head,
      h("div", { class: "row" }, this.slider, this.day), this.about, this.findings, h("div", { class: "beside" }, this.list, this.sheet));
  }

  async update() {
    const { state, number } = this.app;
    document.title = "Timeline · Billet preview";
    const about = JSON.stringify([state.scenario, number]);
    if (about === this.asked) return;
    this.asked = about;
    const answer = await get("timeline", state.scenario ? { scenario: state.scenario } : {}).catch((error) => ({ error: error.message }));
    if (about !== this.asked) return;
    this.answer = answer;
    if (answer.error) {
      this.sheet.hidden = true;
      this.findings.replaceChildren();
      this.head.replaceChildren(h("p", { class: "empty" }, answer.error));
      this.list.replaceChildren();
      return;
    }
    this.head.replaceChildren(choice("Scenario", answer.scenarios.map((name) => [name, name]), answer.scenario, (scenario) => this.choose(scenario)),
      ...(answer.stale ? [h("span", { class: "mark warn" }, "of the last good version")] : []));
    this.about.textContent = `${answer.title}. ${answer.about} Times of ${answer.zone}.`;
    const last = Math.max(0, ...answer.entries.map((e) => e.day));
    const whole = this.slider.max === this.slider.value || this.played !== answer.scenario;
    this.slider.max = String(last);
    if (whole) this.slider.value = String(last);
    this.played = answer.scenario;
    this.turn();
    if (this.sheet.hidden) return;
    if (this.shown < answer.entries.filter((e) => e.kind === "mail").length) this.show(this.shown);
    else this.sheet.hidden = true;
  }

  choose(scenario) {
    this.sheet.hidden = true;
    this.app.go({ ...this.app.state, scenario });
  }

  /** turn shows what has happened up to the day of the slider. */
  turn() {
    const day = Number(this.slider.value);
    const { answer } = this;
    if (!answer || answer.error) return;
    this.day.textContent = `until day ${day} of ${this.slider.max}`;
    let mails = 0;
    const items = answer.entries.map((entry) => this.entry(entry, entry.kind === "mail" ? mails++ : -1));
    this.list.replaceChildren(...items.filter((_, i) => answer.entries[i].day <= day));
    this.findings.replaceChildren(...answer.findings.filter((f) => f.day <= day).map((f) => h("li", {}, h("span", { class: "mark warn" }, f.kind), " ", f.message)));
  }

  entry(entry, mail) {
    const when = `day ${entry.day}, ${entry.at.slice(0, 10)} ${entry.at.slice(11, 16)}`;
    const name = entry.notification + (entry.step ? `, step ${entry.step}` : "");
    const what = {
      happened: [entry.event || Object.entries(entry.state ?? {}).map(([name, value]) => `${name}: ${value}`).join(", "), entry.matter && ` of ${entry.matter}`, entry.note && `: ${entry.note}`],
      mail: [h("button", { type: "button", class: "link", onclick: () => this.show(mail) }, entry.subject), ` in ${entry.locale} to ${entry.to.join(", ")} (${name})`],
    }[entry.kind] ?? [name, ": ", entry.detail || entry.reason];
    return h("li", {}, h("span", { class: "soft when" }, when), " ", h("span", { class: marks[entry.kind] }, words[entry.kind]), " ", ...what.filter(Boolean));
  }

  show(mail) {
    this.shown = mail;
    this.sheet.hidden = false;
    this.frame.src = "timeline.html?" + new URLSearchParams({ scenario: this.answer.scenario, mail, n: this.app.number });
  }
}
