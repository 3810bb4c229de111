// The wall: a live thumbnail of every mail.

import { choice, h, refill } from "./dom.js";
import { address } from "./state.js";
import { Thumbs } from "./thumbs.js";

/** marks are what the wall can be narrowed to. */
const marks = {
  fault: (app, { group, locale, sample }) => app.isFaulty(group, locale, sample),
  golden: (app, { group, locale, sample }) => app.differs({ template: group.template, event: group.event, locale, sample }),
  missing: (app, { group, locale }) => group.missing.includes(locale),
};

/** plain is text for a search: accents and capitals do not count. */
function plain(text) { return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(); }

/** mailsOf lists the mails of the folder in the order of the wall. */
export function mailsOf(app) {
  const { folder, state } = app;
  const words = plain(state.q).split(/\s+/).filter(Boolean);
  const mails = [];
  for (const group of folder.mails) {
    for (const locale of folder.languages) {
      for (const sample of group.samples.length ? group.samples : [""]) {
        if (state.lang && state.lang !== locale || state.variant && state.variant !== sample) continue;
        const about = plain([group.title, group.template, group.event, group.audience === "staff" ? "staff" : "", locale, sample, group.subjects[locale] ?? ""].join(" "));
        const mail = { group, locale, sample };
        if (words.every((word) => about.includes(word)) && (marks[state.marked]?.(app, mail) ?? true)) mails.push(mail);
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
    this.search = h("input", { type: "search", placeholder: "Search mails and subjects", "aria-label": "Search mails",
      oninput: () => this.filter({ q: this.search.value }) });
    this.choices = h("span", { class: "row" });
    this.element = h("div", { class: "scroll" }, h("h1", { class: "said" }, "Mails"),
      h("div", { class: "filters" }, this.search, this.choices, this.number), this.groups);
    this.thumbs = new Thumbs(this.element);
    this.links = new Map();
  }

  /** leave remembers how far it was scrolled; a browser forgets. */
  leave() { this.top = this.element.scrollTop; }

  /** back shows the place that was left, with the focus on the mail that was seen. */
  back(mail) {
    this.element.scrollTop = this.top ?? 0;
    this.links.get(nameOf(mail.template, mail.event, mail.locale, mail.sample))?.focus();
  }

  filter(change) {
    this.app.replace(change);
    this.update();
  }

  choice(label, name, all, values) {
    return choice(label, [["", all], ...values.map((v) => (Array.isArray(v) ? v : [v, v]))], this.app.state[name], (value) => this.filter({ [name]: value }));
  }

  update() {
    const { folder, state } = this.app;
    const samples = [...new Set(folder.mails.flatMap((g) => g.samples))].sort();
    if (document.activeElement !== this.search) this.search.value = state.q;
    const marked = [["fault", "With faults"], ...(this.app.goldens.kept ? [["golden", "Not as their golden files"]] : []), ["missing", "Without a translation"]];
    const choices = JSON.stringify([folder.languages, samples, marked, state.lang, state.variant, state.marked]);
    if (choices !== this.chosen) {
      this.chosen = choices;
      refill(this.choices, this.choice("Language", "lang", "All languages", folder.languages), this.choice("Sample", "variant", "All samples", samples), this.choice("Show", "marked", "All states", marked));
    }
    const mails = mailsOf(this.app);
    this.number.textContent = mails.length === 1 ? "1 mail" : `${mails.length} mails`;
    const shape = JSON.stringify(mails.map((m) => [nameOf(m.group.template, m.group.event, m.locale, m.sample), m.group.title, m.group.missing]));
    if (shape === this.shape) {
      this.renew();
      return;
    }
    this.shape = shape;
    const held = [...this.links].find(([, link]) => link === document.activeElement)?.[0];
    this.thumbs.clear();
    this.links.clear();
    const sections = Map.groupBy(mails, (m) => m.group);
    this.groups.replaceChildren(...[...sections].map(([group, list]) => this.section(group, list)));
    if (held) this.links.get(held)?.focus({ preventScroll: true });
    if (mails.length === 0) this.groups.replaceChildren(h("p", { class: "empty" }, folder.mails.length ? "No mail matches." : "There are no mails to show."));
  }

  /** renew loads the thumbnails that may look different now. The links have the
   * search in them, for the way back. */
  renew() {
    const revisions = new Map(this.app.folder.mails.map((g) => [g.template + " " + g.event, g.revision]));
    for (const thumb of this.groups.querySelectorAll(".thumb")) {
      if (thumb.group) this.thumbs.renew(thumb, revisions.get(thumb.group));
    }
    for (const link of this.links.values()) this.mark(link);
  }

  /** step moves the focus along the mails; 0 brings it to the first. */
  step(by) {
    const links = [...this.links.values()];
    const at = links.indexOf(document.activeElement);
    links[by === 0 || at < 0 ? 0 : (at + by + links.length) % links.length]?.focus();
  }

  section(group, mails) {
    return h("section", { class: "group" },
      h("header", {}, h("h2", {}, group.title), h("code", {}, group.template === group.event ? group.event : `${group.template} ← ${group.event || "no event"}`),
        group.audience === "staff" && h("span", { class: "mark" }, "staff"),
        group.missing.map((tag) => h("span", { class: "mark warn" }, "no " + tag))),
      h("div", { class: "cards" }, mails.map((mail) => this.card(mail))));
  }

  card({ group, locale, sample }) {
    const absent = group.missing.includes(locale) || !group.event;
    const link = h("a", { "data-link": true },
      h("span", { class: "said" }, group.title + ", "), h("span", {}, locale), h("span", { class: "soft" }, sample), h("span", { class: "marks" }));
    link.group = group;
    link.mail = { template: group.template, event: group.event, locale, sample };
    link.words = absent ? h("div", { class: "thumb" }) : null;
    this.mark(link);
    this.links.set(nameOf(group.template, group.event, locale, sample), link);
    return h("article", { class: absent ? "card absent" : "card" }, link.words ?? this.thumb(group, locale, sample), link);
  }

  /** mark says what is to be said of a mail, and leads to where more is said. */
  mark(link) {
    const { app } = this;
    const { group, mail } = link;
    const { locale } = mail;
    const bad = app.isFaulty(group, locale, mail.sample);
    const differs = app.differs(mail);
    const missing = group.missing.includes(locale);
    const panel = bad ? { panel: "faults" } : differs ? { panel: "golden" } : {};
    link.href = this.addressOf({ ...mail, ...panel });
    if (link.words) link.words.textContent = absence(group, locale, bad);
    refill(link.querySelector(".marks"), bad && h("span", { class: "mark bad" }, "fault"),
      !bad && !missing && app.isHeld(group) && h("span", { class: "mark warn" }, "held back"),
      differs === "changed" && h("span", { class: "mark bad" }, "changed"), differs === "missing" && h("span", { class: "mark bad" }, "no golden file"),
      missing && !bad && h("span", { class: "mark warn" }, "fallback"));
  }

  addressOf(mail) { return address({ ...this.app.state, view: "mail", data: "", ...mail }); }

  thumb(group, locale, sample) {
    const { template, event } = group;
    const thumb = this.thumbs.thumb("mail.html?" + new URLSearchParams({ template, event, locale, sample, scheme: "light" }), group.revision);
    thumb.group = group.template + " " + group.event;
    return thumb;
  }

  focusSearch() { this.search.focus(); }
}

function nameOf(...parts) { return parts.join("\n"); }

/** absence is said where there is no mail to show. */
function absence(group, locale, bad) {
  if (!group.event) return "Serves no known event";
  return bad ? `Not written in ${locale}` : `Not written in ${locale}: a fallback is sent`;
}
