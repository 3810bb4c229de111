// The wall: a live thumbnail of every mail.

import { h } from "./dom.js";
import { address } from "./state.js";

/** mailsOf lists the mails of the folder in the order of the wall. */
export function mailsOf(folder, state) {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const mails = [];
  for (const group of folder.mails) {
    for (const locale of folder.languages) {
      for (const sample of group.samples.length ? group.samples : [""]) {
        if (state.lang && state.lang !== locale || state.variant && state.variant !== sample) continue;
        const about = [group.title, group.template, group.event, group.audience, locale, sample].join(" ").toLowerCase();
        if (words.every((word) => about.includes(word))) mails.push({ group, locale, sample });
      }
    }
  }
  return mails;
}

export class Wall {
  constructor(app) {
    this.app = app;
    this.groups = h("div", { class: "wall" });
    this.number = h("span", { class: "soft", role: "status" });
    this.search = h("input", { type: "search", placeholder: "Search mails", "aria-label": "Search mails", value: app.state.q,
      oninput: () => this.filter({ q: this.search.value }) });
    this.choices = h("span", { class: "row" });
    this.element = h("div", { class: "scroll" }, h("h1", { class: "said" }, "Mails"),
      h("div", { class: "filters" }, this.search, this.choices, this.number), this.groups);
    this.frames = new IntersectionObserver((entries) => entries.forEach((e) => this.seen(e)), { rootMargin: "200px" });
  }

  filter(change) {
    this.app.replace(change);
    this.update();
  }

  choice(label, name, all, values) {
    return h("select", { "aria-label": label, onchange: (e) => this.filter({ [name]: e.target.value }) },
      [["", all], ...values.map((v) => [v, v])].map(([value, words]) => h("option", { value, selected: value === this.app.state[name] }, words)));
  }

  update() {
    const { folder, state, faulty } = this.app;
    const samples = [...new Set(folder.mails.flatMap((g) => g.samples))].sort();
    if (!this.choices.contains(document.activeElement)) {
      this.choices.replaceChildren(this.choice("Language", "lang", "All languages", folder.languages), " ", this.choice("Sample", "variant", "All samples", samples));
    }
    const mails = mailsOf(folder, state);
    this.number.textContent = mails.length === 1 ? "1 mail" : `${mails.length} mails`;
    const shape = JSON.stringify([mails.map((m) => [m.group.template, m.group.event, m.group.missing, m.locale, m.sample]), [...faulty]]);
    if (shape === this.shape) {
      const revisions = new Map(folder.mails.map((g) => [g.template + " " + g.event, g.revision]));
      for (const frame of this.groups.querySelectorAll("iframe")) {
        frame.revision = revisions.get(frame.group);
        this.refresh(frame);
      }
      return;
    }
    this.shape = shape;
    this.frames.disconnect();
    const sections = Map.groupBy(mails, (m) => m.group);
    this.groups.replaceChildren(...[...sections].map(([group, list]) => this.section(group, list)));
    if (mails.length === 0) this.groups.replaceChildren(h("p", { class: "empty" }, folder.mails.length ? "No mail matches." : "There are no mails to show."));
  }

  section(group, mails) {
    return h("section", { class: "group" },
      h("header", {}, h("h2", {}, group.title), h("code", {}, group.template === group.event ? group.event : `${group.template} ← ${group.event || "no event"}`),
        group.audience === "staff" && h("span", { class: "mark" }, "staff"),
        group.missing.map((tag) => h("span", { class: "mark warn" }, "no " + tag))),
      h("div", { class: "cards" }, mails.map((mail) => this.card(mail))));
  }

  card({ group, locale, sample }) {
    const bad = this.app.faulty.has(group.template);
    const missing = group.missing.includes(locale);
    const state = { ...this.app.state, view: "mail", template: group.template, event: group.event, locale, sample, data: "", panel: bad ? "faults" : this.app.state.panel };
    const thumb = h("div", { class: "thumb" });
    if (missing || !group.event) thumb.textContent = group.event ? `Not written in ${locale}: a fallback is sent` : "Serves no known event";
    else thumb.append(this.frame(group, { template: group.template, event: group.event, locale, sample }));
    return h("article", { class: missing || !group.event ? "card absent" : "card" }, thumb,
      h("a", { href: address(state), "data-link": true }, h("span", { class: "said" }, group.title + ", "), h("span", {}, locale), h("span", { class: "soft" }, sample),
        h("span", { class: "marks" }, bad && h("span", { class: "mark bad" }, "fault"), missing && h("span", { class: "mark warn" }, "fallback"))));
  }

  frame(group, query) {
    const frame = h("iframe", { sandbox: "", tabindex: "-1", "aria-hidden": "true", title: "", loading: "lazy", scrolling: "no" });
    frame.wanted = "mail.html?" + new URLSearchParams({ ...query, scheme: "light" });
    frame.group = group.template + " " + group.event;
    frame.revision = group.revision;
    this.frames.observe(frame);
    return frame;
  }

  seen({ target, isIntersecting }) {
    target.near = isIntersecting;
    this.refresh(target);
  }

  /** refresh loads what is near the window; the rest waits until it is. */
  refresh(frame) {
    if (!frame.near || frame.shown === frame.revision) return;
    frame.shown = frame.revision;
    frame.src = frame.wanted + "&n=" + frame.revision;
  }

  focusSearch() { this.search.focus(); }
}
