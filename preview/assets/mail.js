// One mail: inbox lines, the HTML in a sandboxed frame, and panels beside it.

import { get } from "./api.js";
import { copy, h, segments } from "./dom.js";
import { DataPanel } from "./data.js";
import { turned } from "./dials.js";
import { faultList } from "./faults.js";
import { inboxLines } from "./inbox.js";
import { Palette } from "./palette.js";
import { forget } from "./share.js";
import { mailQuery } from "./state.js";

export const widths = [["360", "360"], ["600", "600"], ["free", "Free"]];
export const schemes = [["light", "Light"], ["dark", "Dark"], ["inverted", "Inverted"], ["dark-inverted", "Dark, inverted"]];
export const images = [["", "Images"], ["off", "None"], ["remote", "Remote too"]];
export const panels = [["text", "Text"], ["source", "Source"], ["data", "Data"], ["placeholders", "Placeholders"], ["faults", "Faults"]];

export class MailView {
  constructor(app) {
    this.app = app;
    this.bar = h("div", { class: "bar" });
    this.stale = h("div", { class: "stale", role: "status", hidden: true }, "The newest version has faults. This is the last good one.");
    this.notice = h("div", { class: "notice", role: "status", hidden: true });
    this.inbox = h("div", { class: "inbox" });
    this.frame = h("iframe", { sandbox: "", title: "The mail" });
    this.second = h("iframe", { sandbox: "", title: "The mail to compare with", hidden: true });
    this.canvas = h("div", { class: "canvas" }, this.frame, this.second);
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Panels" });
    this.panel = h("div", { class: "panel", role: "tabpanel", id: "panel", tabindex: "0" });
    this.data = new DataPanel(app);
    this.palette = new Palette(app);
    this.element = h("div", { class: "mail" }, this.bar,
      h("div", { class: "stage" }, this.notice, this.stale, this.inbox, this.canvas),
      h("aside", { class: "side", "aria-label": "About this mail" }, this.tabs, this.panel));
  }

  async update() {
    const { state } = this.app;
    this.notice.hidden = !this.app.notice;
    this.notice.textContent = this.app.notice ?? "";
    this.fillBar();
    let mail;
    try {
      mail = await get("mail", mailQuery(state));
    } catch (error) {
      if (state.data && !this.regiven) { // the server may have lost the data; it is given once more
        this.regiven = true;
        forget();
        this.app.replaceAll({});
        return;
      }
      mail = { faults: [], failed: error.message, html: "", text: "", subject: "", preheader: "", locale_chain: [] };
    }
    if (state !== this.app.state) return; // another mail was chosen meanwhile
    this.regiven = false;
    this.mail = mail;
    this.data.dials.unfit = mail.unfit_dials ?? [];
    document.title = (mail.subject || state.template) + " · Billet preview";
    this.stale.hidden = !mail.stale && !mail.failed;
    this.stale.textContent = mail.failed ?? "The newest version has faults. This is the last good one.";
    this.fillInbox();
    this.fillFrame();
    this.fillPanel();
  }

  fillBar() {
    const { state, folder } = this.app;
    const group = this.app.group();
    const go = (change) => this.app.go({ ...state, ...change });
    const held = document.activeElement?.closest(".bar") && document.activeElement.dataset.value !== undefined
      ? [document.activeElement.parentElement.getAttribute("aria-label"), document.activeElement.dataset.value] : null;
    this.bar.replaceChildren(
      h("a", { href: this.app.wallAddress(), "data-link": true }, "← Mails"),
      h("h1", {}, group?.title ?? state.template), h("code", { class: "soft" }, state.template),
      segments("Language", folder.languages.map((tag) => [tag, group?.missing.includes(tag) ? tag + " ↩" : tag]), state.locale, (locale) => go({ locale })),
      segments("Sample", (group?.samples ?? []).map((s) => [s, s]), state.data ? "" : state.sample, (sample) => go({ sample, data: "" })),
      state.data && h("span", { class: "mark warn" }, "edited data"),
      ...turned(state).map((dial) => h("span", { class: "mark warn" }, dial)),
      this.compareChoice(group, go),
      h("span", { class: "grow" }),
      segments("Width", widths, state.width, (width) => go({ width })),
      ...this.colours(go),
      segments("Images", images, state.images, (value) => go({ images: value })),
      h("button", { type: "button", "aria-pressed": String(Boolean(state.places)), title: "Show the line of the template under the pointer; a click on a paragraph always does", onclick: () => go({ places: state.places ? "" : "on" }) },
        state.places ? "Lines: on" : "Lines: off"));
    if (held) this.bar.querySelector(`[aria-label="${held[0]}"] [data-value="${held[1]}"]`)?.focus();
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

  /** compareChoice chooses a second mail: another language or sample. */
  compareChoice(group, go) {
    const { state, folder } = this.app;
    const others = folder.languages.flatMap((locale) => (group?.samples ?? []).map((sample) => [locale, sample].join("/")))
      .filter((other) => other !== [state.locale, state.sample].join("/"));
    return h("select", { "aria-label": "Compare with", onchange: (e) => go({ beside: e.target.value }) },
      h("option", { value: "" }, "Compare …"), others.map((other) => h("option", { value: other, selected: other === state.beside }, other.replace("/", " "))));
  }

  fillInbox() {
    const { mail } = this;
    if (!mail.html) {
      this.inbox.replaceChildren(h("p", { class: "soft" }, "This mail does not open yet."));
      return;
    }
    this.inbox.replaceChildren(...inboxLines(mail, this.app.state.locale));
  }

  fillFrame() {
    const { state, number } = this.app;
    const look = { scheme: state.scheme, n: number, places: state.places || "click" };
    if (state.images) look.images = state.images;
    this.canvas.dataset.width = state.width;
    this.canvas.dataset.scheme = state.scheme;
    load(this.frame, { ...mailQuery(state), ...look });
    const [locale, sample] = state.beside.split("/");
    this.second.hidden = !sample;
    if (sample) load(this.second, { ...mailQuery({ ...state, locale, sample, data: "" }), ...look });
  }

  fillPanel() {
    const { state } = this.app;
    const { mail } = this;
    const hadFocus = this.tabs.contains(document.activeElement);
    const count = mail.faults.length;
    this.tabs.replaceChildren(...panels.map(([value, words]) => h("button", {
      type: "button", role: "tab", "aria-selected": String(value === state.panel), "aria-controls": "panel", "data-value": value,
      tabindex: value === state.panel ? "0" : "-1",
      onclick: () => this.app.go({ ...state, panel: value }), onkeydown: (e) => this.arrows(e),
    }, words, value === "faults" && count > 0 && h("span", { class: "count" }, count))));
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
    if (parts.length === 1 && this.panel.firstElementChild === parts[0]) return;
    const top = this.panel.scrollTop;
    this.panel.replaceChildren(...parts);
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

/** load leaves a frame alone that shows the mail already. */
function load(frame, query) {
  const address = "mail.html?" + new URLSearchParams(query);
  if (frame.getAttribute("src") !== address) frame.setAttribute("src", address);
}

function copyRow(label, text) {
  return h("div", { class: "row" }, h("button", { type: "button", onclick: () => copy(text) }, label));
}
