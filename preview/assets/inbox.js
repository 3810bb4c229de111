// The mail as inboxes list it, and what there is to say about it.

import { copy, h } from "./dom.js";

/** inboxLines shows the lines of a desktop and of a phone, cut as clients cut
 * them; the styles say where. wanted is the language that was asked for. */
export function inboxLines(mail, wanted) {
  const fallback = mail.locale !== wanted;
  const share = Math.round((mail.html_bytes / mail.clip_limit) * 100);
  return [
    h("div", {}, h("h2", {}, "Inbox, desktop"),
      h("div", { class: "desk" }, h("span", { class: "who", dir: "auto" }, mail.from || "—"),
        h("span", { class: "what", dir: "auto" }, h("strong", {}, mail.subject), h("span", { class: "soft" }, " — " + mail.preheader))),
      h("dl", { class: "facts" },
        fact("From", h("bdi", {}, mail.from_address || "—")),
        fact("To", h("bdi", {}, mail.to.join(", ") || "—")),
        fact("Language", mail.locale, fallback && h("span", { class: "mark warn" }, "fallback: " + mail.locale_chain.join(" → "))),
        fact("HTML", kilobytes(mail.html_bytes), h("span", { class: mail.html_bytes > mail.clip_limit ? "mark bad" : "mark" },
          mail.html_bytes > mail.clip_limit ? "Gmail clips it at 102 KB" : share + " % of 102 KB")),
        fact("Text", kilobytes(mail.text_bytes))),
      h("div", { class: "facts" },
        h("a", { href: mail.html_url + "&download=on" }, "Download"),
        h("a", { href: mail.html_url, target: "_blank", rel: "noopener" }, "Open alone"),
        h("button", { type: "button", class: "link", onclick: copyAddress }, "Copy address"))),
    h("div", {}, h("h2", {}, "Inbox, phone"),
      h("div", { class: "phone" }, h("div", { dir: "auto" }, h("strong", {}, mail.from || "—")), h("div", { dir: "auto" }, mail.subject), h("div", { class: "after", dir: "auto" }, mail.preheader))),
  ];
}

/** comparedLines are the lines of one of two mails. */
export function comparedLines(mail) {
  return h("div", {}, h("div", { class: "phone", lang: mail.locale, dir: "auto" },
    h("div", {}, h("strong", {}, mail.subject)), h("div", { class: "after" }, mail.preheader)),
  h("dl", { class: "facts" }, fact("From", h("bdi", {}, mail.from_address || "—")), fact("To", h("bdi", {}, mail.to.join(", ") || "—")),
    fact("HTML", kilobytes(mail.html_bytes), mail.html_bytes > mail.clip_limit && h("span", { class: "mark bad" }, "Gmail clips it at 102 KB"))));
}

/** copyAddress copies the address of all that is shown. */
export function copyAddress() { copy(location.href); }

function fact(name, ...values) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, ...values.flatMap((v) => [v, " "])));
}

function kilobytes(bytes) { return (bytes / 1024).toFixed(1) + " KB"; }
