// The page: which view is shown, keys, theme, and the stream of changes.

import { get, listen } from "./api.js";
import { toggled } from "./dials.js";
import { h } from "./dom.js";
import { faultList } from "./faults.js";
import { copyAddress } from "./inbox.js";
import { MailView, besides, images, panels, schemes, widths } from "./mail.js";
import { forget, idOf, restore } from "./share.js";
import { address, readState } from "./state.js";
import { TimelineView } from "./timeline.js";
import { Wall, mailsOf } from "./wall.js";

const app = {
  state: readState(),
  folder: { languages: [], mails: [], faults: [] },
  faults: [],
  goldens: { kept: false, goldens: [] }, // the mails that are not as their golden files
  number: 0, // of the last change
  drafts: keptDrafts(), // data with faults that was not given up, by what it is about

  /** go shows a state. The way back leads to the mail or view before, and not
   * through every look at one mail. */
  go(state) {
    const other = ["view", "template", "event", "locale", "sample", "data", "dials"].some((name) => state[name] !== app.state[name]);
    if (other) history.pushState(null, "", address(state));
    else history.replaceState(null, "", address(state));
    app.state = state;
    app.notice = "";
    show();
  },

  /** replace changes the state in place, without showing it anew. */
  replace(change) {
    app.state = { ...app.state, ...change };
    history.replaceState(null, "", address(app.state));
  },

  replaceAll(state) {
    app.replace(state);
    show();
  },

  /** group is the template and event of the mail that is shown. */
  group() {
    return app.folder.mails.find((g) => g.template === app.state.template && g.event === app.state.event);
  },

  /** isFaulty reports faults that concern a mail: its sample, its template in its
   * language, or that there is none. */
  isFaulty({ template, event, missing }, locale, sample) {
    const own = `templates/${template}`;
    return app.faults.some((f) => f.severity === "error" && (f.file === `samples/${event}/${sample}.json`
      || f.file === own && missing.includes(locale)
      || f.file !== own && f.templates.includes(template) && (!f.file.startsWith(own + "/") || f.file === `${own}/${locale}.md`)));
  },

  /** isHeld reports a mail that is not its newest version, because of faults in
   * another language of its template. */
  isHeld({ template }) {
    return app.faults.some((f) => f.severity === "error" && f.templates.includes(template));
  },

  /** mailOf is the first mail that a fault concerns, to look at it there. */
  mailOf({ file, templates }) {
    const [, template, locale] = /^templates\/([^/]+)(?:\/([^/.]+)\.md)?/.exec(file) ?? [];
    const [, event, sample] = /^samples\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? [];
    const group = app.folder.mails.find((g) => (event ? g.event === event : g.template === (template ?? templates[0])));
    if (!group) return null;
    return { template: group.template, event: group.event, locale: app.folder.languages.includes(locale) ? locale : file === `templates/${group.template}` ? group.missing[0] ?? app.folder.languages[0] : app.folder.languages[0], sample: sample ?? group.samples[0] ?? "" };
  },

  /** differs is how a mail stands to its golden file, if it is not the same. */
  differs({ template, event, locale, sample }) {
    return app.goldens.goldens.find((g) => g.template === template && g.event === event && g.locale === locale && g.sample === sample)?.state;
  },

  wallAddress() {
    const { q, lang, variant, marked } = app.state;
    return address({ q, lang, variant, marked });
  },
};

/** keptDrafts are those of before the page was loaded anew, as when the server was
 * started anew. */
function keptDrafts() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem("billet-drafts") ?? "[]"));
  } catch {
    return new Map();
  }
}
addEventListener("pagehide", () => {
  try { sessionStorage.setItem("billet-drafts", JSON.stringify([...app.drafts])); } catch { /* they are forgotten, then */ }
});

class FaultsView {
  element = h("div", { class: "scroll page" });

  /** way leads to a mail that a fault concerns. */
  way(fault) {
    const mail = app.mailOf(fault);
    if (!mail) return null;
    const others = fault.templates.length - 1;
    return h("p", {}, h("a", { href: address({ ...mail, view: "mail", panel: "faults" }), "data-link": true }, `Look at ${mail.template} ${mail.locale} ${mail.sample}`),
      others > 0 && h("span", { class: "soft" }, ` and ${others} more ${others === 1 ? "template" : "templates"}`));
  }

  update() {
    document.title = "Faults · Billet preview";
    this.element.replaceChildren(h("h1", { class: "said" }, "Faults"), app.faultsKnown ? faultList(app.faults, "No faults. Every mail renders.", (fault) => this.way(fault)) : h("p", { class: "empty" }, "Checking every mail …"));
  }
}

const main = document.getElementById("view");
const wall = new Wall(app);
let view;
let kind;
let seen; // the state of the last mail

function show() {
  if (app.state.data && !idOf(app.state.event, app.state.data)) {
    restore(app).then(show);
    return;
  }
  if (app.state.view === "mail" && !app.state.template) app.state.view = "wall";
  const before = kind;
  if (kind !== app.state.view) {
    const held = main.contains(document.activeElement);
    view?.leave?.();
    kind = app.state.view;
    view = kind === "mail" ? new MailView(app) : kind === "faults" ? new FaultsView() : kind === "timeline" ? new TimelineView(app) : wall;
    main.replaceChildren(view.element);
    if (held) main.focus({ preventScroll: true });
  }
  if (kind === "mail") seen = app.state;
  if (kind === "wall") document.title = "Billet preview";
  for (const tab of document.querySelectorAll(".top [data-view]")) {
    if (tab.dataset.view === (kind === "mail" ? "wall" : kind)) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  view.update();
  if (kind === "wall" && before === "mail") wall.back(seen);
}

/** load reads the folder anew; the faults of all come after what is looked at. */
async function load(number) {
  app.number = number;
  try {
    const folder = await get("folder");
    if (number !== app.number) return;
    app.folder = folder;
  } catch (error) {
    main.replaceChildren(h("p", { class: "empty" }, error.message));
    kind = "";
    return;
  }
  show();
  const count = document.getElementById("fault-count");
  const late = setTimeout(() => {
    count.hidden = false;
    count.textContent = "…"; // until every mail was judged
  }, 400);
  const answer = await get("faults").catch(() => null);
  clearTimeout(late);
  if (!answer || number !== app.number) return;
  app.faultsKnown = true;
  app.faults = answer.faults;
  count.textContent = app.faults.length;
  count.hidden = app.faults.length === 0;
  count.classList.toggle("warn", app.faults.every((f) => f.severity !== "error"));
  if (kind === "mail") view.judged();
  else show();
  const goldens = await get("goldens").catch(() => null);
  if (!goldens || number !== app.number) return;
  app.goldens = goldens;
  show();
}

function next(options, value, step = 1) {
  const values = options.map((o) => (Array.isArray(o) ? o[0] : o));
  return values[(values.indexOf(value) + step + values.length) % values.length];
}

/** otherMail goes along the mails of the wall. */
function otherMail(step) {
  const mails = mailsOf(app);
  if (mails.length === 0) return;
  const at = mails.findIndex((m) => m.group.template === app.state.template && m.group.event === app.state.event && m.locale === app.state.locale && m.sample === app.state.sample);
  const { group, locale, sample } = mails[(at + step + mails.length) % mails.length];
  app.go({ ...app.state, template: group.template, event: group.event, locale, sample, data: "" });
}

const everywhere = {
  "/": () => view.focusSearch?.(),
  "?": () => document.getElementById("help").showModal(),
  f: () => app.go({ ...app.state, view: "faults" }),
  Escape: () => follow(app.wallAddress()),
};
const onWall = {
  j: () => wall.step(1),
  k: () => wall.step(-1),
};
const onMail = {
  "/": () => { app.go({ ...app.state, panel: "placeholders" }); view.focusSearch(); },
  j: () => otherMail(1),
  k: () => otherMail(-1),
  l: () => app.go({ ...app.state, locale: next(app.folder.languages, app.state.locale) }),
  s: () => app.go({ ...app.state, data: "", sample: next(app.group()?.samples ?? [""], app.state.sample) }),
  w: () => app.go({ ...app.state, width: next(widths, app.state.width) }),
  d: () => app.go({ ...app.state, scheme: next(schemes, app.state.scheme) }),
  i: () => app.go({ ...app.state, images: next(images, app.state.images) }),
  p: () => app.go({ ...app.state, dials: toggled(app.state, "pseudo") }),
  x: () => app.go({ ...app.state, dials: "" }),
  u: copyAddress,
  c: () => app.go({ ...app.state, beside: app.state.beside ? "" : next(besides(app.folder, app.group(), app.state), "") ?? "" }),
  m: () => app.go({ ...app.state, places: app.state.places ? "" : "on" }),
};
panels.forEach(([panel], i) => { onMail[i + 1] = () => app.go({ ...app.state, panel }); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    if (event.key === "Enter" && typing === wall.search) wall.step(0);
    return;
  }
  const act = (kind === "mail" && onMail[event.key]) || (kind === "wall" && onWall[event.key]) || everywhere[event.key];
  if (!act || (event.key === "Escape" && kind === "wall")) return;
  event.preventDefault();
  act();
});

/** follow goes to an address of the page. */
function follow(href) {
  history.pushState(null, "", href);
  app.state = readState();
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  follow(link.getAttribute("href"));
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds data behind its #
  document.getElementById("view").focus();
});
addEventListener("popstate", () => {
  app.state = readState();
  view?.arrive?.();
  show();
});

const themes = ["auto", "light", "dark"];
const themeButton = document.getElementById("theme");

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = "Theme: " + theme;
  try { localStorage.setItem("billet-theme", theme); } catch { /* it is forgotten, then */ }
}
themeButton.addEventListener("click", () => setTheme(next(themes, document.documentElement.dataset.theme)));
let remembered;
try { remembered = localStorage.getItem("billet-theme"); } catch { /* there is none */ }
setTheme(themes.includes(remembered) ? remembered : "auto");
document.getElementById("keys").addEventListener("click", () => document.getElementById("help").showModal());

// Keys that are pressed in a mail never come to the page.
addEventListener("blur", () => setTimeout(() => view?.inMail?.(document.activeElement?.tagName === "IFRAME")));
addEventListener("focus", () => view?.inMail?.(false));

const live = document.getElementById("live");
listen(load, (state) => {
  live.dataset.state = state;
  if (state === "lost") forget();
  live.textContent = state === "live" ? "live" : "connection lost";
});
