// One mail: inbox lines, the HTML in a sandboxed frame, and panels beside it.

import { get } from "./api.js";
import { choice, copy, h, refill, segments } from "./dom.js";
import { DataPanel } from "./data.js";
import { turned } from "./dials.js";
import { faultList } from "./faults.js";
import { GoldenPanel } from "./golden.js";
import { comparedLines, inboxLines } from "./inbox.js";
import { MessagePanel } from "./message.js";
import { Palette } from "./palette.js";
import { forget } from "./share.js";
import { Sheet } from "./sheet.js";
import { mailQuery } from "./state.js";
import { WhyPanel } from "./why.js";

export const widths = [["360", "360"], ["600", "600"], ["free", "Free"]];
export const schemes = [["light", "Light"], ["dark", "Dark"], ["inverted", "Inverted"], ["dark-inverted", "Dark, inverted"]];
export const images = [["", "Images"], ["off", "No images"], ["remote", "Remote images too"]];
export const panels = [["text", "Text"], ["source", "Source"], ["data", "Data"], ["placeholders", "Placeholders"], ["faults", "Faults"], ["golden", "Golden"], ["message", "Message"], ["why", "Why"]];

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
    this.stale = h("div", { class: "stale", role: "status", hidden: true });
    this.notice = h("div", { class: "notice", role: "status", hidden: true });
    this.keyless = h("div", { class: "notice", role: "status", hidden: true }, "The mail has the keys now. A click beside it, or Shift+Tab, gives them back to the page.");
    this.inbox = h("div", { class: "inbox" });
    this.first = new Sheet("The mail");
    this.second = new Sheet("The mail to compare with");
    this.canvas = h("div", { class: "canvas", role: "group", "aria-label": "Mails", tabindex: "0" }, this.first.element, this.second.element);
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Panels" });
    this.panel = h("div", { class: "panel", role: "tabpanel", id: "panel", tabindex: "0" });
    this.good = new Map(); // by template: the newest revision without faults
    this.data = new DataPanel(app);
    this.palette = new Palette(app);
    this.golden = new GoldenPanel(app);
    this.message = new MessagePanel(app);
    this.why = new WhyPanel(app);
    this.element = h("div", { class: "mail" }, this.bar,
      h("div", { class: "stage" }, this.tools, this.notice, this.keyless, this.stale, this.inbox, this.canvas),
      h("aside", { class: "side", "aria-label": "About this mail" }, this.tabs, this.panel));
  }

  /** update shows the state; what only looks different needs no new mail. */
  async update() {
    const { state, number } = this.app;
    this.notice.hidden = !this.app.notice;
    this.notice.textContent = this.app.notice ?? "";
    this.fillBar();
    this.fillFrame();
    const about = this.aboutOf(state, number);
    if (about === this.about) {
      this.fillPanel();
      return;
    }
    this.asked = about;
    let mail;
    let other = null; // the mail that it is compared with
    try {
      [mail, other] = await Promise.all([get("mail", mailQuery(state)), this.compared(state)]);
    } catch (error) {
      if (error instanceof TypeError && this.mail) { // the server is away: what is shown stays
        this.stale.hidden = false;
        this.stale.textContent = "The server does not answer. What is shown may be another mail, or an older one.";
        return;
      }
      if (state.data && !this.regiven) { // the server may have lost the data; it is given once more
        this.regiven = true;
        forget();
        [this.first, this.second].forEach((sheet) => sheet.hide());
        this.app.replaceAll({});
        return;
      }
      mail = { faults: [], failed: error.message, html: "", text: "", subject: "", preheader: "", to: [], locale_chain: [] };
    }
    if (about !== this.asked) return; // another mail was chosen meanwhile, or it changed again
    this.about = about;
    this.regiven = false;
    this.mail = mail;
    this.other = other;
    this.data.dials.unfit = mail.unfit_dials ?? [];
    this.data.found = mail.faults.filter((f) => f.file.startsWith("samples/"));
    if (!mail.stale) this.good.set(state.template + " " + state.event, this.app.group()?.revision);
    if (mail.failed) [this.first, this.second].forEach((sheet) => sheet.hide());
    else this.fillFrame();
    this.turnToFaults();
    document.title = (mail.subject || state.template) + " · Billet preview";
    this.stale.hidden = !mail.stale && !mail.failed;
    this.stale.replaceChildren(mail.failed ?? this.held(), " ", mail.failed ? "" : h("button", { type: "button", class: "link", onclick: () => this.showFaults() }, "Show them"));
    this.fitFrames();
    this.fillInbox();
    this.fillPanel();
  }

  /** fitFrames makes the frames about as tall as their mails, so that the page
   * scrolls and not the mail: its place is kept when the mail is made anew. How
   * tall a mail is only its sandbox knows; its text tells about. */
  fitFrames() {
    const wide = { 360: 360, 600: 600 }[this.app.state.width] ?? Math.min(680, this.canvas.clientWidth);
    const tall = Math.max(...[this.mail, this.other].map((mail) => (mail?.html ? heightOf(mail.text, wide) : 0)));
    this.canvas.style.setProperty("--tall", tall + "px");
    const { template, event, sample } = this.app.state;
    const shown = [template, event, sample].join();
    if (shown !== this.fitted) this.canvas.scrollTop = 0;
    this.fitted = shown;
  }

  aboutOf(state, number) { return JSON.stringify([mailQuery(state), state.beside, number]); }

  /** compared asks for the other mail, if there is one; a golden file is none. */
  async compared(state) {
    if (!state.beside.includes("/")) return null;
    const [locale, sample] = state.beside.split("/");
    return get("mail", mailQuery({ ...state, locale, sample, data: "" })).catch(() => null);
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

  /** held says why the newest version is not shown. A fault in one language holds
   * the whole template back. */
  held() {
    const { template, locale } = this.app.state;
    const files = [...new Set(this.mail.faults.filter((f) => f.severity === "error").map((f) => f.file))];
    const own = `templates/${template}/${locale}.md`;
    const because = files.length > 0 && !files.includes(own) ? ` in ${files.slice(0, 3).join(", ")}` : "";
    return `The newest version has faults${because}. This is the last good one.`;
  }

  showFaults() {
    this.app.go({ ...this.app.state, panel: "faults" });
    this.panel.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
  }

  /** faults are those of the mail, and what is to be said of the finished mails of
   * its template, which is known later. */
  faults() {
    const { mail, app } = this;
    const key = (f) => [f.file, f.line, f.column, f.code, f.message].join();
    const known = new Set(mail.faults.map(key));
    const { template, locale } = app.state;
    const concerns = (f) => (f.severity === "error" ? f.file === `templates/${template}` && app.group()?.missing.includes(locale) : f.templates.includes(template));
    return [...mail.faults, ...app.faults.filter((f) => concerns(f) && !known.has(key(f)))];
  }

  /** judged shows what was found in the finished mails, if that is another now:
   * what is made anew may just be pressed. */
  judged() {
    if (this.mail && this.faults().length !== this.faultsShown) this.fillPanel();
  }

  /** inMail says so while the keys go to the mail. */
  inMail(yes) { this.keyless.hidden = !yes; }

  /** arrive takes an address at its word, whatever panel was covered before. */
  arrive() {
    this.covered = "";
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
      ...turned(state).map((dial) => h("span", { class: "mark warn" }, dial)),
      choice("Compare with", [["", "Compare …"], ...(this.app.goldens.kept ? [["golden", "with its golden file"]] : []), ...besides(folder, group, state).map((other) => [other, "with " + other.replace("/", " ")])], state.beside, (beside) => go({ beside })));
    refill(this.tools,
      segments("Width", widths, state.width, (width) => go({ width })),
      ...this.colours(go),
      choice("Images", images, state.images, (value) => go({ images: value })),
      h("button", { type: "button", "aria-pressed": String(Boolean(state.places)), "data-value": "places", title: "Show the line of the template under the pointer; a click on a paragraph always does", onclick: () => go({ places: state.places ? "" : "on" }) },
        state.places ? "Lines: on" : "Lines: off"));
  }

  /** colours are two switches: the mail's own dark styles, and a client that
   * inverts what it gets. */
  colours(go) {
    const { scheme } = this.app.state;
    const inverted = scheme.endsWith("inverted");
    const look = (dark, inverts) => go({ scheme: ["light", "dark", "inverted", "dark-inverted"][Number(dark) + 2 * Number(inverts)] });
    const dark = scheme.startsWith("dark");
    return [
      segments("Colours", [["light", "Light"], ["dark", "Dark"]], dark ? "dark" : "light", (value) => look(value === "dark", inverted)),
      segments("A client's own dark mode", [["inverted", "Inverted"]], inverted ? "inverted" : "", () => look(dark, !inverted)),
    ];
  }

  fillInbox() {
    const { mail, other } = this;
    this.inbox.hidden = !mail.html;
    this.inbox.classList.toggle("two", Boolean(other?.html));
    if (!mail.html) return;
    if (other?.html) this.inbox.replaceChildren(comparedLines(mail), comparedLines(other));
    else this.inbox.replaceChildren(...inboxLines(mail, this.app.state.locale));
  }

  fillFrame() {
    const { state, number } = this.app;
    if (this.mail?.failed && this.about === this.aboutOf(state, number)) {
      [this.first, this.second].forEach((sheet) => sheet.hide());
      return;
    }
    const look = { scheme: state.scheme, n: this.good.get(state.template + " " + state.event) ?? this.app.group()?.revision ?? number, places: state.places || "click" };
    if (state.images) look.images = state.images;
    this.canvas.dataset.width = state.width;
    this.fitFrames();
    this.canvas.dataset.scheme = state.scheme;
    const [locale, sample] = state.beside === "golden" ? ["", "golden file"] : state.beside.split("/");
    this.canvas.classList.toggle("two", Boolean(sample));
    this.element.classList.toggle("two", Boolean(sample));
    this.first.show(sheetAddress(state, look), sample && [state.locale, state.data ? "edited data" : state.sample].join(" "));
    if (state.beside === "golden") this.second.show(goldenAddress(state, { ...look, n: number }), sample);
    else if (sample) this.second.show(sheetAddress({ ...state, locale, sample, data: "" }, look), locale + " " + sample);
    else this.second.hide();
  }

  fillPanel() {
    const { state } = this.app;
    const { mail } = this;
    const hadFocus = this.tabs.contains(document.activeElement);
    const faults = this.faults();
    this.faultsShown = faults.length;
    refill(this.tabs, ...panels.map(([value, words]) => h("button", {
      type: "button", role: "tab", id: "tab-" + value, "aria-selected": String(value === state.panel), "aria-controls": "panel", "data-value": value,
      tabindex: value === state.panel ? "0" : "-1",
      onclick: () => this.app.go({ ...this.app.state, panel: value }), onkeydown: (e) => this.arrows(e),
    }, words, value === "faults" && faults.length > 0 && [" ", h("span", { class: faults.some((f) => f.severity === "error") ? "count" : "count warn" }, faults.length)],
      value === "golden" && this.app.differs(state) && [" ", h("span", { class: "count" }, "!")])));
    if (hadFocus) this.tabs.querySelector('[aria-selected="true"]')?.focus();
    switch (state.panel) {
      case "source": return this.show(copyRow("Copy HTML", mail.html), h("pre", {}, mail.html));
      case "data": this.data.update(); return this.show(this.data.element);
      case "placeholders": this.palette.update(); return this.show(this.palette.element);
      case "message": this.message.update(); return this.show(this.message.element);
      case "why": this.why.update(); return this.show(this.why.element);
      case "golden": this.golden.update(); return this.show(this.golden.element);
      case "faults": return this.show(faultList(faults, "This mail has no faults."));
      default: return this.show(copyRow("Copy text", mail.text), ...this.texts());
    }
  }

  /** texts are the text part, and that of the mail beside it. */
  texts() {
    const { mail, other } = this;
    if (!other?.html) return [h("pre", {}, mail.text)];
    return [h("div", { class: "texts" }, [mail, other].map((each) => h("pre", { lang: each.locale, dir: "auto" }, each.text)))];
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

/** heightOf is about how many pixels a mail needs whose text part is known. */
function heightOf(text, wide) {
  const columns = (wide - 80) / 8;
  return text.split("\n").reduce((sum, line) => sum + (line ? Math.ceil(line.length / columns) * 27 + 8 : 12), 260);
}

function sheetAddress(state, look) { return "mail.html?" + new URLSearchParams({ ...mailQuery(state), ...look }); }

function goldenAddress(state, look) {
  const { template, event, locale, sample } = mailQuery(state);
  return "golden.html?" + new URLSearchParams({ template, event, locale, sample, ...look });
}

function copyRow(label, text) {
  return h("div", { class: "row" }, h("button", { type: "button", onclick: () => copy(text) }, label));
}
