// One mail: inbox lines, the HTML in a sandboxed frame, and panels beside it.

import { get } from "./api.js";
import { choice, copy, h, refill, segments } from "./dom.js";
import { DataPanel } from "./data.js";
import { faultList } from "./faults.js";
import { Palette } from "./palette.js";
import { Sheet } from "./sheet.js";
import { mailQuery } from "./state.js";

export const widths = [["360", "360"], ["600", "600"], ["free", "Free"]];
export const schemes = [["light", "Light"], ["dark", "Dark"], ["inverted", "Inverted"]];
export const images = [["", "Images"], ["off", "No images"], ["remote", "Remote images too"]];
export const panels = [["text", "Text"], ["source", "Source"], ["data", "Data"], ["placeholders", "Placeholders"], ["faults", "Faults"]];

/** besides lists the mails that one can be compared with: other languages
 * first, then other samples. */
export function besides(folder, group, state) {
  const samples = group?.samples ?? [];
  const all = [...folder.languages.map((locale) => [locale, state.sample]), ...samples.map((sample) => [state.locale, sample]),
    ...folder.languages.flatMap((locale) => samples.map((sample) => [locale, sample]))];
  return [...new Set(all.map((mail) => mail.join("/")))].filter((mail) => mail !== state.locale + "/" + state.sample);
}

export class MailView {
  constructor(app) {
    this.app = app;
    this.bar = h("div", { class: "bar" });
    this.tools = h("div", { class: "tools" });
    this.stale = h("div", { class: "stale", role: "status", hidden: true }, "The newest version has faults. This is the last good one.");
    this.inbox = h("div", { class: "inbox" });
    this.first = new Sheet("The mail");
    this.second = new Sheet("The mail to compare with");
    this.canvas = h("div", { class: "canvas" }, this.first.element, this.second.element);
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Panels" });
    this.panel = h("div", { class: "panel", role: "tabpanel", id: "panel", tabindex: "0" });
    this.good = new Map(); // by template: the newest revision without faults
    this.data = new DataPanel(app);
    this.palette = new Palette(app);
    this.element = h("div", { class: "mail" }, this.bar,
      h("div", { class: "stage" }, this.tools, this.stale, this.inbox, this.canvas),
      h("aside", { class: "side", "aria-label": "About this mail" }, this.tabs, this.panel));
  }

  /** update shows the state; what only looks different needs no new mail. */
  async update() {
    const { state, number } = this.app;
    this.fillBar();
    this.fillFrame();
    const about = JSON.stringify([mailQuery(state), number]);
    if (about === this.about) {
      this.fillPanel();
      return;
    }
    this.asked = about;
    let mail;
    try {
      mail = await get("mail", mailQuery(state));
    } catch (error) {
      mail = { faults: [], failed: error.message, html: "", text: "", subject: "", preheader: "", locale_chain: [] };
    }
    if (about !== this.asked) return; // another mail was chosen meanwhile, or it changed again
    this.about = about;
    this.mail = mail;
    if (!mail.stale) this.good.set(state.template + " " + state.event, this.app.group()?.revision);
    if (mail.failed) [this.first, this.second].forEach((sheet) => sheet.hide());
    else this.fillFrame();
    this.turnToFaults();
    document.title = (mail.subject || state.template) + " · Billet preview";
    this.stale.hidden = !mail.stale && !mail.failed;
    this.stale.textContent = mail.failed ?? "The newest version has faults. This is the last good one.";
    this.fillInbox();
    this.fillPanel();
  }

  /** turnToFaults shows the faults that have come in place of the text, and the
   * text again when they have gone. */
  turnToFaults() {
    const { mail, app } = this;
    const faulty = mail.faults.length > 0 && (mail.stale || !mail.html);
    const { panel } = app.state;
    if (faulty && !this.faulty && (panel === "text" || panel === "source")) {
      this.covered = panel;
      app.replace({ panel: "faults" });
    }
    if (!faulty && this.covered) {
      if (panel === "faults") app.replace({ panel: this.covered });
      this.covered = "";
    }
    this.faulty = faulty;
  }

  fillBar() {
    const { state, folder } = this.app;
    const group = this.app.group();
    const go = (change) => this.app.go({ ...this.app.state, ...change });
    refill(this.bar,
      h("a", { href: this.app.wallAddress(), "data-link": true }, "← Mails"),
      h("h1", {}, group?.title ?? state.template), h("code", { class: "soft" }, state.template),
      segments("Language", folder.languages.map((tag) => [tag, group?.missing.includes(tag) ? tag + " ↩" : tag]), state.locale, (locale) => go({ locale })),
      segments("Sample", (group?.samples ?? []).map((s) => [s, s]), state.data ? "" : state.sample, (sample) => go({ sample, data: "" })),
      state.data && h("span", { class: "mark warn" }, "edited data"),
      choice("Compare with", [["", "Compare …"], ...besides(folder, group, state).map((other) => [other, "with " + other.replace("/", " ")])], state.beside, (beside) => go({ beside })));
    refill(this.tools,
      segments("Width", widths, state.width, (width) => go({ width })),
      segments("Colours", schemes, state.scheme, (scheme) => go({ scheme })),
      choice("Images", images, state.images, (value) => go({ images: value })),
      h("button", { type: "button", "aria-pressed": String(Boolean(state.places)), "data-value": "places", title: "Point at a paragraph to see the line of the template", onclick: () => go({ places: state.places ? "" : "on" }) },
        state.places ? "Lines: on" : "Lines: off"));
  }

  fillInbox() {
    const { mail } = this;
    this.inbox.hidden = !mail.html;
    if (!mail.html) return;
    const fallback = mail.locale !== this.app.state.locale;
    const share = Math.round((mail.html_bytes / mail.clip_limit) * 100);
    this.inbox.replaceChildren(
      h("div", {}, h("h2", {}, "Inbox, desktop"),
        h("div", { class: "desk" }, h("span", { class: "who" }, mail.from || "—"), h("span", { class: "what" }, h("strong", {}, mail.subject), h("span", { class: "soft" }, " — " + mail.preheader))),
        h("dl", { class: "facts" },
          fact("To", mail.to || "—"),
          fact("Language", mail.locale, fallback && h("span", { class: "mark warn" }, "fallback: " + mail.locale_chain.join(" → "))),
          fact("HTML", kilobytes(mail.html_bytes), h("span", { class: mail.html_bytes > mail.clip_limit ? "mark bad" : "mark" },
            mail.html_bytes > mail.clip_limit ? "Gmail clips it at 102 KB" : share + " % of 102 KB")),
          fact("Text", kilobytes(mail.text_bytes))),
        h("div", { class: "facts" },
          h("a", { href: mail.html_url + "&download=on" }, "Download"),
          h("a", { href: mail.html_url, target: "_blank", rel: "noopener" }, "Open alone"))),
      h("div", {}, h("h2", {}, "Inbox, phone"),
        h("div", { class: "phone" }, h("div", {}, h("strong", {}, mail.from || "—")), h("div", {}, mail.subject), h("div", { class: "after" }, mail.preheader))));
  }

  fillFrame() {
    const { state, number } = this.app;
    const look = { scheme: state.scheme, n: this.good.get(state.template + " " + state.event) ?? this.app.group()?.revision ?? number };
    if (state.images) look.images = state.images;
    if (state.places) look.places = state.places;
    this.canvas.dataset.width = state.width;
    this.canvas.dataset.scheme = state.scheme;
    const [locale, sample] = state.beside.split("/");
    this.canvas.classList.toggle("two", Boolean(sample));
    this.first.show(sheetAddress(state, look), sample && [state.locale, state.data ? "edited data" : state.sample].join(" "));
    if (sample) this.second.show(sheetAddress({ ...state, locale, sample, data: "" }, look), locale + " " + sample);
    else this.second.hide();
  }

  fillPanel() {
    const { state } = this.app;
    const { mail } = this;
    const hadFocus = this.tabs.contains(document.activeElement);
    const count = mail.faults.length;
    this.tabs.replaceChildren(...panels.map(([value, words]) => h("button", {
      type: "button", role: "tab", id: "tab-" + value, "aria-selected": String(value === state.panel), "aria-controls": "panel", "data-value": value,
      tabindex: value === state.panel ? "0" : "-1",
      onclick: () => this.app.go({ ...this.app.state, panel: value }), onkeydown: (e) => this.arrows(e),
    }, words, value === "faults" && count > 0 && [" ", h("span", { class: "count" }, count)])));
    if (hadFocus) this.tabs.querySelector('[aria-selected="true"]')?.focus();
    switch (state.panel) {
      case "source": return this.show(copyRow("Copy HTML", mail.html), h("pre", {}, mail.html));
      case "data": this.data.update(); return this.show(this.data.element);
      case "placeholders": this.palette.update(); return this.show(this.palette.element);
      case "faults": return this.show(faultList(mail.faults, "This mail has no faults."));
      default: return this.show(copyRow("Copy text", mail.text), h("pre", {}, mail.text));
    }
  }

  /** show leaves a panel alone that is there already, with its focus. */
  show(...parts) {
    const { panel } = this.app.state;
    const top = panel === this.shown ? this.panel.scrollTop : 0;
    this.shown = panel;
    this.panel.setAttribute("aria-labelledby", "tab-" + panel);
    if (parts.length === 1 && this.panel.firstElementChild === parts[0]) return;
    refill(this.panel, ...parts);
    this.panel.scrollTop = top;
  }

  arrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = panels.findIndex(([value]) => value === this.app.state.panel);
    this.app.go({ ...this.app.state, panel: panels[(at + step + panels.length) % panels.length][0] });
  }

  focusSearch() { this.palette.search.focus(); }
}

function sheetAddress(state, look) { return "mail.html?" + new URLSearchParams({ ...mailQuery(state), ...look }); }

function fact(name, ...values) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, ...values.flatMap((v) => [v, " "])));
}

function copyRow(label, text) {
  return h("div", { class: "row" }, h("button", { type: "button", onclick: () => copy(text) }, label));
}

function kilobytes(bytes) { return (bytes / 1024).toFixed(1) + " KB"; }
